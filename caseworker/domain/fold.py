"""A thing is what its changes say: from changes to current values, and back to what an author was looking at.

`vers` names, for each field, the changesets in force. Most fields still have the value they were created with, so the
creating changeset stands once under "" and only later changes are listed by field. The creating changeset is the one
with the least id (ids are made in order of time), so that the same set of changes has one spelling, however it came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from caseworker.domain.changes import EntityChange, FieldChange, Value
from caseworker.domain.merge import CellChange, resolve

CREATED = ""


@dataclass(slots=True)
class EntityState:
    """One thing as it stands: its values, the changes in force for each field, and the clashes."""

    id: str
    kind: str
    scope_id: str
    doc: dict[str, Value] = field(default_factory=dict)
    vers: dict[str, list[str]] = field(default_factory=dict)
    conflicts: dict[str, list[Value]] = field(default_factory=dict)

    def versions(self, name: str) -> tuple[str, ...]:
        """Return the changesets in force for a field; none when it was never set."""
        if name not in self.doc:
            return ()
        return tuple(self.vers.get(name) or self.vers.get(CREATED) or ())


@dataclass(frozen=True, slots=True)
class Applied:
    """An entity change together with the header facts that order it."""

    changeset_id: str
    order: tuple[str, str, int]
    change: EntityChange


def create(entity: EntityChange, scope_id: str, changeset_id: str) -> EntityState:
    """Return the state of a thing seen for the first time."""
    doc = {f.field: f.value for f in entity.fields}
    return EntityState(entity.entity_id, entity.entity_kind, scope_id, doc, {CREATED: [changeset_id]})


def apply_simply(state: EntityState, entity: EntityChange, changeset_id: str) -> bool:
    """Apply a change whose author saw exactly the present values. Return False, changing nothing, if not so.

    This is the usual case: nobody else changed the same fields meanwhile.
    """
    if state.conflicts or any(set(f.parents) != set(state.versions(f.field)) for f in entity.fields):
        return False
    if changeset_id < state.vers[CREATED][0]:
        _create_earlier(state, changeset_id)
    base = state.vers[CREATED][0]
    for change in entity.fields:
        state.doc[change.field] = change.value
        if changeset_id == base:
            state.vers.pop(change.field, None)
        else:
            state.vers[change.field] = [changeset_id]
    return True


def _create_earlier(state: EntityState, changeset_id: str) -> None:
    """Spell the versions as of a thing created by another changeset, which arrived later than what followed it."""
    later = state.vers[CREATED]
    state.vers = {name: list(state.vers.get(name) or later) for name in state.doc}
    state.vers[CREATED] = [changeset_id]


def fold(entity_id: str, kind: str, scope_id: str, history: Iterable[Applied]) -> EntityState:
    """Return the state that a set of changes makes, whatever the order they arrived in."""
    cells: dict[str, dict[str, CellChange]] = defaultdict(dict)
    first = ""
    for applied in history:
        first = min(first, applied.changeset_id) if first else applied.changeset_id
        for change in applied.change.fields:
            cells[change.field][applied.changeset_id] = CellChange(
                applied.changeset_id, change.value, change.parents, applied.order
            )
    state = EntityState(entity_id, kind, scope_id)
    if not first:
        return state
    state.vers[CREATED] = [first]
    for name, changes in cells.items():
        cell = resolve(name, changes.values())
        state.doc[name] = cell.value
        if list(cell.versions) != state.vers[CREATED]:
            state.vers[name] = list(cell.versions)
        if cell.clashing:
            state.conflicts[name] = list(cell.clashing)
    return state


def changes_between(state: EntityState, wanted: Mapping[str, Value]) -> tuple[FieldChange, ...]:
    """Return the field changes that make `state` say what is wanted, each naming what it replaces."""
    return tuple(
        FieldChange(name, value, state.versions(name))
        for name, value in wanted.items()
        if name in state.conflicts or name not in state.doc or state.doc[name] != value
    )
