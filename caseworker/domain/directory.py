"""The directory of MPs, councillors and other office holders whose enquiries the team answers (rule book section 3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseworker.domain.kinds import Kind

ELECTED: Mapping[Kind, tuple[str, ...]] = {
    Kind.MP: ("mp",),
    Kind.MAYOR: ("mayor",),
    Kind.MEMBER: ("councillor", "cabinet_member", "assembly_member", "mayor"),
    Kind.CHIEF_EXECUTIVE: ("chief_executive", "cabinet_member"),
}
"""The offices whose holders write enquiries of each kind; answers to these need the disclosure check."""

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "full_name": ("name", "full name", "member", "councillor", "mp", "display as", "representative"),
    "first_name": ("first name", "forename", "given name", "first names"),
    "last_name": ("surname", "last name", "family name"),
    "office": ("office", "role", "position", "type", "title of office"),
    "area": ("constituency", "ward", "area", "division", "ward or constituency", "constituency or ward"),
    "political_party": ("party", "political party", "group", "political group"),
    "email": ("email", "e mail", "email address", "e mail address"),
    "phone": ("phone", "telephone", "tel", "phone number", "telephone number", "contact number", "mobile"),
    "address": ("address", "correspondence address", "postal address", "office address"),
    "postcode": ("postcode", "post code"),
    "assistant": ("assistant", "caseworker", "case worker", "office manager", "support officer"),
    "from_on": ("from", "elected", "start", "start date", "elected on", "date elected"),
    "to_on": ("to", "end", "end date", "term ends", "until"),
}
"""What the headings of other people's lists mean, folded."""


@dataclass(frozen=True, slots=True)
class Representative:
    """One office holder; in office from `from_on` to `to_on`, both included, None for open."""

    id: str
    full_name: str
    office: str = ""
    area: str = ""
    political_party: str = ""
    email: str = ""
    phone: str = ""
    address_lines: str = ""
    postcode: str = ""
    assistant: str = ""
    from_on: date | None = None
    to_on: date | None = None

    def serves_on(self, day: date) -> bool:
        """Whether the person holds the office on that day."""
        return (self.from_on is None or self.from_on <= day) and (self.to_on is None or day <= self.to_on)

    def values(self) -> dict[str, Any]:
        """Return the fields as they are kept."""
        address = {"lines": self.address_lines, "postcode": self.postcode}
        return {
            "full_name": self.full_name,
            "office": self.office,
            "area": self.area,
            "political_party": self.political_party,
            "email": self.email,
            "phone": self.phone,
            "address": address if any(address.values()) else None,
            "assistant": self.assistant,
            "from_on": self.from_on.isoformat() if self.from_on else None,
            "to_on": self.to_on.isoformat() if self.to_on else None,
        }


def representative_of(entity_id: str, doc: Mapping[str, Any]) -> Representative:
    """Return an office holder from what is kept."""
    address = doc.get("address") or {}

    def day(name: str) -> date | None:
        return date.fromisoformat(doc[name]) if doc.get(name) else None

    def text(name: str) -> str:
        return str(doc.get(name) or "")

    return Representative(
        entity_id,
        text("full_name"),
        text("office"),
        text("area"),
        text("political_party"),
        text("email"),
        text("phone"),
        str(address.get("lines") or ""),
        str(address.get("postcode") or ""),
        text("assistant"),
        day("from_on"),
        day("to_on"),
    )


def needs_disclosure_check(kind: Kind) -> bool:
    """Whether an answer to this kind of case goes to somebody outside who is not the person it is about."""
    return kind in ELECTED
