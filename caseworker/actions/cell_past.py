"""Every change ever made to a thing, and what each change in force says of a cell of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from caseworker.domain.cells import cells_of
from caseworker.domain.changes import EntityChange, FieldChange, Value, corrected, decode
from caseworker.domain.fold import Applied, EntityState, fold
from caseworker.domain.merge import CellChange, seen_by
from caseworker.storage.void_cases import refolded


class Header(NamedTuple):
    """Who made a change, when by the hub's clock, where it stands in the feed, on which computer."""

    kind: str
    author_id: str
    at: str
    feed: int | None
    origin: str
    oseq: int


class Written(NamedTuple):
    """One change to a thing: who made it, and what it wrote."""

    header: Header
    given: Mapping[str, FieldChange]

    def value(self, field: str) -> Value:
        """Return what it made of a field; None where it left it alone."""
        return self.given[field].value if field in self.given else None


Past = Mapping[str, Written]
"""By the id of the changeset."""


def past_of(raw: Any, entity_id: str) -> Past:
    """Return every change to a thing."""
    rows = raw.execute(
        "SELECT c.id, c.kind, c.author_id, c.recorded_at, c.clock_offset, c.feed, c.origin, c.oseq, c.body"
        " FROM touch t JOIN changeset c ON c.n = t.changeset_n WHERE t.entity_id = ?",
        (entity_id,),
    ).fetchall()
    return {
        row[0]: Written(
            Header(row[1], row[2], corrected(row[3], row[4]), row[5], row[6], row[7]),
            {f.field: f for entity in decode(row[8]) if entity.entity_id == entity_id for f in entity.fields},
        )
        for row in rows
    }


def state_without(raw: Any, past: Past, state: EntityState, left_out: Collection[str]) -> EntityState:
    """Return a thing as it was without some of the changes made to it.

    A case that was void is flagged as then, where somebody had added to it who did not know (C7).
    """
    history = [
        Applied(
            changeset_id,
            (one.header.at, one.header.origin, one.header.oseq),
            EntityChange(state.id, state.kind, tuple(one.given.values())),
        )
        for changeset_id, one in past.items()
        if changeset_id not in left_out
    ]
    before = fold(state.id, state.kind, state.scope_id, history)
    if state.kind != "case" or not before.is_removed:
        return before
    things = raw.execute("SELECT id, kind FROM entity WHERE scope_id = ?", (state.scope_id,)).fetchall()
    return refolded(raw, before, (), sorted(things), left_out)


def values_in_force(state: EntityState, fields: tuple[str, ...], past: Past) -> dict[str, dict[str, Value]]:
    """Return, for each change in force of a cell that clashes, what it says of every field of it.

    What its author did not write is as that author saw it, or, where that cannot be told, as it stands.
    """
    clashing = [field for field in fields if field in state.conflicts]
    cell = cells_of(state.kind).get(fields[0])
    changes: dict[str, dict[str, CellChange]] = {field: {} for field in fields}
    for changeset_id, one in past.items():
        order = (one.header.at, one.header.origin, one.header.oseq)
        for name in changes.keys() & one.given.keys():
            made = one.given[name]
            changes[name][changeset_id] = CellChange(changeset_id, made.value, made.parents, order)
    found = {}
    for changeset_id in dict.fromkeys(each for field in clashing for each in state.versions(field)):
        now = {field: state.doc.get(field) for field in fields}
        if cell is not None and changeset_id in changes.get(cell.key, {}):
            seen = seen_by(changes[cell.key][changeset_id], cell, changes)
            found[changeset_id] = {field: seen.get(field) for field in fields}
        else:
            given = past[changeset_id].given if changeset_id in past else {}
            found[changeset_id] = {f: given[f].value if f in given else now[f] for f in fields}
    return found
