"""Everything about a case that its clocks depend on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from caseworker.domain.pauses import Pause, PauseKind
from caseworker.errors import RuleError

EVENTS: Mapping[str, str] = MappingProxyType(
    {
        "received": "receipt",
        "grounds": "the day the grounds arose",
        "ack": "the acknowledgement",
        "s1_response": "the stage 1 answer",
        "s2_request": "the stage 2 request",
        "s2_agreed": "the agreed statement of complaint",
        "s2_ack": "the stage 2 acknowledgement",
        "s2_response": "the stage 2 adjudication answer",
        "s3_request": "the stage 3 request",
        "panel": "the panel meeting",
        "panel_report": "the panel's recommendations",
        "clarify_asked": "our question to the person",
        "fee_notice": "the fees notice",
        "id_received": "the proof of identity",
        "pit_extension": "the notice of the public interest test",
        "extension": "the notice of extension",
        "response": "the answer",
        "refusal": "the refusal",
        "ir_request": "the request for a review",
        "enquiry": "the Ombudsman's enquiry",
        "enquiry_due": "the day the Ombudsman set",
        "report_received": "the Ombudsman's report",
        "commissioner_asked": "the Commissioner's questions",
        "commissioner_due": "the day the Commissioner set",
        "decision_notice": "the Commissioner's decision notice",
    }
)
"""The events clocks count from, each as it is read in an explanation. Source: rule book section 7."""

_OF_PAUSES: Mapping[str, tuple[PauseKind, str]] = {
    "clarify_asked": (PauseKind.CLARIFY, "from_on"),
    "fee_notice": (PauseKind.FEE, "from_on"),
    "id_received": (PauseKind.ID, "to_on"),
}


@dataclass(frozen=True, slots=True)
class ClockSettings:
    """The council's choices about disputed rules that are not schemes of their own.

    Attributes:
        advocate_pause: the stage 1 clock stops while an advocate is found (rule book 1.5, disputed).
        defer_receipt: a corporate complaint or enquiry that comes on a day that is no working day, or after
            hours, counts as received on the next working day (CLK-2).
        clarification_closing_months: how long a question to a requester may stay unanswered before the request is
            closed (s45C 1.14; the law names no period).
    """

    advocate_pause: bool = True
    defer_receipt: bool = False
    clarification_closing_months: int = 2


DEFAULT_SETTINGS = ClockSettings()


@dataclass(frozen=True, slots=True)
class Extension:
    """A later date that was agreed.

    Attributes:
        to_on: the date named to the person; notice_on: the day it was named, if known.
        step: the step extended; None for the main step of the stage the facts begin with.
    """

    to_on: date
    notice_on: date | None = None
    step: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a case or of one of its stages.

    Attributes:
        received_on: the real London day of receipt, weekend or not (CLK-2); None for a stage told apart.
        acknowledged_on: the day the acknowledgement of the first stage told here was sent.
        pauses: stretches on which clocks stand still.
        extended_to, extension_notice_on: a later date for the main step of the first stage told here.
        events: days on which other things happened, by the names of `EVENTS`.
        extensions: later dates of other steps.
        received_after_hours: only looked at when the settings defer receipt.
    """

    received_on: date | None = None
    acknowledged_on: date | None = None
    pauses: tuple[Pause, ...] = ()
    extended_to: date | None = None
    extension_notice_on: date | None = None
    events: Mapping[str, date] = field(default_factory=dict)
    extensions: tuple[Extension, ...] = ()
    received_after_hours: bool = False
    settings: ClockSettings = DEFAULT_SETTINGS

    def __post_init__(self) -> None:
        for name in self.events:
            if name not in EVENTS:
                raise RuleError(f"There is no event called {name}", field="events")
            if name in _OF_PAUSES:
                raise RuleError(f"{name} is told as a pause", field="events")

    @property
    def first_stage(self) -> str:
        """The first stage these facts tell of."""
        if self.received_on is None:
            for event, stage in (("s2_request", "2"), ("s3_request", "3"), ("ir_request", "review")):
                if event in self.events:
                    return stage
        return "1"

    def day_of(self, event: str) -> date | None:
        """The day an event happened, if it has."""
        if event == "received":
            return self.received_on
        if event in self.events:
            return self.events[event]
        if event == "ack" and self.first_stage == "1":
            return self.acknowledged_on
        if event == "s2_ack" and self.first_stage == "2":
            return self.acknowledged_on
        if event in _OF_PAUSES and self.pauses:
            kind, end = _OF_PAUSES[event]
            days = [getattr(pause, end) for pause in self.pauses if pause.kind is kind]
            return max((day for day in days if day is not None), default=None)
        return None

    def stage_on(self, day: date) -> str:
        """The stage that was running on a day."""
        for event, stage in (("s3_request", "3"), ("s2_request", "2")):
            if event in self.events and self.events[event] <= day:
                return stage
        return self.first_stage

    def pauses_of(self, stage: str) -> tuple[Pause, ...]:
        """The pauses that stop clocks of a stage, in the order they began."""
        mine = [pause for pause in self.pauses if (pause.stage or self.stage_on(pause.from_on)) == stage]
        return tuple(sorted(mine, key=lambda pause: (pause.from_on, pause.to_on or date.max)))
