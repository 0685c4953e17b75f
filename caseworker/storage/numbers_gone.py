"""Numbers that were given, to cases of which this file no longer says so: withheld from here, or destroyed.

Question: how is a number never given twice when the case that has it was emptied? Choice: the numbers are noted here
before its lines go; the note belongs to this PC and names no case. Source: offline rules R3, E1, E3.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from caseworker.storage.local import local_setting, set_local_setting

GONE = "numbers_gone"
"""Local setting: by series, the numbers (JSON)."""


def numbers_of(raw: Any, scope_id: str) -> set[tuple[str, int]]:
    """Return series and number of every reference a case has or had."""
    rows = raw.execute("SELECT series, number FROM reference_number WHERE case_id = ?", (scope_id,))
    return {(str(series), int(number)) for series, number in rows}


def note_gone(raw: Any, numbers: Iterable[tuple[str, int]]) -> None:
    """Note that these were given, in the open write transaction."""
    added = set(numbers)
    if not added:
        return
    known = _read(raw)
    for series, number in added:
        known[series] = sorted({*known.get(series, ()), number})
    set_local_setting(raw, GONE, json.dumps(known))


def gone(raw: Any, series: str) -> set[int]:
    """Return the numbers of a series that are noted."""
    return set(_read(raw).get(series, ()))


def _read(raw: Any) -> dict[str, list[int]]:
    known: dict[str, list[int]] = json.loads(local_setting(raw, GONE) or "{}")
    return known
