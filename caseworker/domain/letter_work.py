"""What a writer settles for one letter, and where a letter stands on its way from draft to the post.

    draft -> in review -> (returned with comments -> draft) -> approved -> sent -> (superseded by a reissue)

What is kept as "content" of a letter of a case is `LetterWork.to_value()`; each kept content is a version, and the
change log holds them all. Source: interface brief S10, S11; rule book 9.1 rules 3 and 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from caseworker.domain.letters import MARKING, Blocks, Look
from caseworker.domain.rich_text import blocks_from_value, blocks_to_value, is_empty
from caseworker.domain.words import whole_letters
from caseworker.errors import RuleError


class LetterState(StrEnum):
    """Where a letter stands."""

    DRAFT = "draft"
    REVIEW = "review"
    RETURNED = "returned"
    APPROVED = "approved"
    SENT = "sent"
    SUPERSEDED = "superseded"

    @property
    def label(self) -> str:
        """In words."""
        return _WORDS[self.value]

    @property
    def is_open(self) -> bool:
        """Whether its text can still be changed."""
        return self in (LetterState.DRAFT, LetterState.REVIEW, LetterState.RETURNED)


_WORDS = {
    "draft": "Draft",
    "review": "For review",
    "returned": "Returned with comments",
    "approved": "Approved, not sent yet",
    "sent": "Sent",
    "superseded": "Replaced by a corrected letter",
}

_EARLIER = {"written": LetterState.APPROVED, "printed": LetterState.SENT}
"""What versions before 0.3 kept: a letter kept with the case, and one that was printed."""


def letter_state(doc: Mapping[str, Any]) -> LetterState:
    """Return where a kept letter stands; letters of earlier versions too."""
    status = str(doc.get("status") or "draft")
    if status in _EARLIER:
        return _EARLIER[status]
    return LetterState(status) if status in _WORDS else LetterState.DRAFT


@dataclass(frozen=True, slots=True)
class Enclosure:
    """What is sent with the letter: its name, and the kept file (id and digest) where it is one."""

    name: str
    file_id: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class LetterWork:
    """What the writer of a letter settles; all else comes from the template, the case and the settings.

    Attributes:
        free: what was written into the free parts, by name.
        changed: facts given another wording in this letter alone, by name (recipient_name, address, salutation …).
        recipient: key of a recipient (`actions.letter_recipients`), such as "party:<id>"; empty: the usual one.
        copies: who else gets it, a name each.
        signatory_id: of the staff; empty: the usual one.
        marking: protective marking on every page, or "".
    """

    free: Mapping[str, Blocks] = field(default_factory=lambda: MappingProxyType({}))
    changed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    recipient: str = ""
    enclosures: tuple[Enclosure, ...] = ()
    copies: tuple[str, ...] = ()
    signatory_id: str = ""
    look: Look = Look.STANDARD
    marking: str = ""

    def to_value(self) -> dict[str, Any]:
        """Return it as it is kept: JSON values, without what is empty; a sign stands for each half character."""
        value = {
            "free": {name: blocks_to_value(b) for name, b in self.free.items() if not is_empty(b)},
            "changed": dict(self.changed),
            "recipient": self.recipient,
            "enclosures": [_enclosure_value(each) for each in self.enclosures],
            "copies": list(self.copies),
            "signatory_id": self.signatory_id,
            "look": "" if self.look is Look.STANDARD else self.look.value,
            "marking": self.marking,
        }
        return {name: whole_letters(each) for name, each in value.items() if each}

    @classmethod
    def from_value(cls, value: Any) -> LetterWork:
        """Return what was kept; nothing kept is an untouched letter.

        Raises:
            RuleError: the value is not of this form.
        """
        if not value:
            return cls()
        if not isinstance(value, Mapping):
            raise RuleError(
                "This letter was kept in a form that this version cannot read. Install the newest version."
            )
        looks = {look.value for look in Look}
        return cls(
            free={str(n): blocks_from_value(b) for n, b in (value.get("free") or {}).items()},
            changed={str(n): str(text) for n, text in (value.get("changed") or {}).items()},
            recipient=str(value.get("recipient") or ""),
            enclosures=tuple(_enclosure(each) for each in value.get("enclosures") or ()),
            copies=tuple(str(each) for each in value.get("copies") or ()),
            signatory_id=str(value.get("signatory_id") or ""),
            look=Look(value["look"]) if value.get("look") in looks else Look.STANDARD,
            marking=MARKING if value.get("marking") else "",
        )


def _enclosure_value(enclosure: Enclosure) -> dict[str, str]:
    value = {"name": enclosure.name, "file_id": enclosure.file_id, "digest": enclosure.digest}
    return {name: text for name, text in value.items() if text}


def _enclosure(value: Any) -> Enclosure:
    known = value if isinstance(value, Mapping) else {"name": value}
    return Enclosure(*(str(known.get(name) or "") for name in ("name", "file_id", "digest")))
