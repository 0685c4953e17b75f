"""The facts of a letter's frame: whom it goes to, who signs it, how to reach us and the advocates."""

from __future__ import annotations

from collections.abc import Mapping

from caseworker.actions.letter_facts.known import Known, Provider
from caseworker.actions.letter_texts import catalogue_on
from caseworker.domain.staff import Person


def signer(known: Known) -> Person:
    """Return who signs: the one chosen, else the owner while they work here, else the person at the keyboard."""
    office = known.office
    chosen = office.staff.get(known.work.signatory_id)
    if chosen is not None:
        return chosen
    owner = office.staff.get(known.view.row.owner_id)
    return owner if owner and owner.works_on(known.today) else office.person


def _signatory_name(known: Known) -> str:
    person = signer(known)
    return person.full_name if person.id else ""


def _block(name: str) -> Provider:
    """A text kept once for all letters, such as how to reach the Ombudsman; the council's own where it has one."""
    return lambda known: catalogue_on(known.office, known.today).blocks[name].text


def _advocates(known: Known) -> str:
    return known.office.settings.advocacy_contact.strip() or str(_block("advocate_contact")(known))


PROVIDERS: Mapping[str, Provider] = {
    "recipient_name": lambda k: k.recipient.name if k.recipient else "",
    "salutation": lambda k: k.recipient.salutation if k.recipient else "",
    "address": lambda k: "\n".join(k.recipient.lines) if k.recipient else "",
    "signatory_name": _signatory_name,
    "signatory_role": lambda k: signer(k).job,
    "contact_phone": lambda k: signer(k).phone or k.office.settings.phone,
    "contact_email": lambda k: signer(k).email or k.office.settings.email,
    "council": lambda k: k.office.settings.council,
    "advocate_contact": _advocates,
    "ombudsman_block": _block("ombudsman_block"),
    "ico_block": _block("ico_block"),
}
