"""Writes the lines of cases in the lists: a new one whole, a changed one only where it differs.

Question: why not write the whole line again? Choice: SQLite rewrites the entry in every index of a column that is
named in an UPDATE, changed or not; a note would touch nine indexes, and each touched page is encrypted and logged.
Cost: the old line is read first.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from caseworker.domain.changes import corrected
from caseworker.storage.case_rows import COLUMNS

_ID = COLUMNS.index("id")
_LAST_CHANGE = COLUMNS.index("last_change_at")
_CHANGED_BY = COLUMNS.index("last_change_by")
_INSERT = f"INSERT INTO case_list ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
_SELECT = f"SELECT {', '.join(COLUMNS)} FROM case_list WHERE n = ?"


class LastChange(NamedTuple):
    """When (UTC, corrected), where and by whom a case was changed last; the latest is the greatest."""

    at: str
    origin: str
    oseq: int
    author_id: str


def insert_rows(raw: Any, rows: Sequence[Sequence[Any]]) -> None:
    """Write the lines of new cases."""
    if rows:
        raw.executemany(_INSERT, rows)


def update_row(raw: Any, row: Sequence[Any]) -> None:
    """Write what is different in a case's line, or the whole where there is none yet."""
    old = raw.execute(_SELECT, (row[0],)).fetchone()
    wanted = list(row)
    if old is None:
        if latest_of_all := last_change_of(raw, row[_ID]):
            wanted[_LAST_CHANGE], wanted[_CHANGED_BY] = latest_of_all.at, latest_of_all.author_id
        raw.execute(_INSERT, wanted)
        return
    latest = _later(
        raw,
        row[_ID],
        (old[_LAST_CHANGE], old[_CHANGED_BY]),
        (row[_LAST_CHANGE], row[_CHANGED_BY]),
    )
    wanted[_LAST_CHANGE], wanted[_CHANGED_BY] = latest
    changed = tuple(place for place, value in enumerate(old) if value != wanted[place])
    if changed:
        raw.execute(_update(changed), (*(wanted[place] for place in changed), row[0]))


def note_last_change(raw: Any, case_id: str, latest: LastChange) -> None:
    """Write when and by whom a case was last changed by something its line does not show."""
    place = raw.execute(
        "SELECT n, last_change_at, last_change_by FROM case_list WHERE id = ?", (case_id,)
    ).fetchone()
    if place is None:
        return
    old = (place[1], place[2])
    wanted = _later(raw, case_id, old, (latest.at, latest.author_id))
    if wanted != old:
        raw.execute(
            "UPDATE case_list SET last_change_at = ?, last_change_by = ? WHERE n = ?", (*wanted, place[0])
        )


def last_change_of(raw: Any, case_id: str) -> LastChange | None:
    """Return the last change of a case from the record itself; None when nothing of it can be read."""
    rows = raw.execute(
        "SELECT recorded_at, clock_offset, origin, oseq, author_id FROM changeset WHERE scope_id = ?"
        " AND scope_kind = 'case' AND emptied = '' AND id NOT IN (SELECT changeset_id FROM deferred)",
        (case_id,),
    )
    return max((LastChange(corrected(row[0], row[1]), *row[2:]) for row in rows), default=None)


def _later(raw: Any, case_id: str, old: tuple[str, str], new: tuple[str, str]) -> tuple[str, str]:
    """Return the later of two last changes (when, by whom); at one and the same moment the record decides.

    A change recorded by a slow clock, or arriving late, is not the last one.
    """
    if old[0] != new[0] or old[1] == new[1]:
        return max(old, new)
    latest = last_change_of(raw, case_id)
    return (latest.at, latest.author_id) if latest else new


@cache
def _update(places: tuple[int, ...]) -> str:
    return f"UPDATE case_list SET {', '.join(f'{COLUMNS[place]} = ?' for place in places)} WHERE n = ?"
