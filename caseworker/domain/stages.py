"""A stage of a case: which date is in force, and whether the answer was in time.

A stage keeps its clocks as they were given (CLK-5). A date that another system recorded stays in force beside the
engine's own, because that is what the person was told; an extension agreed here comes before both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from caseworker.domain.changes import Value

Stage = Mapping[str, Value]


def main_clock(stage: Stage) -> Mapping[str, Value] | None:
    """Return the clock of the stage's answer, as logged; None when no clock runs."""
    clocks = stage.get("clocks") or {}
    found: Mapping[str, Value] | None = clocks.get(stage.get("main_step"))
    return found


def date_in_force(stage: Stage) -> str | None:
    """Return the day (ISO) by which the answer is due now: extended, else recorded, else as computed."""
    if stage.get("extended_to"):
        clock = main_clock(stage)
        computed = clock.get("due_on") if clock else None
        return str(computed or stage["extended_to"])
    recorded = stage.get("recorded_extended_on") or stage.get("recorded_due_on")
    if recorded:
        return str(recorded)
    clock = main_clock(stage)
    return clock.get("due_on") if clock else None


def original_date(stage: Stage) -> str | None:
    """Return the day (ISO) the answer was due before any extension."""
    clock = main_clock(stage)
    return stage.get("recorded_due_on") or (clock.get("original_due_on") if clock else None)


def on_time(stage: Stage) -> bool | None:
    """Return whether the stage was answered by the date in force (CLK-3); None while unanswered or unclocked."""
    due, answered = date_in_force(stage), stage.get("answered_on")
    return None if not due or not answered else str(answered) <= due


def open_pause(pauses: Iterable[Stage], stage_id: str) -> Stage | None:
    """Return the stop that has begun and not ended, if any."""
    return next((p for p in pauses if p.get("stage_id") == stage_id and not p.get("to_on")), None)
