"""Take back an act: a new changeset that puts every value back, as long as nobody has built on it (U3, C9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from caseworker.domain.change_kinds import change_kind
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Changeset, Draft, EntityChange, FieldChange
from caseworker.domain.fields import label_of
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Status
from caseworker.errors import RuleError
from caseworker.office import OFFICE_SCOPE, Office, Transaction
from caseworker.storage.cases import ChangeEvent, FieldEvent, read_entities, read_events
from caseworker.storage.log import changesets

_ACTS = {
    "case.voided": "void",
    "setting.changed": "settings",
    "staff.changed": "staff",
    "case.imported": "import",
}
"""Who takes back one of these must be allowed to do it."""


def undo(office: Office, group_id: str, *, redo: bool = False) -> Changed:
    """Take back everything that was saved together under `group_id`; taking back an undo is a redo.

    Raises:
        RuleError: it cannot be taken back, or values were changed since; nothing is changed then.
    """
    office.require("undo")
    title = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal title
        group = [c for _, c in changesets(transaction.raw, "group_id = ?", (group_id,))]
        if not group:
            raise RuleError("There is nothing to undo.")
        office.require(_ACTS.get(_first_kind(transaction, group[0]), "undo"))
        kind = change_kind(group[0].kind)
        if not kind.can_undo:
            raise RuleError(f"{kind.title}: this cannot be undone.")
        title = group[0].reason if group[0].kind == "change.undone" else kind.title
        return [_taken_back(transaction, changeset, title) for changeset in group]

    written = office.save(make)
    case_ids = [c.scope_id for c in written if c.scope_id != OFFICE_SCOPE]
    where = f" ({len(case_ids)} cases)" if len(case_ids) > 1 else ""
    return office.changed(f"{'Redone' if redo else 'Undone'}: {title.lower()}{where}.", written)


def _taken_back(transaction: Transaction, changeset: Changeset, title: str) -> Draft:
    states = {state.id: state for state in read_entities(transaction.raw, changeset.scope_id)}
    events = read_events(transaction.raw, changeset.scope_id)
    place = next(n for n, e in enumerate(events) if e.changeset_id == changeset.id)
    event, later = events[place], {e.changeset_id for e in events[place + 1 :]}
    clashes, changes = [], []
    for entity_id, fields in _by_entity(event).items():
        state = states[entity_id]
        if all(f.is_first for f in fields) and _was_created_by(state, changeset):
            clashes += _built_on(state, states.values())
            changes.append(_unmade(state))
            continue
        if _counted_on(state, fields, later):
            clashes.append(label_of(state.kind, "clocks"))
        restored = []
        for f in fields:
            if state.versions(f.field) != (changeset.id,):
                clashes.append(label_of(state.kind, f.field))
            else:
                restored.append(FieldChange(f.field, f.before, (changeset.id,)))
        changes.append(EntityChange(state.id, state.kind, tuple(restored)))
    if clashes:
        names = ", ".join(sorted(set(clashes)))
        raise RuleError(
            f"This cannot be undone, because it was changed since: {names}. Change it by hand instead."
        )
    return Draft(changeset.scope_kind, changeset.scope_id, "change.undone", tuple(changes), title)


def _counted_on(state: EntityState, fields: Iterable[FieldEvent], later: set[str]) -> bool:
    """Whether a deadline was counted later from what would be taken back, such as the day of an acknowledgement."""
    names = {f.field for f in fields}
    counts = state.kind == "stage" and "acknowledged_on" in names and "clocks" not in names
    return counts and not later.isdisjoint(state.versions("clocks"))


def _by_entity(event: ChangeEvent) -> dict[str, list[FieldEvent]]:
    fields = defaultdict(list)
    for f in event.fields:
        fields[f.entity_id].append(f)
    return fields


def _was_created_by(state: EntityState, changeset: Changeset) -> bool:
    return state.vers.get("", []) == [changeset.id]


def _built_on(state: EntityState, others: Iterable[EntityState]) -> list[str]:
    """Return what was changed of a thing since it was made, and what was added to a case."""
    found = [label_of(state.kind, name) for name in state.vers if name]
    if state.kind == "case":
        added = [o for o in others if o.vers.get("") != state.vers[""] and not o.doc.get("voided")]
        found += [_ADDED.get(other.kind, other.kind) for other in added]
    return found


_ADDED = {
    "note": "a note",
    "letter": "a letter",
    "party": "a person",
    "stage": "a stage",
    "task": "an action",
    "pause": "a stopped clock",
}


def _first_kind(transaction: Transaction, changeset: Changeset) -> str:
    """Return the kind of change that was done first, through any number of undos and redos."""
    while changeset.kind == "change.undone":
        undone = changeset.entities[0].fields[0].parents or _makers(transaction, changeset)
        changeset = next(c for _, c in changesets(transaction.raw, "id = ?", undone[:1]))
    return changeset.kind


def _makers(transaction: Transaction, changeset: Changeset) -> tuple[str, ...]:
    """Return the change that made the first thing of an undo: what was made is marked as removed."""
    made = changeset.entities[0].entity_id
    states = read_entities(transaction.raw, changeset.scope_id)
    return next(tuple(state.vers[""]) for state in states if state.id == made)


def _unmade(state: EntityState) -> EntityChange:
    """Nothing is deleted (C7): a case becomes void, anything else is marked as removed."""
    name, value = ("status", Status.VOID.value) if state.kind == "case" else ("voided", True)
    fields: list[tuple[str, Any]] = [(name, value)]
    if state.kind == "case":
        fields.append(("void_reason", "Logging it was undone"))
    return EntityChange(
        state.id, state.kind, tuple(FieldChange(field, new, state.versions(field)) for field, new in fields)
    )
