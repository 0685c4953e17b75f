"""How two cases belong together: each relation and how it reads from the other case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from caseworker.domain.changes import Value

_PAIRS = (
    ("review_of", "reviewed_by"),
    ("commissioner_of", "taken_to_commissioner"),
    ("ombudsman_of", "taken_to_ombudsman"),
    ("from_enquiry", "became_complaint"),
    ("split_from", "split_into"),
    ("repeat_of", "repeated_by"),
    ("advocacy_for", "helped_by_advocacy"),
    ("same_matter", "same_matter"),
    ("same_person", "same_person"),
)

INVERSE: Mapping[str, str] = {a: b for pair in _PAIRS for a, b in (pair, pair[::-1])}
"""Each relation with the one that the other case has: the review of a request is "reviewed by" seen from it."""


class Linkable(Protocol):
    """A case that can be linked: a case as it stands, or one about to be logged."""

    @property
    def case_id(self) -> str:
        """Its id."""

    @property
    def reference(self) -> str:
        """Its reference."""


@dataclass(frozen=True, slots=True)
class LinkEnd:
    """A case that is not in the file yet, at one end of a link."""

    case_id: str
    reference: str


def link_values(other: Linkable, relation: str) -> dict[str, Value]:
    """Return the fields of a link to `other`; KeyError for a relation nobody declared (a bug)."""
    if relation not in INVERSE:
        raise KeyError(relation)
    return {"case_id": other.case_id, "reference": other.reference, "relation": relation}
