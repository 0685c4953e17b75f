"""Find people: the list of everybody known (interface brief 4.9); matches for a caller are in `people_matches`.

Question: a case is logged without a person of the register, so who is "known"? Choice: every entry in a case is; those
that are linked to a person are one line, the others a line each, and entries of the same name that share a phone,
email, postcode, birthday or social care ID are offered together. Cost: the same person may stand in the list more than
once until somebody links the entries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from caseworker.actions.people_matches import BY_NAME
from caseworker.actions.people_told import Told, is_gone, last_case, newest_of
from caseworker.actions.people_visible import hidden_in_register, hidden_people
from caseworker.domain.contacts import contacts_of
from caseworker.domain.dates_in_words import MONTHS
from caseworker.domain.people import PersonRow
from caseworker.domain.people_keys import (
    CARE_ID,
    EMAIL,
    POSTCODE,
    care_id_key,
    email_key,
    fits,
    name_words,
    national,
    postcode_key,
)
from caseworker.office import Office
from caseworker.storage import people as store
from caseworker.storage.people import Hit, Question

FIRST_ROWS = 200
"""People listed at once; typing narrows the list."""


def list_people(office: Office, typed: str = "", limit: int = FIRST_ROWS) -> list[PersonRow]:
    """Return people by name, or those who fit what is typed: a name, phone, email, postcode or social care ID."""
    office.require("read")
    with office.reading_lists() as raw:
        if typed.strip():
            answers = store.answers(raw, _any_question(raw, typed))
            words = name_words(typed)
            hits = [hit for why, hit in answers if why != BY_NAME or fits(words, hit.words())]
            hits = list({hit.id: hit for hit in hits}.values())
        else:
            hits = store.first_lines(raw, limit)
        hits = [hit for hit in hits if not is_gone(office, hit)]
        kept = store.kept_ids(raw, (hit.person_id for hit in hits))
        unknown = hidden_people(office, raw, kept.values())
        hits = [hit for hit in hits if kept.get(hit.person_id) not in unknown]
        groups: dict[str, list[Hit]] = {}
        for hit in hits:
            groups.setdefault(kept.get(hit.person_id) or hit.id, []).append(hit)
        told = Told(office, raw, list(groups.values()))
        shown = {who: told.shown(group) for who, group in list(groups.items())[:limit]}
        docs = store.docs_of(raw, (line.n for line in shown.values()))
        return [_row(groups[who], line, told, docs) for who, line in shown.items()]


def count_people(office: Office) -> tuple[int, int]:
    """Return how many people the register has, and how many entries in cases are linked to nobody."""
    office.require("read")
    with office.reading_lists() as raw:
        people, loose = store.count_people(raw)
        hidden = hidden_in_register(office, raw)
        return people - len(set(store.kept_ids(raw, hidden).values())), loose


def _any_question(raw: object, typed: str) -> list[Question]:
    number = national(typed) if not any(letter.isalpha() for letter in typed) else ""
    found = [
        store.name_question(raw, BY_NAME, typed),
        store.phone_question("phone", number),
        store.key_question("email", EMAIL, email_key(typed), 3),
        store.key_question("postcode", POSTCODE, postcode_key(typed), 3),
        store.key_question("care_id", CARE_ID, care_id_key(typed), 3),
    ]
    return [question for question in found if question is not None]


def _row(hits: Sequence[Hit], shown: Hit, told: Told, docs: Mapping[int, dict[str, Any]]) -> PersonRow:
    person_id, in_cases, tags = told.of(hits)
    newest = newest_of(in_cases) if in_cases else None
    doc = docs.get(shown.n, {})
    contacts = contacts_of(doc)
    address = doc.get("address") or {}
    role = newest or shown
    return PersonRow(
        id=person_id or shown.id,
        name=shown.name,
        is_registered=bool(person_id),
        is_child=bool(shown.is_child),
        role="" if role.is_person else office_role(role.role),
        born=born_short(doc),
        contact=str(contacts[0]["value"]) if contacts else "",
        postcode=str(address.get("postcode") or ""),
        last=last_case(newest) if newest else None,
        cases=len({hit.scope_id for hit in in_cases}),
        tags=tags,
    )


def office_role(role: str) -> str:
    """Return a part in a case in words."""
    known = {"complaining": "Person complaining or asking", "child": "Child or young person"}
    return known.get(role) or {"representative": "Representative"}.get(role, "Other person")


def born_short(doc: dict[str, object]) -> str:
    """Return a date of birth as "14 Feb 2013", or the age as it was told, "Aged 8"."""
    if doc.get("born_on"):
        born = date.fromisoformat(str(doc["born_on"]))
        return f"{born.day} {MONTHS[born.month - 1][:3]} {born.year}"
    age = str(doc.get("age") or "")
    return f"Aged {age}" if age.isdigit() else age
