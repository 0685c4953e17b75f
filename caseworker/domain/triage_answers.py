"""What the check of the procedure knows and says: answers, and the proposal with its reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from caseworker.domain.kinds import Kind
from caseworker.domain.triage_scope import ABOUT

YES_NO = (("yes", "Yes"), ("no", "No"), ("unsure", "Not known yet"))


class Result(StrEnum):
    """What the check comes to."""

    STATUTORY = "statutory"
    CORPORATE = "corporate"
    ENQUIRY = "enquiry"
    INFORMATION = "information"
    DATA_PROTECTION = "data_protection"
    ELSEWHERE = "elsewhere"
    OTHER = "other"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known so far; "" and None for what was not asked yet.

    Attributes:
        what: what the contact is (list WHAT).
        who: code of the group that the person complaining, or the person they act for, belongs to (WHO).
        acts_for: "own", or "child" or "other" where somebody acts for another.
        basis: on what authority they act (WHO-8).
        interest: whether a person who is not named in the Act has a sufficient interest (WHO-4).
        subjects: codes of what it is about (ABOUT).
        grounds_on: the day the grounds arose.
        why_late: whether it was not reasonable to expect it sooner; still_fair: whether it can still be considered
            effectively and fairly (ACC-2).
        proceedings: other proceedings under way; prejudice: whether looking into it would prejudice them (ACC-3).
        considered: whether the same complaint has been through all stages.
        risk: whether a child is at risk now (S3).
    """

    what: str = ""
    acts_for: str = ""
    basis: str = ""
    who: str = ""
    interest: str = ""
    subjects: tuple[str, ...] = ()
    considered: str = ""
    grounds_on: date | None = None
    why_late: str = ""
    still_fair: str = ""
    proceedings: str = ""
    prejudice: str = ""
    risk: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, in a sentence, and the rule it rests on."""

    sentence: str
    rule: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the check proposes.

    Attributes:
        kind: the type of case that follows; None where the type stays as it is (sent elsewhere, or not known).
        route: where the person is sent; "" where the council deals with it.
        letters: codes of the letters that are due because of it.
        unknown: in words, what is still to be found out.
    """

    result: Result
    kind: Kind | None
    heading: str
    reasons: tuple[Reason, ...] = ()
    route: str = ""
    letters: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to find out."""
        return not self.unknown and self.result is not Result.NOT_KNOWN


@dataclass(frozen=True, slots=True)
class What:
    """One kind of contact that is no complaint about a service, and what it is dealt with as."""

    label: str
    result: Result
    kind: Kind | None
    rule: str
    route: str = ""


_ENQUIRY = "Rule book 3"

WHAT: Mapping[str, What] = {
    "complaint": What("They are unhappy with something done or not done", Result.STATUTORY, None, ""),
    "question": What(
        "They ask a question or for a service", Result.ENQUIRY, Kind.GENERAL, "Rule book 3: service request"
    ),
    "mp": What("An MP writes for somebody", Result.ENQUIRY, Kind.MP, _ENQUIRY),
    "member": What("A councillor writes for somebody", Result.ENQUIRY, Kind.MEMBER, _ENQUIRY),
    "mayor": What("The Mayor writes for somebody", Result.ENQUIRY, Kind.MAYOR, _ENQUIRY),
    "chief": What(
        "The Chief Executive's office writes for somebody", Result.ENQUIRY, Kind.CHIEF_EXECUTIVE, _ENQUIRY
    ),
    "information": What(
        "They ask for recorded information",
        Result.INFORMATION,
        Kind.FOI,
        "Freedom of Information Act 2000, s1",
    ),
    "environment": What(
        "They ask for information about the environment", Result.INFORMATION, Kind.EIR, "SI 2004/3391, reg 5"
    ),
    "own_records": What(
        "They ask for their own or their child's information",
        Result.INFORMATION,
        Kind.SAR,
        "UK GDPR, Article 15",
    ),
    "data": What(
        "They complain of how their information was used",
        Result.DATA_PROTECTION,
        Kind.DATA_PROTECTION,
        "Data Protection Act 2018, s164A",
    ),
    "review": What(
        "They dispute the answer to an information request",
        Result.INFORMATION,
        None,
        "Freedom of Information Act 2000, s45 code",
        "the internal review, begun from the request itself",
    ),
    "praise": What("They praise somebody", Result.OTHER, Kind.COMPLIMENT, _ENQUIRY),
    "comment": What("They comment, and want no answer", Result.OTHER, Kind.COMMENT, _ENQUIRY),
    "advocate": What(
        "A young person wants an advocate", Result.OTHER, Kind.ADVOCACY, "ADV-1; Children Act 1989, s26A"
    ),
}

PROCEEDINGS = (
    ("none", "None"),
    ("court", "Court or tribunal"),
    ("criminal", "Criminal investigation"),
    ("disciplinary", "Disciplinary action against staff"),
    ("unsure", "Not known yet"),
)
PREJUDICE = (("yes", "Yes, all of it"), ("part", "Some of it"), ("no", "No"), ("unsure", "Not known yet"))
ACTS_FOR = (
    ("own", "They complain in their own right"),
    ("child", "They act for a child or young person"),
    ("other", "They act for another adult"),
)
BASES = (
    ("child_asked", "The child asked them to"),
    ("child_lacks_understanding", "In the interest of a child who cannot understand"),
    ("consent_given", "The person gave consent"),
    ("legal_authority", "Court order or power of attorney"),
    ("not_yet", "Not known yet"),
)


def answers_of(doc: Mapping[str, Any]) -> Answers:
    """Return answers as they are kept; what this version does not know is left out."""
    known: dict[str, Any] = {}
    for field in fields(Answers):
        value = doc.get(field.name)
        if field.name == "subjects":
            known[field.name] = tuple(code for code in value or () if code in ABOUT)
        elif field.name == "grounds_on":
            known[field.name] = date.fromisoformat(value) if value else None
        else:
            known[field.name] = str(value or "")
    return Answers(**known)


def answers_doc(answers: Answers) -> dict[str, Any]:
    """Return answers as they are kept, without what was not answered."""
    found: dict[str, Any] = {}
    for field in fields(Answers):
        value = getattr(answers, field.name)
        if value in ("", None, ()):
            continue
        kept = value.isoformat() if isinstance(value, date) else value
        found[field.name] = list(kept) if isinstance(kept, tuple) else kept
    return found


def result_words(proposal: Proposal, kind: Kind) -> str:
    """Return what was decided in a line: what was proposed, and the type where it is another."""
    if kind is Kind.UNDECIDED:
        return f"{kind.label}. Proposed: {proposal.heading}"
    if kind is proposal.kind or proposal.kind is None:
        return proposal.heading if proposal.kind else f"{kind.label}. {proposal.heading}"
    return f"{kind.label}. Proposed: {proposal.heading}"


def kind_to_log(proposal: Proposal) -> Kind:
    """Return the type a contact is logged as: the one proposed, a corporate complaint where it is returned with its
    route, and undecided while that is not known."""
    if proposal.kind is not None:
        return proposal.kind
    return Kind.CORPORATE if proposal.result is Result.ELSEWHERE else Kind.UNDECIDED
