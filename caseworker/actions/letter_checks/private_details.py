"""Whether somebody else's address, phone number or email stands in the letter: where a child or a parent lives now.

Source: rule book 9.1 rule 3; a parent who fled must not be found by a letter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from caseworker.actions.letter_checks.subject import Subject
from caseworker.domain.fold import EntityState
from caseworker.domain.letter_checks.check import Check
from caseworker.domain.letter_checks.texts import Passage, quoted
from caseworker.domain.people_keys import email_key, phone_numbers, postcode_key
from caseworker.domain.words import folded

TITLE = "Other people's details"
_SHORTEST_LINE = 6
"""Letters a line of an address must have to be looked for: "Flat 2" alone says nothing."""


def private_details(subject: Subject) -> Iterator[Check]:
    """Say which details of other people of the case stand in the letter."""
    own = _details(subject.party.doc) if subject.party else {}
    known = {detail for details in own.values() for detail in details} | _of_the_office(subject)
    found = False
    for party in subject.parties:
        if party is subject.party or party.doc.get("role") == "representative":
            continue
        for what, passage, said in _said(subject, party, known):
            found = True
            yield Check(
                f"details:{folded(said)}",
                TITLE,
                "note",
                f"{quoted(said)} is the {what} of {party.doc.get('full_name') or 'another person of this case'}.",
                "Take it out, or say why this person may have it.",
                passage.field,
                needs_reason=True,
            )
    if not found:
        yield Check("details", TITLE, "ok", "No address, phone number or email of anybody else.")


def _said(subject: Subject, party: EntityState, known: set[str]) -> Iterator[tuple[str, Passage, str]]:
    details = _details(party.doc)
    for passage in subject.passages:
        text, tight = folded(passage.text), postcode_key(passage.text)
        phones = set(phone_numbers(passage.text))
        for what, values in details.items():
            for value in values - known:
                is_there = {
                    "phone number": value in phones,
                    "postcode": value in tight,
                }.get(what, value in text if what == "address" else value in passage.text.casefold())
                if is_there:
                    yield what, passage, _as_kept(party.doc, what, value)


def _details(doc: Mapping[str, Any]) -> dict[str, set[str]]:
    """What would find a person, each in the form it is compared in."""
    address = doc.get("address") or {}
    lines = str(address.get("lines") or "").splitlines()
    return {
        "phone number": set(phone_numbers(str(doc.get("phone") or ""))),
        "email": set(filter(None, [email_key(str(doc.get("email") or ""))])),
        "postcode": set(filter(None, [postcode_key(str(address.get("postcode") or ""))])),
        "address": {
            plain
            for line in lines
            if len(plain := folded(line).strip()) > _SHORTEST_LINE and any(c.isdigit() for c in plain)
        },
    }


def _as_kept(doc: Mapping[str, Any], what: str, value: str) -> str:
    if what == "address":
        lines = str((doc.get("address") or {}).get("lines") or "").splitlines()
        return next((line for line in lines if folded(line).strip() == value), value)
    if what == "postcode":
        return str((doc.get("address") or {}).get("postcode") or value)
    return str(doc.get({"phone number": "phone", "email": "email"}[what]) or value)


def _of_the_office(subject: Subject) -> set[str]:
    """The office's own details may be anybody's, where they were entered by mistake."""
    settings = subject.office.settings
    texts = (settings.phone, settings.advocacy_contact, *settings.address_lines)
    phones = {number for text in texts for number in phone_numbers(text)}
    return {*phones, settings.email.casefold(), *(postcode_key(line) for line in settings.address_lines)}
