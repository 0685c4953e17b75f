"""A thing is what its changes say: from changes to current values, and back to what an author was looking at.

`vers` names, for each field, the changesets in force. Most fields still have the value they were created with, so the
creating changeset stands once under "" and only later changes are listed by field. The creating changeset is the one
with the least id (ids are made in order of time), so that the same set of changes has one spelling, however it came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from caseworker.domain.cells import cells_of, removal, removes
from caseworker.domain.changes import EntityChange, FieldChange, Line, Value
from caseworker.domain.merge import (
    Cell,
    CellChange,
    Changes,
    ancestors,
    frontier,
    resolve,
    resolve_together,
    seen_by,
    sides_together,
)

CREATED = ""
_NAMES = frozenset((str,))


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

    def all_versions(self) -> tuple[str, ...]:
        """Return every changeset in force for any field: what somebody who removes the thing has seen."""
        return tuple(sorted({version for name in self.doc for version in self.versions(name)}))

    @property
    def is_removed(self) -> bool:
        """Whether it was made void (C7)."""
        name = removal(self.kind)[0]
        return removes(self.kind, name, self.doc.get(name))


@dataclass(frozen=True, slots=True)
class Applied:
    """An entity change together with the header facts that order it."""

    changeset_id: str
    order: tuple[str, str, int]
    change: EntityChange


def create(line: Line, scope_id: str, changeset_id: str) -> EntityState:
    """Return the state of a thing seen for the first time, from the line that made it."""
    entity_id, kind, fields = line
    doc = {name: value for name, value, parents in fields if type(parents) is list or _is_several(parents)}
    if not _NAMES.issuperset(map(type, doc)):
        raise TypeError("a field has a name, which is text")
    return EntityState(entity_id, kind, scope_id, doc, {CREATED: [changeset_id]})


def _is_several(parents: Iterable[str]) -> bool:
    """Return whether parents can be gone through; what cannot is no body (TypeError), as in every later change."""
    return iter(parents) is not None


def apply_simply(state: EntityState, entity: EntityChange, changeset_id: str) -> bool:
    """Apply a change whose author saw the present values. Return False, changing nothing, if not so.

    This is the usual case: nobody else changed the same fields meanwhile.
    """
    if state.conflicts or any(not set(f.parents).issuperset(_seen(state, f)) for f in entity.fields):
        return False
    if state.is_removed and not any(f.field == removal(state.kind)[0] for f in entity.fields):
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


def fold(
    entity_id: str, kind: str, scope_id: str, history: Iterable[Applied], unseen: Sequence[str] = ()
) -> EntityState:
    """Return the state that a set of changes makes, whatever the order they arrived in.

    Args:
        unseen: changesets that added to the thing while somebody else removed it, as a note to a case.
    """
    known = list(history)
    first = min((applied.changeset_id for applied in known), default="")
    state = EntityState(entity_id, kind, scope_id)
    if not first:
        return state
    state.vers[CREATED] = [first]
    for name, cell in _resolved(kind, _by_field(known), unseen).items():
        state.doc[name] = cell.value
        if list(cell.versions) != state.vers[CREATED]:
            state.vers[name] = list(cell.versions)
        if cell.clashing:
            state.conflicts[name] = list(cell.clashing)
    return state


def sides(kind: str, field: str, history: Iterable[Applied]) -> tuple[tuple[str, dict[str, Value]], ...]:
    """Return who says what of a field and of those it belongs with: changesets in force, each with all the values.

    A field that one of them did not write is as its author saw it. Oldest first; one side means no clash.
    """
    changes = _by_field(history)
    cell = cells_of(kind).get(field)
    found = _resolved(kind, changes)
    if field == removal(kind)[0] and field in found and found[field].clashing:
        ids = set(found[field].versions) - changes[field].keys()
        if ids:  # somebody went on with what another removed
            removed = {change.changeset_id: change.value for change in frontier(changes[field].values())}
            kept = dict.fromkeys(sorted(ids), found[field].value)
            return tuple((i, {field: value}) for i, value in (removed | kept).items())
    if cell is None:
        return tuple(
            (change.changeset_id, {field: change.value}) for change in frontier(changes[field].values())
        )
    return tuple((side.changeset_id, seen_by(side, cell, changes)) for side in sides_together(cell, changes))


def _by_field(history: Iterable[Applied]) -> dict[str, dict[str, CellChange]]:
    """Return the changes of each field by their changesets."""
    changes: dict[str, dict[str, CellChange]] = defaultdict(dict)
    for applied in history:
        for change in applied.change.fields:
            changes[change.field][applied.changeset_id] = CellChange(
                applied.changeset_id, change.value, change.parents, applied.order
            )
    return changes


def seen_by_removal(kind: str, history: Iterable[Applied]) -> tuple[frozenset[str], frozenset[str]]:
    """Return what those who removed a thing had seen: changesets named, their own among them, and their replicas."""
    changes = _by_field(history).get(removal(kind)[0], {})
    last = frontier(changes.values())
    known = ancestors((change.changeset_id for change in last), changes)
    return frozenset(known), frozenset(change.order[1] for change in last)


def _resolved(kind: str, changes: Changes, unseen: Sequence[str] = ()) -> dict[str, Cell]:
    """Return what each field is, fields that belong together decided together."""
    shared = cells_of(kind)
    found: dict[str, Cell] = {}
    for name in changes:
        if name in found:
            continue
        if name in shared:
            found.update(resolve_together(shared[name], changes))
        else:
            found[name] = resolve(name, changes[name].values())
    name = removal(kind)[0]
    if name in found and not found[name].clashing and removes(kind, name, found[name].value):
        unknown = sorted({*_changed_unseen(name, found, changes), *unseen})
        if unknown:
            found.update(_still_used(kind, name, found, changes, unknown))
    return found


def _changed_unseen(name: str, found: Mapping[str, Cell], changes: Changes) -> set[str]:
    """Return the changes in force made by people who did not know that the thing was removed (C7).

    Whoever removes a thing names everything they saw of it; whoever changes a removed thing writes the removal again.
    So a change in force that the removal does not name, of another replica, was made by somebody who did not know.
    """
    removed = frontier(changes[name].values())
    named = {parent for change in removed for parent in change.parents}
    if name == "voided" and named <= changes[name].keys():
        return set()  # written by a version that named the changes of this field alone
    origins = {change.order[1] for change in removed}
    return {
        change.changeset_id
        for part, cell in found.items()
        for change in (changes[part][i] for i in cell.versions if i in changes.get(part, ()))
        if change.changeset_id not in named
        and change.changeset_id not in changes[name]
        and change.order[1] not in origins
    }


def _still_used(
    kind: str, name: str, found: Mapping[str, Cell], changes: Changes, unknown: Sequence[str]
) -> dict[str, Cell]:
    """Return the fields that show a removed thing after all, flagged by the clash of its removal (C7).

    What is shown is what it was before anybody removed it, also where two removed it one after the other.
    """
    shared = cells_of(kind).get(name)
    others = {i for i, change in changes[name].items() if removes(kind, name, change.value)}
    shown = {}
    for part in shared.fields if shared else (name,):
        if part in changes:
            kept = [change for i, change in changes[part].items() if i not in others]
            before = resolve(part, kept).value if kept else (False if part == "voided" else None)
            clashing = (found[part].value, before) if part == name else ()
            shown[part] = Cell(before, tuple(sorted({*found[part].versions, *unknown})), clashing)
    return shown


def changes_between(state: EntityState, wanted: Mapping[str, Value]) -> tuple[FieldChange, ...]:
    """Return the field changes that make `state` say what is wanted, each naming what it replaces.

    With a field that belongs to others the key of their cell is written again, and with a removed thing its removal.
    """
    changed = {
        name: value
        for name, value in wanted.items()
        if name in state.conflicts or name not in state.doc or state.doc[name] != value
    }
    return whole(state, changed)


def whole(state: EntityState, changed: Mapping[str, Value]) -> tuple[FieldChange, ...]:
    """Return these values as field changes that name what they replace, with what has to be written beside them."""
    values = dict(changed)
    shared = cells_of(state.kind)
    for name in changed:
        if name in shared:
            cell = shared[name]
            values.setdefault(cell.key, state.doc.get(cell.key))
            for other in cell.fields:
                if other in state.conflicts:
                    values.setdefault(other, state.doc.get(other))
    name = removal(state.kind)[0]
    if values and state.is_removed:
        values.setdefault(name, state.doc[name])
    return tuple(FieldChange(name, value, _parents(state, name, value)) for name, value in values.items())


def _parents(state: EntityState, name: str, value: Value) -> tuple[str, ...]:
    return state.all_versions() if removes(state.kind, name, value) else state.versions(name)


def _seen(state: EntityState, change: FieldChange) -> tuple[str, ...]:
    """What a change names, if nothing else, whose author saw the present state."""
    return _parents(state, change.field, change.value)
