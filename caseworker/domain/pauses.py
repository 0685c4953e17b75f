"""Why a clock may stand still, and what that does to the count.

Effects (rule book 2.3, 4.1, 4.5):
- STOP: days after the pause began, up to and including its last day, are not counted.
- DISREGARD: the days of the pause are not counted, first and last day included.
- RESTART: the whole period is counted anew from the day the pause ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseworker.domain.dates_in_words import long_date
from caseworker.domain.kinds import Procedure
from caseworker.errors import RuleError


class Effect(StrEnum):
    """What a pause does to the count."""

    STOP = "STOP"
    DISREGARD = "DISREGARD"
    RESTART = "RESTART"


class PauseKind(StrEnum):
    """Why the clock stands still.

    PIT, the public interest test, stops nothing: it is recorded so that the later date can be explained.
    """

    ADVOCATE = "ADVOCATE"
    CLARIFY = "CLARIFY"
    FEE = "FEE"
    ID = "ID"
    CONCURRENT = "CONCURRENT"
    PIT = "PIT"

    @property
    def label(self) -> str:
        """The name read on screen and paper."""
        return _WORDS[self][0]

    @property
    def sentence(self) -> str:
        """What it means for the clock, in a sentence a caseworker can read out."""
        return _WORDS[self][1]

    @property
    def meanwhile(self) -> str:
        """What was going on, to follow "while": "an advocate was being found"."""
        return _WORDS[self][2]


_WORDS = {
    PauseKind.ADVOCATE: (
        "Finding an advocate",
        "The clock stops from the day after an advocate is asked for until the day one is appointed; "
        "the 20 working day limit stays where it is.",
        "an advocate was being found",
    ),
    PauseKind.CLARIFY: (
        "Waiting for clarification",
        "The clock stops until the person answers. For freedom of information the whole period begins again; "
        "for a subject access request the days of waiting are added.",
        "we waited for clarification",
    ),
    PauseKind.FEE: (
        "Waiting for a fee",
        "Working days from the fees notice to the payment, both included, are not counted. "
        "The fee must be paid within three months.",
        "we waited for the fee",
    ),
    PauseKind.ID: (
        "Waiting for proof of identity",
        "The period begins on the day the proof is received.",
        "we waited for proof of identity",
    ),
    PauseKind.CONCURRENT: (
        "Concurrent proceedings",
        "The clock stops while a court, tribunal, disciplinary or criminal matter would be prejudiced. "
        "Parts that are not affected go on in a case of their own.",
        "other proceedings were under way",
    ),
    PauseKind.PIT: (
        "Public interest test",
        "The answer may come later while the public interest is weighed, 40 working days in all; nothing stops.",
        "the public interest was weighed",
    ),
}

_ALLOWED: dict[Procedure, tuple[PauseKind, ...]] = {
    Procedure.CHILDREN_ACT: (PauseKind.ADVOCATE, PauseKind.CONCURRENT),
    Procedure.CORPORATE: (PauseKind.CONCURRENT,),
    Procedure.FOI: (PauseKind.CLARIFY, PauseKind.FEE),
    Procedure.EIR: (PauseKind.CLARIFY,),
    Procedure.SAR: (PauseKind.ID, PauseKind.CLARIFY),
}


def pauses_allowed(procedure: Procedure) -> tuple[PauseKind, ...]:
    """The reasons for which a clock of this procedure may be stopped; none for an enquiry."""
    return _ALLOWED.get(procedure, ())


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch of days on which a clock stands still.

    Attributes:
        kind: why.
        from_on: the day we asked, gave notice, or suspended the case.
        to_on: the day the answer, fee, proof or advocate came; None while we still wait.
        stage: the stage whose clocks it stops; None for the stage that was running on `from_on`.
    """

    kind: PauseKind
    from_on: date
    to_on: date | None = None
    stage: str | None = None

    def __post_init__(self) -> None:
        if self.to_on is not None and self.to_on < self.from_on:
            raise RuleError(
                f"The clock cannot go on before it stopped: it stopped on {long_date(self.from_on)}",
                field="to_on",
            )
