"""Somebody changes a value of a person whom others changed, or merged into another one, meanwhile.

Question: where does a value go that was changed on somebody who is merged by now? Choice: to the person kept, where it
takes nothing of theirs away: a new phone number joins theirs, an address goes where they have none. Whatever would
replace what they have is refused, and both are named. Cost: whoever changed it looks once more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from caseworker.actions.value_words import value_words
from caseworker.domain.fields import label_of
from caseworker.domain.fold import EntityState
from caseworker.domain.people import PersonView, contact_lines, merged_contacts
from caseworker.errors import RuleError
from caseworker.office import Office

_LISTS = ("contacts", "other_names")


def as_changed(
    office: Office, seen: PersonView, now: EntityState, values: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what is written of values that were changed while `seen` was on the screen.

    Raises:
        RuleError: it would replace what somebody else wrote meanwhile, or what the person merged into has.
    """
    if not seen.is_registered:
        return dict(values)
    if seen.person.id != now.id:
        return {name: _of_merged(office, seen, now, name, value) for name, value in values.items()}
    for name, value in values.items():
        if seen.person.versions(name) != now.versions(name) and now.doc.get(name) != value:
            raise RuleError(
                f"{label_of('person', name)} was changed meanwhile by somebody else, to {_words(office, now, name)}. "
                "Change it again if that is wrong.",
                field=name,
            )
    return dict(values)


def _of_merged(office: Office, seen: PersonView, now: EntityState, name: str, value: Any) -> Any:
    kept = now.doc.get(name)
    if name in _LISTS:
        before = seen.contacts() if name == "contacts" else seen.person.doc.get(name) or ()
        if not _keys(before) <= _keys(value or ()):
            raise RuleError(f"{_merged(seen, now)} Go back, and change it on that page.", field=name)
        fresh = [each for each in value or () if not _keys([each]) <= _keys(before)]
        own = list(kept or ())
        return [dict(e) for e in merged_contacts((own, fresh))] if name == "contacts" else [*own, *fresh]
    if kept in (None, "", [], {}) or kept == value:
        return value
    label = label_of("person", name)
    raise RuleError(
        f"{_merged(seen, now)} {label} there is {_words(office, now, name)}. Change it on that page if that is wrong.",
        field=name,
    )


def _merged(seen: PersonView, now: EntityState) -> str:
    return f"{seen.name} was merged into {now.doc.get('full_name') or 'somebody else'} meanwhile."


def _keys(values: Sequence[Any]) -> set[str]:
    return {str(each.get("value") if isinstance(each, Mapping) else each).casefold() for each in values}


def _words(office: Office, now: EntityState, name: str) -> str:
    value = now.doc.get(name)
    if value in (None, "", [], {}):
        return "nothing"
    if name == "contacts" and isinstance(value, list):
        return f"“{', '.join(contact_lines(value))}”"
    if isinstance(value, list):
        return f"“{', '.join(str(each) for each in value)}”"
    return f"“{', '.join(value_words(office, 'person', name, value).splitlines())}”"
