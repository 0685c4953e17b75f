"""Whom a field means that holds the id of a person: into whom somebody was merged, to whom an entry is linked."""

from __future__ import annotations

from typing import Any

from caseworker.actions.people_visible import hidden_people
from caseworker.office import Office
from caseworker.storage import people as store

PEOPLE = frozenset({"merged_into", "person_id", "to_person"})
NOBODY = {"merged_into": "Nobody (a person of their own)", "person_id": "Nobody (linked to nobody)"}
"""What an empty value of these means."""

_UNSEEN, _GONE = "Somebody you may not see", "Somebody who is not on this computer"


def other_named(office: Office, name: str, value: Any) -> str:
    """Return the name of the person whose id a field holds; "" for other fields and empty ones."""
    if name not in PEOPLE or not value:
        return ""
    with office.reading() as raw:
        line = store.line(raw, str(value))
        if line is None:
            return _GONE
        if hidden_people(office, raw, [store.kept_ids(raw, [line.id])[line.id]]):
            return _UNSEEN
        return line.name or "Name not known"
