"""Whose values change when a page of a person is saved, whom others changed or merged into another one meanwhile.

Question: where does a value go that was changed on the page of somebody who is merged by now? Choice: it stays with
whom it was written for, where that takes nothing from the person kept: a new phone number shows on the page of both, an
address where the person kept has none. Whatever the person kept has otherwise is refused, and both are named. On the
page of the person kept, what is taken away goes from everybody merged into them, too. Cost: one act may change several
people.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from caseworker.actions.value_words import value_words
from caseworker.domain.contacts import (
    contact_key,
    contact_lines,
    contacts_of,
    names_shared_out,
    shared_out,
)
from caseworker.domain.fields import label_of
from caseworker.domain.fold import EntityState
from caseworker.domain.people import PersonView
from caseworker.errors import RuleError
from caseworker.office import Office

_NOTHING: tuple[object, ...] = (None, "", [], {})

Values = dict[str, Any]


def as_changed(
    office: Office, seen: PersonView, now: Sequence[EntityState], values: Mapping[str, Any]
) -> dict[str, Values]:
    """Return what is written for each person, of values that were changed while `seen` was on the screen.

    Args:
        now: the person as kept now with everybody merged into them, the person kept first.

    Raises:
        RuleError: it would replace what somebody else wrote meanwhile, or what the person merged into has.
    """
    written: dict[str, Values] = {}
    for name, value in values.items():
        for person_id, given in _shared(office, seen, now, name, value).items():
            written.setdefault(person_id, {})[name] = given
    return written


def _shared(
    office: Office, seen: PersonView, now: Sequence[EntityState], name: str, value: Any
) -> dict[str, Any]:
    kept, *merged = now
    if name in ("contacts", "other_names"):
        return _lists_shared(seen, now, name, value)
    if seen.is_registered and seen.person.id != kept.id:
        return _of_merged(office, seen, now, name, value)
    had = {state.id for state in seen.merged}
    for state in (kept, *(each for each in merged if each.id in had and value in _NOTHING)):
        _check_unchanged(office, seen, state, name, value)
    if value not in _NOTHING:
        return {kept.id: value}
    return {kept.id: value} | {m.id: None for m in merged if m.id in had and m.doc.get(name) not in _NOTHING}


def _check_unchanged(office: Office, seen: PersonView, now: EntityState, name: str, value: Any) -> None:
    """Refuse what would replace a value that was not on the screen."""
    was = next((state for state in (seen.person, *seen.merged) if state.id == now.id), None)
    if was is not None:
        is_other = was.versions(name) != now.versions(name)
    else:  # an entry in a case was on the screen, and somebody took it into the register meanwhile
        is_other = name != "is_child" and now.doc.get(name) not in (seen.value(name), *_NOTHING)
    if is_other and now.doc.get(name) != value:
        raise RuleError(
            f"{label_of('person', name)} was changed meanwhile by somebody else, to {_words(office, now, name)}. "
            "Change it again if that is wrong.",
            field=name,
        )


def _lists_shared(seen: PersonView, now: Sequence[EntityState], name: str, value: Any) -> dict[str, Any]:
    group = {state.id: state for state in now}
    shown = [state.id for state in (seen.person, *seen.merged) if state.id in group]
    if (
        seen.is_registered and shown
    ):  # without those merged in meanwhile; new ones go to whom they were typed for
        group = {some_id: group[some_id] for some_id in shown}
    docs = {some_id: state.doc for some_id, state in group.items()}
    for state in seen.merged:
        if state.id not in docs and _is_taken_from(state, name, value or ()):
            raise RuleError(
                f"{_name(state)} is a person of their own again, for the merge was taken back meanwhile. Change"
                f" {label_of('person', name).lower()} of {_name(state)} on their own page.",
                field=name,
            )
    if name == "contacts":
        return dict(shared_out(docs, seen.contacts(), value or ()))
    return dict(names_shared_out(docs, seen.given_names(), value or ()))


def _is_taken_from(person: EntityState, name: str, left: Sequence[Any]) -> bool:
    """Whether something that somebody has is not among what was left."""
    if name == "contacts":
        return not {contact_key(e) for e in contacts_of(person.doc)} <= {contact_key(e) for e in left}
    return not set(person.doc.get(name) or ()) <= set(left)


def _of_merged(
    office: Office, seen: PersonView, now: Sequence[EntityState], name: str, value: Any
) -> dict[str, Any]:
    theirs = next((state for state in now if state.id == seen.person.id), None)
    others = [state for state in now if state is not theirs]
    shown = next((state for state in others if state.doc.get(name) not in _NOTHING), None)
    if shown is not None and shown.doc[name] != value:
        raise RuleError(
            f"{seen.name} was merged into {_name(now[0])} meanwhile. {label_of('person', name)} there is"
            f" {_words(office, shown, name)}. Change it on that page if that is wrong.",
            field=name,
        )
    if shown is not None or theirs is None:
        return {}
    _check_unchanged(office, seen, theirs, name, value)
    return {theirs.id: value}


def _name(person: EntityState) -> str:
    return str(person.doc.get("full_name") or "somebody else")


def _words(office: Office, now: EntityState, name: str) -> str:
    value = now.doc.get(name)
    if value in _NOTHING:
        return "nothing"
    if name == "contacts" and isinstance(value, list):
        return f"“{', '.join(contact_lines(value))}”"
    if isinstance(value, list):
        return f"“{', '.join(str(each) for each in value)}”"
    return f"“{', '.join(value_words(office, 'person', name, value).splitlines())}”"
