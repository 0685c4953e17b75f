"""References: one series for all kinds, by year of logging; given once, never changed, never used again.

On a single PC the lease of numbers has no end (offline rule M1), so the next number is one more than the highest used,
up to the last that six digits say; after that it takes the spare series, as a computer without a block does.
Where computers share an office, each takes numbers of its own blocks (`storage/leases.py`).
Source: decision 7; offline rules R1 to R4.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from caseworker.domain.words import folded, without_controls
from caseworker.storage.leases import LAST, highest_given, leased_number, spare_number
from caseworker.storage.local import present_origin, sync_state

_REFERENCE = re.compile(r"([A-Z]{2,6}-\d{4})-(\d{4,6})|([A-Z]{2,6}-\d{4}-[A-Z][A-Z0-9]{1,7})-(\d{2,6})")


def series_and_number(reference: Any) -> tuple[str, int] | None:
    """Return the series and the number of a reference of ours.

    CYP-2026-0412 is ("CYP-2026", 412); CYP-2026-K07-01, of a spare series (R4), is ("CYP-2026-K07", 1).
    """
    match = _REFERENCE.fullmatch(reference) if isinstance(reference, str) else None
    return (match[1] or match[3], int(match[2] or match[4])) if match else None


Taken = tuple[str, int, str, str]
"""A row of `reference_number`: series, number, the case's id, "used"."""


def taken_by(case_id: str, reference: Any) -> list[Taken]:
    """Return what a case's reference takes; nothing where it is not one of ours."""
    known = series_and_number(reference)
    return [(*known, case_id, "used")] if known else []


def note_taken(raw: Any, taken: Sequence[Taken]) -> None:
    """Keep which numbers are used, in the open write transaction."""
    if taken:
        raw.executemany(
            "INSERT OR IGNORE INTO reference_number (series, number, case_id, state) VALUES (?, ?, ?, ?)",
            taken,
        )


def is_spare(series: str) -> bool:
    """Whether a series is one of those with a workstation code."""
    return series.count("-") > 1


def next_reference(raw: Any, prefix: str, year: int, taken: int = 0) -> str:
    """Return the reference for the next case of the year; take it in the transaction that logs the case.

    Args:
        taken: references taken in this transaction already, of cases that are not written yet.
    """
    series = f"{prefix}-{year}"
    state = sync_state(raw)
    origin, code = present_origin(raw), str(state.get("code") or "")
    if state.get("hub_id"):
        return written(*leased_number(raw, series, origin, code, taken))
    number = highest_given(raw, series) + 1 + taken
    if number > LAST:
        return written(*spare_number(raw, series, origin, "", number - LAST - 1))
    return written(series, number)


def written(series: str, number: int) -> str:
    """Return the reference of a number: four digits at least, two in a spare series."""
    return f"{series}-{number:02}" if is_spare(series) else f"{series}-{number:04}"


def find_reference(raw: Any, reference: str) -> list[str]:
    """Return the ids of the cases with this reference, or with it as an earlier reference; usually one."""
    wanted = without_controls(reference).strip().upper()
    given = without_controls(reference).strip()
    rows = raw.execute(
        "SELECT id FROM case_list WHERE reference IN (?, ?) ORDER BY id", (wanted, given)
    ).fetchall()
    words = " ".join(re.findall(r"[^\W_]+", folded(wanted)))
    if not rows and words:
        rows = raw.execute(
            "SELECT c.id FROM search_text_fts f JOIN search_text t ON t.n = f.rowid JOIN case_list c ON c.n = t.case_n"
            " WHERE search_text_fts MATCH ? ORDER BY c.id",
            (f'codes : "{words}"',),
        ).fetchall()
        rows = [row for row in rows if wanted in _all_references(raw, row[0])]
    return list(dict.fromkeys(row[0] for row in rows))


def _all_references(raw: Any, case_id: str) -> list[str]:
    """The references of a case, in capitals: an earlier system may have written them otherwise."""
    row = raw.execute("SELECT reference, old_references FROM case_list WHERE id = ?", (case_id,)).fetchone()
    return [str(row[0]).upper(), *str(row[1]).upper().splitlines()] if row else []
