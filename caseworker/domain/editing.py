"""Collects what one action changes in one case and makes it a draft of one changeset."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from caseworker.domain.cases import CaseView
from caseworker.domain.cells import removal, removes
from caseworker.domain.changes import Draft, EntityChange, FieldChange, Value
from caseworker.domain.fold import EntityState, changes_between, whole
from caseworker.domain.ids import IdMaker
from caseworker.domain.open_clash import refuse_open_clash


class CaseEdits:
    """Changes to an existing case, each naming the values it replaces."""

    def __init__(self, view: CaseView, ids: IdMaker) -> None:
        self.view = view
        self._ids = ids
        self._changes: list[EntityChange] = []
        self._changed: list[str] = []

    def set(self, state: EntityState, /, **values: Value) -> None:
        """Give fields of a thing new values; equal ones are left alone. Call once for each thing."""
        self.set_again(state, (), **values)

    def set_again(self, state: EntityState, again: Sequence[str], /, **values: Value) -> None:
        """Give fields of a thing new values, and write others as they are, so that who changes them meanwhile clashes.

        A further stage is begun for a case that is still open: who closes it without knowing makes another move (C6).
        """
        fields = changes_between(state, values)
        present = {name: state.doc.get(name) for name in again if name not in {f.field for f in fields}}
        if present:
            fields = whole(state, {f.field: f.value for f in fields} | present)
        if fields:
            self._changes.append(EntityChange(state.id, state.kind, self._naming_all(state, fields)))
            self._changed += [
                f.field for f in fields if f.field in values and f.value != state.doc.get(f.field)
            ]

    def _naming_all(self, state: EntityState, fields: tuple[FieldChange, ...]) -> tuple[FieldChange, ...]:
        things = (thing for things in self.view.others.values() for thing in things)
        return naming_parts(fields, things) if state.kind == "case" else fields

    def add(self, kind: str, /, **values: Value) -> str:
        """Add a thing to the case, without the fields that are empty. Return its id."""
        entity_id = self._ids.new()
        self.add_as(entity_id, kind, **values)
        return entity_id

    def add_as(self, entity_id: str, kind: str, /, **values: Value) -> None:
        """Add a thing under an id that was given out before."""
        added = new_entity(entity_id, kind, **values)
        self._changes.append(added)
        self._changed += [f.field for f in added.fields]

    @property
    def changed_fields(self) -> tuple[str, ...]:
        """The names of all fields changed so far, without those only written again beside others (C3)."""
        return tuple(self._changed)

    def __bool__(self) -> bool:
        return bool(self._changes)

    def draft(self, kind: str, reason: str = "", group_id: str = "") -> Draft:
        """Return the changeset to write.

        Raises:
            RuleError: it issues a response or closes the case while two people differ about what that rests on (C11).
        """
        refuse_open_clash(self.view, self._changes)
        case = self.view.case
        if case.is_removed and self._changes and all(change.entity_id != case.id for change in self._changes):
            self.set_again(case, (removal("case")[0],))  # whoever adds to a void case knew that it is void
        return Draft("case", self.view.case_id, kind, tuple(self._changes), reason, group_id)


def naming_parts(fields: tuple[FieldChange, ...], parts: Iterable[EntityState]) -> tuple[FieldChange, ...]:
    """Let the removal of a case name what was seen of its parts too, so that a part added meanwhile is noticed (C7)."""
    if not any(removes("case", f.field, f.value) for f in fields):
        return fields
    seen = {version for part in parts for version in part.all_versions()}
    return tuple(
        replace(f, parents=tuple(sorted(seen.union(f.parents)))) if removes("case", f.field, f.value) else f
        for f in fields
    )


def new_entity(entity_id: str, kind: str, /, **values: Value) -> EntityChange:
    """Return the change that creates a thing; empty values are not kept."""
    return EntityChange(
        entity_id,
        kind,
        tuple(FieldChange(name, value) for name, value in values.items() if not _is_empty(value)),
    )


def _is_empty(value: Value) -> bool:
    """Whether a value says nothing; the number nought says something."""
    return not value and (value is None or value is False or not isinstance(value, int | float))
