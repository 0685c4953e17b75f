"""What a save leaves to be written before the next reading: all but the changeset itself and things that were there.

Question: why did a new case write fifty pages, forty-nine of them in tables nobody reads until somebody looks? Choice:
a save puts its changeset where nothing else lies, changes the things that are there already, and takes the number of a
new case. Whoever reads next, in whatever way, has it entered in the record first and everything made from it
(`Database`), as changes from the hub are. It is all a function of the changeset, which is on the disk, so that a kill
in between loses nothing. Cost: every reading asks first whether anything is due.
Source: offline rules S1, I5, I8 and section 13.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from caseworker.domain.changes import Changeset, Draft, canonical
from caseworker.domain.fold import EntityState, apply_simply
from caseworker.storage.packed import FRESH, TABLE
from caseworker.storage.references import Taken, note_taken, taken_by

if TYPE_CHECKING:
    from caseworker.storage.said import Said

_log = logging.getLogger(__name__)

MOST = 64
"""Changesets that may wait; whoever saves more writes all of them, so that nobody waits long for it later."""

_IS_FRESH = f"SELECT 1 FROM {FRESH} LIMIT 1"
_LAST = f"SELECT n, origin, oseq, hash, (SELECT min(n) FROM {FRESH}) FROM {FRESH} ORDER BY n DESC LIMIT 1"
_NO_TABLE = f"no such table: {FRESH}"
"""What SQLite says of a new file, and of one that an earlier version made: in neither is anything due."""


Changed = dict[str, tuple[int, EntityState]]
"""Things by id, each with its place and as it stands."""


def is_written_up(raw: Any) -> bool:
    """Whether nothing is due."""
    try:
        return raw.execute(_IS_FRESH).fetchone() is None
    except Exception as error:  # one of two libraries' own classes
        if str(error) == _NO_TABLE:
            return True
        raise


class Fresh(NamedTuple):
    """The last save that is not written up, and the place of the first; `hash` as `packed.py` keeps it."""

    n: int
    origin: str
    oseq: int
    hash: bytes | str
    first: int


def last_fresh(raw: Any) -> Fresh | None:
    """Return what was saved last; None where that is written up."""
    row = raw.execute(_LAST).fetchone()
    return Fresh(*row) if row else None


def change_what_is_there(raw: Any, saved: Iterable[tuple[Changeset, Draft]]) -> bool:
    """Change the things of a save that are there already, so that the next save sees them as they are (S3), and take
    the reference of a new case (R2).

    A thing that is not there is new, or waits for the next reading; then all that is said of it does.

    Returns: whether it was as simple as that; if not, as where an author did not know the present value, nothing is
    changed, and everything has to be written at once.
    """
    changed: Changed = {}
    taken: list[Taken] = []
    for changeset, draft in saved:
        if not draft.is_new and not _change(raw, changeset, changed):
            return False
        taken += _taken(changeset)
    rows = [(canonical(state.doc), canonical(state.vers), n) for n, state in changed.values()]
    if rows:
        raw.executemany("UPDATE entity SET doc = ?, vers = ? WHERE n = ?", rows)
    note_taken(raw, taken)
    return True


def _change(raw: Any, changeset: Changeset, changed: Changed) -> bool:
    """Change things of a changeset that are there; whether it was as simple as that."""
    for entity in changeset.entities:
        found = changed.get(entity.entity_id) or _there(raw, entity.entity_id)
        if found is None:
            if any(field.parents for field in entity.fields):
                return False
            continue
        state = found[1]
        is_simple = state.scope_id == changeset.scope_id and not _is_contested(state)
        if not is_simple or not apply_simply(state, entity, changeset.id):
            return False
        changed[entity.entity_id] = found
    return True


def _taken(changeset: Changeset) -> list[Taken]:
    """Return what the references take that a changeset gives to cases."""
    return [
        row
        for entity in changeset.entities
        if entity.entity_kind == "case"
        for field in entity.fields
        if field.field == "reference"
        for row in taken_by(entity.entity_id, field.value)
    ]


def _is_contested(state: EntityState) -> bool:
    """Whether people differ about a field of a thing."""
    return any(len(versions) > 1 for versions in state.vers.values())


def _there(raw: Any, entity_id: str) -> tuple[int, EntityState] | None:
    """Return the place of a thing and the thing as it stands; None where there is none yet."""
    row = raw.execute("SELECT n, kind, scope_id, doc, vers FROM entity WHERE id = ?", (entity_id,)).fetchone()
    if row is None:
        return None
    n, kind, scope_id, doc, vers = row
    return n, EntityState(entity_id, kind, scope_id, json.loads(doc), json.loads(vers))


def write_up(raw: Any) -> None:
    """Enter what was saved last in the record, and write all that is made from it, in the open write transaction.

    What cannot be written is logged and put aside as changes from elsewhere are (`projecting.py`, offline rule P11):
    one odd case must not keep everybody from reading all others.
    """
    from caseworker.storage.projecting import project_rows

    rows = enter(raw)
    if not rows:
        return
    (there,) = raw.execute("SELECT coalesce(max(n), 0) FROM entity").fetchone()
    if project_rows(raw, rows, there) < len(rows):
        _log.error("what was saved could not be entered in the lists")


def enter(raw: Any) -> list[Said]:
    """Put what was saved last into the record, and return it: nothing is made from it."""
    if is_written_up(raw):
        return []
    from caseworker.storage.log import COLUMNS
    from caseworker.storage.said import said_rows

    rows = list(said_rows(raw, "1", table=FRESH))
    raw.execute(f"INSERT INTO {TABLE} (n, {COLUMNS}) SELECT n, {COLUMNS} FROM {FRESH} ORDER BY n")
    raw.execute(f"DELETE FROM {FRESH}")
    return rows
