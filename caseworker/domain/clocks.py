"""A deadline as it was given: what it counts from, by which rules, and the day it leads to (CLK-5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from caseworker.domain.pauses import Effect, PauseKind
from caseworker.domain.rulebook import Unit
from caseworker.domain.working_days import Roll

StartNote = Literal["", "DEFERRED", "ACK_LIMIT", "ACK_LATE", "SET_BY_BODY"]


@dataclass(frozen=True, slots=True)
class AppliedPause:
    """What a pause did to one clock.

    Attributes:
        effect: None when it began after the answer was due, and so changed nothing.
        days: days added, in the clock's unit (working days, else calendar days).
    """

    kind: PauseKind
    effect: Effect | None
    from_on: date
    to_on: date | None
    days: int = 0


@dataclass(frozen=True, slots=True)
class Clock:
    """One deadline of a case, complete enough to be explained and checked years later.

    Attributes:
        step, label: what is due; scheme, version: the rules it was given under; calendar: the days counted.
        trigger: the event it counts from; trigger_on: its day; start_note: what is special about it.
        counted_from_on: the day the count runs from now: the trigger, or the end of a restart.
        period, unit, beginning_with, roll: how it is counted.
        statutory_on: the plain count from the trigger, before rolling, pauses and extension.
        original_due_on: the date before any extension; None while the clock is stopped.
        due_on: the date in force, to the end of that day (CLK-3); None while the clock is stopped.
        max_on: the latest day an extended answer is lawful, where the rules say one.
        pauses: what each pause did; stopped_since: the first day of a pause that still lasts.
        extended_to: the later date named to the person, as recorded; extension_notice_on: when.
        beside, beside_on: another event the law may count from, and the date that reading gives.
        source: the law or policy.
    """

    step: str
    label: str
    scheme: str
    version: str
    calendar: str
    trigger: str
    trigger_on: date
    counted_from_on: date
    period: int
    unit: Unit
    roll: Roll
    statutory_on: date
    original_due_on: date | None
    due_on: date | None
    max_on: date | None = None
    source: str = ""
    start_note: StartNote = ""
    beginning_with: bool = False
    pauses: tuple[AppliedPause, ...] = ()
    stopped_since: date | None = None
    extended_to: date | None = None
    extension_notice_on: date | None = None
    beside: str = ""
    beside_on: date | None = None

    @property
    def is_stopped(self) -> bool:
        """Whether the clock stands still now."""
        return self.stopped_since is not None

    def to_doc(self) -> dict[str, Any]:
        """The clock as it is written to the change log: plain JSON, dates in ISO form, empty fields left out."""
        doc: dict[str, Any] = {}
        for name in Clock.__slots__:
            value = getattr(self, name)
            if isinstance(value, date):
                doc[name] = value.isoformat()
            elif name == "pauses":
                if value:
                    doc[name] = [_pause_to_doc(pause) for pause in value]
            elif value is not None and value is not False and value != "":
                doc[name] = value
        return doc

    @classmethod
    def from_doc(cls, doc: Mapping[str, Any]) -> Clock:
        """The clock written in a document; fields of later versions are passed over."""
        known = {name: doc[name] for name in cls.__slots__ if name in doc}
        for name in _DATES & known.keys():
            known[name] = date.fromisoformat(known[name]) if known[name] else None
        known["pauses"] = tuple(_pause_from_doc(pause) for pause in known.get("pauses", ()))
        known.setdefault("original_due_on", None)
        known.setdefault("due_on", None)
        return cls(**known)


_DATES = {name for name in Clock.__slots__ if name.endswith("_on")} | {"stopped_since", "extended_to"}


def _pause_to_doc(pause: AppliedPause) -> dict[str, Any]:
    return {
        "kind": pause.kind.value,
        "effect": pause.effect.value if pause.effect else None,
        "from_on": pause.from_on.isoformat(),
        "to_on": pause.to_on.isoformat() if pause.to_on else None,
        "days": pause.days,
    }


def _pause_from_doc(doc: Mapping[str, Any]) -> AppliedPause:
    return AppliedPause(
        PauseKind(doc["kind"]),
        Effect(doc["effect"]) if doc.get("effect") else None,
        date.fromisoformat(doc["from_on"]),
        date.fromisoformat(doc["to_on"]) if doc.get("to_on") else None,
        int(doc.get("days", 0)),
    )
