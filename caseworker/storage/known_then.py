"""What was known at an earlier moment: the cases changed since, folded again from what had been recorded by then.

Question: how are the tables counted as they would have been on a day that is past? Choice: the record is only ever
added to, so every case touched later is folded again from the earlier changes; all others are as the projections have
them. Cost: a day long past means folding nearly every case. Source: offline rules I5 (projections are what the record
makes); rule book section 10 ("as known on").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from caseworker.domain.cases import CaseRow
from caseworker.domain.changes import corrected, decode
from caseworker.domain.fold import Applied, EntityState, fold
from caseworker.storage.case_rows import COLUMNS, LISTED_KINDS, READ_COLUMNS, case_list_row, to_case_row
from caseworker.storage.fact_parts import Placed
from caseworker.storage.fact_rows import fact_rows
from caseworker.storage.list_rows import LastChange

_AT_ONCE = 400
_SHOWN = tuple(COLUMNS.index(name.removeprefix("c.")) for name in READ_COLUMNS.split(", "))

Line = tuple[Any, ...]


@dataclass
class KnownThen:
    """The cases changed after a moment, as they were.

    Attributes:
        changed: their numbers, also of those that did not exist yet: their present lines do not count.
        lines: the lines they had then, in the order of the columns, by table of facts.
        docs: what was recorded of their things, by number.
        rows: their lines in the lists, by the number of the case.
    """

    changed: set[int] = field(default_factory=set)
    lines: dict[str, list[Line]] = field(default_factory=lambda: {"stage_fact": [], "part_fact": []})
    docs: dict[int, Mapping[str, Any]] = field(default_factory=dict)
    rows: dict[int, CaseRow] = field(default_factory=dict)


def known_before(raw: Any, instant: str) -> KnownThen:
    """Return the cases changed at an instant (UTC, as recorded) or later, as they were before it."""
    then = KnownThen()
    found = raw.execute("SELECT id FROM case_list WHERE last_change_at >= ?", (instant,))
    case_ids = [str(case_id) for (case_id,) in found]
    for first in range(0, len(case_ids), _AT_ONCE):
        some = case_ids[first : first + _AT_ONCE]
        places = _places(raw, some)
        then.changed.update(places[case_id] for case_id in some if case_id in places)
        for case_id, things, latest in _folded(raw, some, instant, places):
            _take(then, case_id, things, latest, places)
    return then


def _places(raw: Any, case_ids: Sequence[str]) -> dict[str, int]:
    """The numbers of everything the cases have now, by id."""
    rows = raw.execute(f"SELECT id, n FROM entity WHERE scope_id IN ({_marks(case_ids)})", case_ids)
    return {str(entity_id): int(n) for entity_id, n in rows}


def _folded(
    raw: Any, case_ids: Sequence[str], instant: str, places: Mapping[str, int]
) -> Iterator[tuple[str, list[Placed], LastChange]]:
    """Yield each case that existed: its things in the order of their ids, and its last change."""
    histories: dict[str, dict[tuple[str, str], list[Applied]]] = defaultdict(lambda: defaultdict(list))
    latest: dict[str, LastChange] = {}
    rows = raw.execute(
        "SELECT id, scope_id, recorded_at, clock_offset, origin, oseq, author_id, body FROM changeset"
        f" WHERE scope_id IN ({_marks(case_ids)}) AND (clock_offset <> 0 OR recorded_at < ?)"
        " AND id NOT IN (SELECT changeset_id FROM deferred)",
        (*case_ids, instant),
    )
    for changeset_id, case_id, recorded_at, offset, origin, oseq, author_id, body in rows:
        at = corrected(recorded_at, offset)
        if at >= instant:
            continue
        made = LastChange(at, origin, oseq, author_id)
        latest[case_id] = max(latest.get(case_id, made), made)
        for change in decode(body):
            thing = histories[case_id][change.entity_id, change.entity_kind]
            thing.append(Applied(changeset_id, (at, origin, oseq), change))
    for case_id, things in histories.items():
        placed = [
            (places[entity_id], fold(entity_id, kind, case_id, history))
            for (entity_id, kind), history in things.items()
            if kind in LISTED_KINDS and entity_id in places
        ]
        if any(state.id == case_id for _n, state in placed):
            yield case_id, sorted(placed, key=lambda each: each[1].id), latest[case_id]


def _take(
    then: KnownThen,
    case_id: str,
    things: Sequence[Placed],
    latest: LastChange,
    places: Mapping[str, int],
) -> None:
    number = places[case_id]
    for name, lines in zip(then.lines, fact_rows(number, things), strict=True):
        then.lines[name] += lines
    then.docs.update((n, state.doc) for n, state in things)
    states: list[EntityState] = [state for _n, state in things]
    case = next(state for state in states if state.id == case_id)
    row = case_list_row(number, case, states, latest.at, latest.author_id)
    then.rows[number] = to_case_row([row[place] for place in _SHOWN])


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)
