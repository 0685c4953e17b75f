"""What the form asks for each kind of case: which fields show, which are needed, and in what words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from caseworker.domain.intake import Intake, problems_with
from caseworker.domain.kinds import Kind

CHILD = "children"
_REQUEST = frozenset({"subject", "requester_type"})
_TALK = frozenset({"wants", "risk", "theme", "other_themes", "payment_related", "staff_named"})
_WARD = frozenset({"ward"})
_PUBLIC = (Kind.FOI, Kind.EIR)
_OFFICIAL = (Kind.MP, Kind.MAYOR, Kind.MEMBER, Kind.CHIEF_EXECUTIVE)


@dataclass(frozen=True, slots=True)
class Shape:
    """How the form looks for one kind.

    Attributes:
        hidden: fields it does not ask, by name; `CHILD` is the whole section of the child.
        needed: fields without which it cannot be logged.
        labels, helps: words that differ from the usual ones.
    """

    hidden: frozenset[str]
    needed: frozenset[str]
    labels: dict[str, str] = field(default_factory=dict)
    helps: dict[str, str] = field(default_factory=dict)


def shape_of(kind: Kind | None) -> Shape:
    """Return the shape for a kind, or for one that is not chosen yet."""
    if kind in _PUBLIC:
        return Shape(
            _TALK | _WARD | {CHILD, "relationship", "adjustments"}, needed_for(kind), _ASKED, _REQUEST_HELPS
        )
    if kind is Kind.SAR:
        labels = {**_ASKED, "subject": "Whose information is asked for"}
        return Shape(_TALK | _WARD | {"requester_type"}, needed_for(kind), labels)
    hidden = set(_REQUEST)
    hidden |= {"relationship"} if kind in _OFFICIAL else _WARD
    if kind is not None and not kind.is_complaint:
        hidden.add("other_themes")
    if kind in (Kind.COMPLIMENT, Kind.COMMENT):
        hidden |= {"wants", "risk", "payment_related"}
    if kind is Kind.OMBUDSMAN:
        hidden |= {"wants", "risk"}
    return Shape(frozenset(hidden), needed_for(kind), {}, _HELPS.get(kind, {}) if kind else {})


_ASKED = {"summary": "What was asked for"}
_REQUEST_HELPS = {"summary": "In the requester's own words."}
_HELPS = {
    Kind.ADVOCACY: {"summary": "What the young person would like help with."},
    Kind.OMBUDSMAN: {"summary": "What the Ombudsman asks, and by when."},
    Kind.COMPLIMENT: {"summary": "In their own words, and whom it is for."},
    Kind.CASE_REVIEW: {"summary": "What is to be reviewed, and the years it is about."},
}


def needed_for(kind: Kind | None) -> frozenset[str]:
    """Return the names of the fields that must be filled before a case of this kind can be logged."""
    empty = Intake(kind=kind or Kind.UNDECIDED, channel="", received_on=None)
    asked = {problem.field for problem in problems_with(empty, date.max)}
    return frozenset(asked | {"kind"})
