"""Everything that is kept, read batch by batch, so that what an export needs of memory does not grow with the office.

Question: how does an export of minutes agree with itself while others work? Choice: whoever reads hands in one
connection in one transaction, which sees the office as it was at its beginning. Cost: the file cannot be tidied
meanwhile.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from caseworker.domain.fold import EntityState
from caseworker.domain.readers import Reader
from caseworker.storage.visible import visible_to

BATCH = 20
"""Cases read at a time: one may hold megabytes of words from its files."""
_THINGS = "SELECT n, id, kind, scope_id, doc, vers FROM entity"


class ListedCase(NamedTuple):
    """A case as the list has it, in short."""

    n: int
    id: str
    reference: str
    kind: str
    status: str
    received_on: str
    answered_on: str
    restricted: int


class StoredChange(NamedTuple):
    """A changeset as it is stored; `reference` is its case's, "" where it belongs to no case."""

    n: int
    id: str
    origin: str
    oseq: int
    prev_hash: str
    hash: str
    scope_kind: str
    scope_id: str
    group_id: str
    kind: str
    author_id: str
    recorded_at: str
    schema_ver: int
    app_ver: str
    reason: str
    salt: str
    body: str
    body_hash: str
    reference: str


_CASE_COLUMNS = (
    "c.n, c.id, c.reference, c.kind, c.status, c.received_on, coalesce(c.answered_on, ''), c.restricted"
)
_CHANGE_COLUMNS = ", ".join(f"s.{name}" for name in StoredChange._fields[:-1])


def count_cases(raw: Any, reader: Reader) -> tuple[int, int]:
    """Return how many cases the reader may see, and how many there are besides."""
    seen, every = raw.execute(
        f"SELECT coalesce(sum({visible_to(reader)}), 0), count(*) FROM case_list c"
    ).fetchone()
    return int(seen), int(every) - int(seen)


def cases(raw: Any, reader: Reader, where: str = "1", values: Sequence[Any] = ()) -> Iterator[ListedCase]:
    """Yield the cases the reader may see, by reference, so that two computers write them alike.

    Args:
        where: a condition over the columns of `case_list c`, with ? places for `values`.
    """
    found = raw.execute(
        f"SELECT {_CASE_COLUMNS} FROM case_list c WHERE {visible_to(reader)} AND ({where}) ORDER BY c.reference, c.id",
        values,
    )
    for row in found:
        yield ListedCase(*row)


def case_batches(raw: Any, reader: Reader, size: int = BATCH) -> Iterator[list[ListedCase]]:
    """Yield the cases the reader may see, so many at a time."""
    batch: list[ListedCase] = []
    for case in cases(raw, reader):
        batch.append(case)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def things_of(raw: Any, scope_ids: Sequence[str]) -> dict[str, list[EntityState]]:
    """Return everything kept in these scopes, removed things too, each in the order it was made."""
    marks = ", ".join("?" * len(scope_ids))
    rows = raw.execute(f"{_THINGS} WHERE scope_id IN ({marks}) ORDER BY id", list(scope_ids)).fetchall()
    clashes = _clashes(raw, f"scope_id IN ({marks})", list(scope_ids))
    found: dict[str, list[EntityState]] = {scope_id: [] for scope_id in scope_ids}
    for row in rows:
        state = _state(row, clashes)
        found[state.scope_id].append(state)
    return found


def things_of_no_case(raw: Any) -> Iterator[EntityState]:
    """Yield everything that belongs to no case: the register of people, the staff, the settings."""
    apart = "NOT EXISTS (SELECT 1 FROM case_list c WHERE c.id = {table}.scope_id)"
    clashes = _clashes(raw, apart.format(table="conflict"), [])
    for row in raw.execute(f"{_THINGS} WHERE {apart.format(table='entity')} ORDER BY id"):
        yield _state(row, clashes)


def last_change(raw: Any) -> int:
    """Return the place of the newest change in this file; 0 for none."""
    return int(raw.execute("SELECT coalesce(max(n), 0) FROM changeset").fetchone()[0])


def changes(raw: Any, reader: Reader) -> Iterator[StoredChange]:
    """Yield every change, oldest first, but those of cases the reader may not see.

    Of a case that is in no list, because a part of it has not arrived yet, nobody knows whether it is restricted.
    """
    unlisted = "1" if reader.sees_all else "s.scope_kind <> 'case'"
    rows = raw.execute(
        f"SELECT {_CHANGE_COLUMNS}, coalesce(c.reference, '') FROM changeset s"
        " LEFT JOIN case_list c ON c.id = s.scope_id"
        f" WHERE iif(c.id IS NULL, {unlisted}, {visible_to(reader)}) ORDER BY s.n"
    )
    for row in rows:
        yield StoredChange(*row)


def media_type_of(raw: Any, digest: str) -> str:
    """Return what kind of file has these bytes, "" where they are not kept here."""
    row = raw.execute("SELECT media_type FROM blob WHERE digest = ?", (digest,)).fetchone()
    return str(row[0]) if row else ""


def _clashes(raw: Any, where: str, values: list[str]) -> dict[str, dict[str, list[Any]]]:
    found: dict[str, dict[str, list[Any]]] = {}
    for entity_id, field, clashing in raw.execute(
        f"SELECT entity_id, field, clashing FROM conflict WHERE {where}", values
    ):
        found.setdefault(entity_id, {})[field] = json.loads(clashing)
    return found


def _state(row: Sequence[Any], clashes: dict[str, dict[str, list[Any]]]) -> EntityState:
    _n, entity_id, kind, scope_id, doc, vers = row
    return EntityState(
        entity_id, kind, scope_id, json.loads(doc), json.loads(vers), clashes.get(entity_id, {})
    )
