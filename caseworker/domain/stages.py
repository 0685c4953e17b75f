"""A stage of a case: which date is in force, and whether the answer was in time.

A stage keeps its clocks as they were given (CLK-5). A date that another system recorded stays in force beside the
engine's own, because that is what the person was told; what is agreed or happens here comes before both, but never
brings an earlier day than the one recorded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from caseworker.domain import ombudsman
from caseworker.domain.changes import Value
from caseworker.domain.kinds import Procedure

Stage = Mapping[str, Value]


def stage_order(stage: Stage) -> tuple[str, str]:
    """Return what stages of a case are put in order by: the day they began, then their number.

    The order in which they were recorded would differ from one computer to another.
    """
    return str(stage.get("started_on") or ""), str(stage.get("number") or "")


def main_clock(stage: Stage) -> Mapping[str, Value] | None:
    """Return the clock of the stage's answer, as logged; None when no clock runs."""
    clocks = stage.get("clocks") or {}
    found: Mapping[str, Value] | None = clocks.get(stage.get("main_step"))
    return found


def date_in_force(stage: Stage) -> str | None:
    """Return the day (ISO) by which the answer is due now; None while the clock stands still or none runs.

    Where the law sets a day for the acknowledgement alone (a data protection complaint), none is due after it.
    """
    clock = main_clock(stage) or {}
    if clock.get("stopped_since") or (_asks_only_to_acknowledge(stage) and stage.get("acknowledged_on")):
        return None
    promised = _promised(stage, clock)
    if stage.get("procedure") == Procedure.OMBUDSMAN and not stage.get("closed_on"):
        return ombudsman.day_due(stage, promised)
    return promised


def _promised(stage: Stage, clock: Mapping[str, Value]) -> str | None:
    """The date of the clock, or the one recorded by another system unless something here moved it later."""
    counted = clock.get("due_on") or stage.get("extended_to")
    recorded = recorded_date(stage)
    if not recorded:
        return str(counted) if counted else None
    is_later = counted and str(counted) > str(recorded) and was_moved_here(stage)
    return str(counted) if is_later else str(recorded)


def recorded_date(stage: Stage) -> str | None:
    """Return the day (ISO) another system recorded as due, the extended one where there is one."""
    return stage.get("recorded_extended_on") or stage.get("recorded_due_on")


def was_moved_here(stage: Stage) -> bool:
    """Return whether an extension or a stop that was recorded here moved the clock of the answer."""
    clock = main_clock(stage) or {}
    return bool(stage.get("extended_to")) or any(p.get("effect") for p in clock.get("pauses") or ())


def original_date(stage: Stage) -> str | None:
    """Return the day (ISO) the answer was due before any extension."""
    clock = main_clock(stage)
    return stage.get("recorded_due_on") or (clock.get("original_due_on") if clock else None)


def on_time(stage: Stage) -> bool | None:
    """Return whether the stage was answered by the date in force (CLK-3); None while unanswered or unclocked."""
    answered = stage.get("answered_on")
    due = _promised(stage, main_clock(stage) or {}) if answered else None
    if not due or not answered:
        return None
    told = stage.get("acknowledged_on") if _asks_only_to_acknowledge(stage) else None
    return min(str(told or answered), str(answered)) <= due


def decided_on(stage: Stage) -> Value:
    """Return the day (ISO) a stage was answered; of an Ombudsman's case that of the decision, not of our reply.

    A case that came by import has one day alone, that of the decision.
    """
    if stage.get("procedure") == Procedure.OMBUDSMAN and (stage.get("track") or stage.get("decision_on")):
        return stage.get("decision_on")
    return stage.get("answered_on")


def open_pause(pauses: Iterable[Stage], stage_id: str) -> Stage | None:
    """Return the stop that has begun and not ended, if any."""
    return next((p for p in pauses if p.get("stage_id") == stage_id and not p.get("to_on")), None)


def _asks_only_to_acknowledge(stage: Stage) -> bool:
    return bool(stage.get("main_step")) and stage.get("main_step") == stage.get("ack_step")
