"""Writes the lines of cases in the lists: a new one whole, a changed one only where it differs.

Question: why not write the whole line again? Choice: SQLite rewrites the entry in every index of a column that is
named in an UPDATE, changed or not; a note would touch nine indexes, and each touched page is encrypted and logged.
Cost: the old line is read first.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from caseworker.storage.case_rows import COLUMNS

_LAST_CHANGE = COLUMNS.index("last_change_at")
_CHANGED_BY = COLUMNS.index("last_change_by")
_INSERT = f"INSERT INTO case_list ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
_SELECT = f"SELECT {', '.join(COLUMNS)} FROM case_list WHERE n = ?"


def insert_rows(raw: Any, rows: Sequence[Sequence[Any]]) -> None:
    """Write the lines of new cases."""
    if rows:
        raw.executemany(_INSERT, rows)


def update_row(raw: Any, row: Sequence[Any]) -> None:
    """Write what is different in a case's line, or the whole where there is none yet."""
    old = raw.execute(_SELECT, (row[0],)).fetchone()
    if old is None:
        raw.execute(_INSERT, tuple(row))
        return
    # A change recorded by a slow clock, or arriving late, is not the last one.
    wanted = list(row)
    if old[_LAST_CHANGE] > row[_LAST_CHANGE]:
        wanted[_LAST_CHANGE], wanted[_CHANGED_BY] = old[_LAST_CHANGE], old[_CHANGED_BY]
    changed = tuple(place for place, value in enumerate(old) if value != wanted[place])
    if changed:
        raw.execute(_update(changed), (*(wanted[place] for place in changed), row[0]))


def note_last_change(raw: Any, case_id: str, changed_at: str, changed_by: str) -> None:
    """Write when and by whom a case was last changed by something its line does not show."""
    raw.execute(
        "UPDATE case_list SET last_change_at = ?, last_change_by = ? WHERE id = ? AND last_change_at <= ?",
        (changed_at, changed_by, case_id, changed_at),
    )


@cache
def _update(places: tuple[int, ...]) -> str:
    return f"UPDATE case_list SET {', '.join(f'{COLUMNS[place]} = ?' for place in places)} WHERE n = ?"
