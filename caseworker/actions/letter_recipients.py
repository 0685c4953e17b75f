"""Whom a letter can go to: everybody the letter is for and the case knows, the usual one first.

A recipient comes with what has to be kept in mind when writing to them: how they want to be reached, what they need,
which routes a contact plan allows. Nothing of it stands in the letter. Source: rule book 9.1 rule 3, 9.2 (To).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from caseworker.actions.letter_addressees import FINDERS, of_party
from caseworker.domain.cases import CaseView
from caseworker.domain.letter_work import LetterWork
from caseworker.domain.recipients import ANONYMOUS, OTHER, Recipient, typed_recipient
from caseworker.office import Office

if TYPE_CHECKING:
    from caseworker.letters.template import Template

__all__ = [
    "ANONYMOUS",
    "OTHER",
    "Recipient",
    "recipient_called",
    "recipient_of",
    "recipients_for",
    "typed_recipient",
]


def recipients_for(office: Office, view: CaseView, template: Template) -> tuple[Recipient, ...]:
    """Return whom a letter can go to, the usual one first, and last somebody whose name is typed."""
    found: dict[str, Recipient] = {}
    for code in template.recipients:
        for recipient in FINDERS[code](office, view, code) if code in FINDERS else ():
            found.setdefault(recipient.key, recipient)
    ordered = sorted(found.values(), key=lambda each: not _is_first_contact(view, each))
    return (*ordered, typed_recipient())


def recipient_of(office: Office, view: CaseView, template: Template, work: LetterWork) -> Recipient | None:
    """Return whom this letter goes to: the one chosen, else the usual one; None where nobody is known."""
    offered = recipients_for(office, view, template)
    if work.recipient:
        chosen = next((each for each in offered if each.key == work.recipient), None)
        return chosen or recipient_called(office, view, work.recipient)
    return offered[0] if offered[0].key != OTHER else None


def recipient_called(office: Office, view: CaseView, key: str) -> Recipient | None:
    """Return the recipient of a key, whatever the letter; None where the case knows them no more."""
    if key == OTHER:
        return typed_recipient()
    for code, finder in FINDERS.items():
        for recipient in finder(office, view, code):
            if recipient.key == key:
                return recipient
    party = next((p for p in view.parties if f"party:{p.id}" == key), None)
    return of_party(office, view, party, "OTHER") if party else None


def _is_first_contact(view: CaseView, recipient: Recipient) -> bool:
    """Whether the team has said that this person is contacted first."""
    return any(p.id == recipient.party_id and p.doc.get("contact_order") == 1 for p in view.parties)
