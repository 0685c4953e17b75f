"""Settle clashes: one ordinary changeset for each case, which names every change it settles (C9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from caseworker.actions.clashes import Clash
from caseworker.actions.mirrored import mirrored_values
from caseworker.actions.settled_clocks import counted_again, due_words
from caseworker.actions.undo import SETTLED
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft, EntityChange, Value
from caseworker.domain.editing import naming_parts
from caseworker.domain.fold import EntityState, changes_between
from caseworker.errors import RuleError
from caseworker.office import Office, Transaction
from caseworker.storage.cases import read_entities

_BY_FIELD = {
    "legal_hold": "hold",
    "restricted": "restrict",
    "equalities": "equalities",
    "merged_into": "merge",
}
_BY_KIND = {"staff": "staff", "equality": "equalities"}
"""What is decided by those alone who may write it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decided about a clash: the value of each field of its cell."""

    clash: Clash
    values: Mapping[str, Value]


def keep(clash: Clash, side: int) -> Choice:
    """Return the choice to keep one side."""
    return Choice(clash, clash.sides[side].values)


def keep_both(clash: Clash, text: str | None = None) -> Choice:
    """Return the choice to keep both sides of a text or a list.

    Args:
        text: the proposal as the person left it.

    Raises:
        RuleError: of this field only one side can be kept.
    """
    values = clash.both()
    if values is None:
        raise RuleError(f"{clash.field}: only one of the two can be kept.")
    return Choice(clash, values if text is None else {next(iter(values)): text})


def settle(office: Office, choices: Sequence[Choice]) -> Changed:
    """Give each clash the value that was chosen; one Undo takes all of it back.

    Raises:
        RuleError: a value was changed meanwhile; nothing is settled then.
        NotPermittedError: the role does not allow it.
    """
    if not choices:
        raise RuleError("Choose a value for at least one row first.")
    by_scope: dict[tuple[str, str], list[Choice]] = defaultdict(list)
    for choice in choices:
        for act in _acts(choice):
            office.require(act)
        by_scope[choice.clash.scope_kind, choice.clash.scope_id].append(choice)

    due = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal due
        drafts, told = [], []
        for scope, own in by_scope.items():
            states = _states(transaction, *scope)
            wanted = _wanted(states, own)
            counted = counted_again(office, states, wanted)
            for stage_id, values in counted.items():
                wanted[stage_id] = {**wanted.get(stage_id, {}), **values}
            told.append(due_words(states, {stage_id: wanted[stage_id] for stage_id in counted}))
            entities = tuple(_change(states, id_, values) for id_, values in wanted.items())
            drafts.append(Draft(*scope, SETTLED, entities))
        due = told[0] if len(told) == 1 else ""
        return drafts

    written = office.save(make)
    names = list(dict.fromkeys(choice.clash.scope for choice in choices))
    where = f" of {names[0]}" if len(names) == 1 else f" of {len(names)} cases"
    reference = names[0].split(" ")[0] if len(names) == 1 and choices[0].clash.scope_kind == "case" else ""
    return office.changed(
        f"Settled: {'1 clash' if len(choices) == 1 else f'{len(choices)} clashes'}{where}.{due}",
        written,
        reference,
    )


def _acts(choice: Choice) -> tuple[str, ...]:
    """Return what somebody must be allowed to do who decides: as much as for writing it themselves."""
    clash = choice.clash
    decides = {"office": "settings", "person": "people"}.get(clash.scope_kind, "edit")
    more = {_BY_FIELD.get(field, "") for field in choice.values} | {_BY_KIND.get(clash.entity_kind, "")}
    return (decides, *sorted(more - {""}))


def _states(transaction: Transaction, scope_kind: str, scope_id: str) -> dict[str, EntityState]:
    if scope_kind == "case":
        transaction.case(scope_id)  # refuses whoever may not see it
    return {state.id: state for state in read_entities(transaction.raw, scope_id)}


def _wanted(states: Mapping[str, EntityState], choices: Sequence[Choice]) -> dict[str, dict[str, Value]]:
    """The values that were chosen, by thing and field; refuse what was changed meanwhile."""
    wanted: dict[str, dict[str, Value]] = defaultdict(dict)
    for choice in choices:
        clash = choice.clash
        for each, values in (
            (clash, choice.values),
            *((o, mirrored_values(clash, o, choice.values)) for o in clash.also),
        ):
            state = states[each.entity_id]
            for name, value in values.items():
                if set(state.versions(name)) != set(each.seen[name]):
                    raise RuleError(
                        f"{clash.label} was changed meanwhile. Look at it again, then choose.", field=name
                    )
                wanted[state.id][name] = value
    return wanted


def _change(states: Mapping[str, EntityState], id_: str, values: Mapping[str, Value]) -> EntityChange:
    state = states[id_]
    fields = changes_between(state, values)
    if state.kind == "case":  # who decides that it is void has seen its parts
        fields = naming_parts(fields, states.values())
    return EntityChange(id_, state.kind, fields)
