"""Take back what settled a clash, and do it again: the clash is open again afterwards, with the values it had (C9).

Question: how does one changeset make two values stand again? Choice: it does not; one is written for each of the
values, both after the same change, so that they clash as before. Cost: one Undo may write two changesets for a case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from caseworker.actions.cell_past import past_of, state_without, values_in_force
from caseworker.domain.cells import fields_of_cell
from caseworker.domain.changes import Changeset, Draft, EntityChange, Value, canonical
from caseworker.domain.editing import naming_parts
from caseworker.domain.fields import label_of
from caseworker.domain.fold import EntityState, whole
from caseworker.errors import RuleError
from caseworker.office import Transaction
from caseworker.storage.cases import read_entities


def clashes_back(transaction: Transaction, group: Sequence[Changeset], title: str) -> list[Draft]:
    """Return the changesets that put back what the cells held before a group of changes, clashes and all.

    Raises:
        RuleError: somebody built on it since; nothing is changed then.
    """
    by_scope: dict[tuple[str, str], list[Changeset]] = defaultdict(list)
    for changeset in group:
        by_scope[changeset.scope_kind, changeset.scope_id].append(changeset)
    drafts: list[Draft] = []
    for (scope_kind, scope_id), made in by_scope.items():
        states = {state.id: state for state in read_entities(transaction.raw, scope_id)}
        if scope_kind == "case":
            transaction.case(scope_id)  # refuses whoever may not see it
        _refuse_built_on(states, made)
        for entities in _layers(transaction, states, made):
            drafts.append(Draft(scope_kind, scope_id, "change.undone", entities, title))
    return drafts


def _written(made: Iterable[Changeset]) -> dict[str, dict[str, set[str]]]:
    """Thing by thing the fields that were written, each with the changesets that did."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for changeset in made:
        for entity in changeset.entities:
            for change in entity.fields:
                found[entity.entity_id][change.field].add(changeset.id)
    return found


def _refuse_built_on(states: dict[str, EntityState], made: Sequence[Changeset]) -> None:
    changed = {
        label_of(states[entity_id].kind, field)
        for entity_id, fields in _written(made).items()
        for field, by in fields.items()
        if set(states[entity_id].versions(field)) != by
    }
    if changed:
        raise RuleError(
            f"This cannot be undone, because it was changed since: {', '.join(sorted(changed))}. "
            "Change it by hand instead."
        )


def _layers(
    transaction: Transaction, states: dict[str, EntityState], made: Sequence[Changeset]
) -> list[tuple[EntityChange, ...]]:
    """The values from before: the first side of each cell in the first changeset, the second in the second …"""
    layers: list[dict[str, dict[str, Value]]] = []
    for entity_id, written in _written(made).items():
        past = past_of(transaction.raw, entity_id)
        before = state_without(transaction.raw, past, states[entity_id], {changeset.id for changeset in made})
        for cell in dict.fromkeys(fields_of_cell(before.kind, field) for field in written):
            fields = tuple(field for field in cell if field in written)
            sides = {canonical(v): v for v in values_in_force(before, fields, past).values()}
            kept = list(sides.values()) or [{field: before.doc.get(field) for field in fields}]
            for number, values in enumerate(kept):
                if number == len(layers):
                    layers.append(defaultdict(dict))
                layers[number][entity_id].update(values)
    return [
        tuple(
            EntityChange(id_, states[id_].kind, naming_parts(whole(states[id_], values), states.values()))
            for id_, values in layer.items()
        )
        for layer in layers
    ]
