"""Somebody a letter can go to, with what has to be kept in mind when writing to them. Nothing of that stands in it."""

from __future__ import annotations

from dataclasses import dataclass

ANONYMOUS = "anonymous"
"""What stands for the name of somebody who does not give it; nobody can be greeted so."""

OTHER = "other"
"""The key of somebody whose name and address are typed into the letter."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody a letter can go to.

    Attributes:
        key: kept in `LetterWork.recipient`: "party:<id>", "appointment:<id>", "representative:<id>", "service:<code>",
            "advocate:<id>", "provider:<name>", "ombudsman", "ico", or "other" whose name and address are typed.
        code: what they are to the letter, of `letters.template.RECIPIENTS`; label: in words.
        lines: of the address; a letter that goes by email alone says so there ("By email: …").
        preferred_contact, adjustments: as kept with the case, for the writer's eyes alone.
        routes: codes of the list "contact_routes" that a contact plan allows; none where there is no plan.
        plan: the contact plan in words.
    """

    key: str
    code: str
    label: str
    name: str = ""
    lines: tuple[str, ...] = ()
    email: str = ""
    salutation: str = ""
    party_id: str = ""
    preferred_contact: str = ""
    adjustments: str = ""
    is_child: bool = False
    routes: tuple[str, ...] = ()
    plan: str = ""


def typed_recipient() -> Recipient:
    """Return the recipient whose name and address are typed into the letter."""
    return Recipient(OTHER, "OTHER", "Somebody else: enter name and address")
