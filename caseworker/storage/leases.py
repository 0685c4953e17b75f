"""Blocks of reference numbers, leased by the hub to one computer each, so that two that are apart never give the same.

Question: what reference does a case get on a train? Choice: the lowest unused number of this computer's own blocks;
when they are used up, the next of a spare series that carries the workstation code the hub gave (CYP-2026-K07-01);
without such a code, as after a restore while offline, one that is worked out from this file's random id
(CYP-2026-X4TNB7W-01). Each is unique by the way it is made, and final. Cost: numbers are not in order of time.
Source: offline rules R1 to R5.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from caseworker.domain.ids import IdMaker
from caseworker.storage.local import local_setting, set_local_setting
from caseworker.storage.numbers_gone import gone

SMALLEST, LARGEST = 10, 50
"""How many numbers a block has."""

LAST = 999_999
"""Where a series ends: a reference has six digits at most. Somebody's import, or a forged lease, may get there."""

NEXT_YEAR_FROM = (11, 1)
"""Month and day from which a block of next year's series is held."""

_ASKED = "lease_asked:"
"""Local setting by series: what was asked for and not answered yet (JSON: id, origin, count)."""

_AT_ONCE = "lease_asked_at_once:"
"""The same for a block that is asked for beyond that, as for an import."""

_OUTAGE = "longest_outage"
"""Local setting: the most days this computer was ever away from the hub."""

_LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"
"""What a code without a hub is written with: nothing that is taken for something else, and no words."""

_LOOKED_AT = 5000

Block = tuple[str, str, int, int, str, str, str]
"""A row of `lease`: request id, series, first, last, origin, leased at, why it was given up."""

COLUMNS = "request_id, series, first, last, origin, leased_at, given_up"


def leased_number(raw: Any, series: str, origin: str, code: str, taken: int = 0) -> tuple[str, int]:
    """Return series and number for the next case: of an own block, else of the spare series (R1, R4).

    Args:
        code: the workstation code the hub gave this origin, "" for none.
        taken: numbers taken in this transaction already, of cases that are not written yet.
    """
    skipped = 0
    for number in free_numbers(raw, series, origin):
        if skipped == taken:
            return series, number
        skipped += 1
    return spare_number(raw, series, origin, code, taken - skipped)


def spare_number(raw: Any, series: str, origin: str, code: str, taken: int = 0) -> tuple[str, int]:
    """Return series and number of the next of an origin's spare series (R4); see `leased_number`."""
    spare = f"{series}-{code or code_without_hub(origin)}"
    return spare, highest_given(raw, spare) + 1 + taken


def free_numbers(raw: Any, series: str, origin: str) -> Iterator[int]:
    """Yield the unused numbers of an origin's blocks, lowest first."""
    lost = gone(raw, series)
    blocks = raw.execute(
        "SELECT first, last FROM lease WHERE origin = ? AND series = ? AND given_up = '' ORDER BY first",
        (origin, series),
    ).fetchall()
    for first, last in blocks:
        used = raw.execute(
            "SELECT number FROM reference_number WHERE series = ? AND number BETWEEN ? AND ?",
            (series, first, last),
        )
        given = {number for (number,) in used} | lost
        yield from (number for number in range(first, min(last, LAST) + 1) if number not in given)


def highest_given(raw: Any, series: str) -> int:
    """Return the highest number of a series that any case here has or had, or that was leased; 0 for none."""
    (used,) = raw.execute("SELECT max(number) FROM reference_number WHERE series = ?", (series,)).fetchone()
    (leased,) = raw.execute("SELECT max(last) FROM lease WHERE series = ?", (series,)).fetchone()
    return max(used or 0, leased or 0, *gone(raw, series), 0)


def code_without_hub(origin: str) -> str:
    """Return the code of a computer that no hub has given one: "X" and six signs of the random end of its id.

    28 signs in six places are 480 million codes; the hub's own begin with another letter (K01), so they never meet.
    """
    rest, signs = int(origin[-12:] or "0", 16), ""
    for _ in range(6):
        rest, at = divmod(rest, len(_LETTERS))
        signs += _LETTERS[at]
    return f"X{signs}"


def requests(
    raw: Any, prefix: str, today: str, origin: str, ids: IdMaker
) -> tuple[tuple[str, str, int, int], ...]:
    """Return the blocks to ask for: request id, series, count, highest number known (R1).

    A block is asked for when less than half of one is unused, this year's and, from 1 November, next year's; none of a
    series that is at its end. A request keeps its id until it is answered (F14).
    """
    day = date.fromisoformat(today)
    years = [day.year] if (day.month, day.day) < NEXT_YEAR_FROM else [day.year, day.year + 1]
    found = []
    for series in (f"{prefix}-{year}" for year in years):
        if (highest := highest_given(raw, series)) >= LAST:
            continue
        asked = json.loads(local_setting(raw, _ASKED + series) or "{}")
        if asked.get("origin") != origin:
            size = block_size(raw, origin)
            if sum(1 for _ in free_numbers(raw, series, origin)) * 2 >= size:
                continue
            asked = {"id": ids.new(), "origin": origin, "count": size}
            set_local_setting(raw, _ASKED + series, json.dumps(asked))
        found.append((str(asked["id"]), series, int(asked["count"]), highest))
    return tuple(found)


def request_at_once(
    raw: Any, series: str, count: int, origin: str, ids: IdMaker
) -> tuple[str, str, int, int]:
    """Return a request for a block of so many numbers, as `requests` does; the same until it is answered (F14)."""
    asked = json.loads(local_setting(raw, _AT_ONCE + series) or "{}")
    if asked.get("origin") != origin or int(asked.get("count") or 0) < count:
        asked = {"id": ids.new(), "origin": origin, "count": count}
        set_local_setting(raw, _AT_ONCE + series, json.dumps(asked))
    return str(asked["id"]), series, int(asked["count"]), highest_given(raw, series)


def block_size(raw: Any, origin: str) -> int:
    """Return how many numbers to hold: the busiest day's cases times the days of the longest outage, 10 to 50 (R1)."""
    days = raw.execute(
        "SELECT count(*) FROM (SELECT recorded_at FROM changeset WHERE origin = ? AND kind = 'case.logged'"
        " ORDER BY oseq DESC LIMIT ?) GROUP BY substr(recorded_at, 1, 10) ORDER BY 1 DESC LIMIT 1",
        (origin, _LOOKED_AT),
    ).fetchone()
    busiest = int(days[0]) if days else 1
    return min(max(busiest * max(int(local_setting(raw, _OUTAGE) or 1), 1), SMALLEST), LARGEST)


def note_outage(raw: Any, before: str, now: str) -> None:
    """Remember the longest time away from the hub, in whole days begun, from two instants (ISO 8601)."""
    days = (date.fromisoformat(now[:10]) - date.fromisoformat(before[:10])).days + 1
    if days > int(local_setting(raw, _OUTAGE) or 1):
        set_local_setting(raw, _OUTAGE, str(days))


def keep_blocks(raw: Any, blocks: Iterable[Block]) -> None:
    """Keep what the hub says of blocks; a request that is answered is asked no more. What is given up stays so."""
    for block in blocks:
        raw.execute(
            f"INSERT INTO lease ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (request_id) DO UPDATE SET"
            " given_up = excluded.given_up WHERE excluded.given_up <> '' AND lease.given_up = ''",
            block,
        )
        for key in (_ASKED + block[1], _AT_ONCE + block[1]):
            if json.loads(local_setting(raw, key) or "{}").get("id") == block[0]:
                set_local_setting(raw, key, "")


def blocks_of(raw: Any) -> list[Block]:
    """Return every block known here, of whatever computer."""
    return [tuple(row) for row in raw.execute(f"SELECT {COLUMNS} FROM lease ORDER BY series, first")]
