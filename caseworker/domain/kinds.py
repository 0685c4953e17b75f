"""The kinds of case, the procedures they follow and the states a case can be in.

Codes are locked; a council may rename the labels. Source: rule book section 8 (case types, status).
"""

from __future__ import annotations

from enum import StrEnum


class Procedure(StrEnum):
    """The body of rules that times a case."""

    CHILDREN_ACT = "CA"
    CORPORATE = "CORP"
    ENQUIRY = "ENQ"
    FOI = "FOI"
    EIR = "EIR"
    SAR = "SAR"
    DATA_PROTECTION = "DPC"
    OMBUDSMAN = "LGO"
    COMMISSIONER = "ICO"


class Kind(StrEnum):
    """What a case is, as the team and its reports name it."""

    STATUTORY = "CA"
    CORPORATE = "CORP"
    MP = "MP"
    MAYOR = "MAYOR"
    MEMBER = "MEMBER"
    CHIEF_EXECUTIVE = "CEO"
    GENERAL = "GEN"
    COMPLIMENT = "COMPL"
    COMMENT = "COMM"
    FOI = "FOI"
    EIR = "EIR"
    SAR = "SAR"
    DATA_PROTECTION = "DPC"
    OMBUDSMAN = "LGO"
    ADVOCACY = "ADV"
    CASE_REVIEW = "REV"
    INTERNAL_REVIEW = "IR"
    COMMISSIONER = "ICO"
    UNDECIDED = "UND"

    @classmethod
    def known(cls, code: object) -> Kind:
        """Return the kind of a code as a case holds it; undecided for none, and for one of a later version (V2)."""
        return _KINDS.get(str(code or "")) or cls.UNDECIDED

    @property
    def label(self) -> str:
        """The name read on screen and paper."""
        return _LABELS[self]

    @property
    def procedure(self) -> Procedure | None:
        """The rules that time it, or None when no clock runs."""
        return _PROCEDURES.get(self)

    @property
    def is_complaint(self) -> bool:
        """Whether it counts as a complaint (stage 1) in the tables."""
        return self in (Kind.STATUTORY, Kind.CORPORATE)

    @property
    def is_enquiry(self) -> bool:
        """Whether it is an enquiry: never counted as a complaint."""
        return _PROCEDURES.get(self) is Procedure.ENQUIRY


_KINDS: dict[str, Kind] = {kind.value: kind for kind in Kind}

_LABELS = {
    Kind.STATUTORY: "Statutory complaint",
    Kind.CORPORATE: "Corporate complaint",
    Kind.MP: "MP enquiry",
    Kind.MAYOR: "Mayor enquiry",
    Kind.MEMBER: "Member enquiry",
    Kind.CHIEF_EXECUTIVE: "Chief Executive enquiry",
    Kind.GENERAL: "General enquiry",
    Kind.COMPLIMENT: "Compliment",
    Kind.COMMENT: "Comment",
    Kind.FOI: "FOI request",
    Kind.EIR: "EIR request",
    Kind.SAR: "Subject access request",
    Kind.DATA_PROTECTION: "Data protection complaint",
    Kind.OMBUDSMAN: "Ombudsman case",
    Kind.ADVOCACY: "Advocacy referral",
    Kind.CASE_REVIEW: "Case review (historic)",
    Kind.INTERNAL_REVIEW: "Internal review",
    Kind.COMMISSIONER: "Information Commissioner case",
    Kind.UNDECIDED: "Not decided yet",
}

_PROCEDURES = {
    Kind.STATUTORY: Procedure.CHILDREN_ACT,
    Kind.CORPORATE: Procedure.CORPORATE,
    Kind.MP: Procedure.ENQUIRY,
    Kind.MAYOR: Procedure.ENQUIRY,
    Kind.MEMBER: Procedure.ENQUIRY,
    Kind.CHIEF_EXECUTIVE: Procedure.ENQUIRY,
    Kind.GENERAL: Procedure.ENQUIRY,
    Kind.FOI: Procedure.FOI,
    Kind.EIR: Procedure.EIR,
    Kind.SAR: Procedure.SAR,
    Kind.DATA_PROTECTION: Procedure.DATA_PROTECTION,
    Kind.OMBUDSMAN: Procedure.OMBUDSMAN,
    Kind.INTERNAL_REVIEW: Procedure.FOI,
    Kind.COMMISSIONER: Procedure.COMMISSIONER,
}


class Status(StrEnum):
    """The locked state of a case. What a person sees (overdue, due soon) is computed from the clocks."""

    OPEN = "open"
    PAUSED = "paused"
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    VOID = "void"

    @classmethod
    def known(cls, code: object) -> Status:
        """Return the state of a code as a case holds it; open for none, and for one of a later version (V2)."""
        return _STATUSES.get(str(code or "")) or cls.OPEN

    @property
    def is_active(self) -> bool:
        """Whether somebody still has to do something."""
        return self in (Status.OPEN, Status.PAUSED)


_STATUSES: dict[str, Status] = {status.value: status for status in Status}
