"""A complaint goes on to its next stage: the case is open again, the stage before keeps its answer and its outcome."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from caseworker.actions.doing import Doing
from caseworker.actions.reopen import first_closure
from caseworker.domain import deadlines
from caseworker.domain.changes import Value
from caseworker.domain.clocks import Clock
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Status
from caseworker.domain.move import Situation
from caseworker.domain.moves.complaint_asks import open_decision
from caseworker.domain.stages import date_in_force
from caseworker.domain.tasks import REMINDER, steps_to_do
from caseworker.errors import Problem, ProblemsError, RuleError

APPOINT_WITHIN, AGREE_WITHIN = 5, 10
"""Working days after a stage 2 request by which the team means to have appointed people and agreed the statement: its
own aim, no rule."""


def go_on(doing: Doing, number: str, *, asked_by: str = "") -> tuple[str, date]:
    """Open the case again and begin its next stage. Return the id of the stage, and the day it was asked for.

    Args:
        asked_by: the step of the stage before that says until when it could be asked for.
    """
    asked_on = doing.day("requested_on")
    before = doing.stage
    _check_day(asked_on, before)
    _open_again(doing)
    leave_stage(doing, before, asked_on)
    stage_id = doing.begin_stage(
        number,
        f"Stage {number}",
        asked_on,
        request=doing.values.get("unresolved"),
        escalation_reason=doing.values.get("why"),
    )
    last = due_on(before.doc.get("clocks") or {}, asked_by)
    if last and asked_on > last:
        doing.say(
            f"It was asked for after {long_date(last)}, the last day to ask. It is not refused for that alone."
        )
    return stage_id, asked_on


def leave_stage(doing: Doing, stage: EntityState, on: date) -> None:
    """End what still runs at a stage that is left: its stops, its suspension and the reminders of its steps."""
    for pause in doing.view.pauses:
        if pause.doc.get("stage_id") == stage.id and not pause.doc.get("to_on"):
            doing.change(pause, to_on=max(on.isoformat(), str(pause.doc["from_on"])))
    for decision in doing.view.of_kind("decision"):
        doc = decision.doc
        if doc.get("stage_id") == stage.id and doc.get("kind") == "concurrent" and not doc.get("ended_on"):
            doing.change(decision, ended_on=on)
    for task in steps_to_do(doing.view, stage.id):
        doing.change(task, voided=True)


def open_decision_of(doing: Doing, kind: str) -> EntityState:
    """Return the decision of a kind at this stage that is neither approved nor ended.

    Raises:
        RuleError: there is none.
    """
    found = open_decision(Situation(doing.view, doing.office.clock.today()), kind)
    if found is None:
        raise RuleError("This decision is no longer open. Open the case again.")
    return found


def clocks_after(doing: Doing) -> Mapping[str, Value]:
    """Return the clocks of the stage the case is in after the move, by step, as logged."""
    _before, after = doing.stages_after()[-1]
    return after.get("clocks") or {}


def due_on(clocks: Mapping[str, Value], step: str) -> date | None:
    """Return the day a step is due by these clocks; None where it has none."""
    due = (clocks.get(step) or {}).get("due_on")
    return date.fromisoformat(due) if due else None


def remind(doing: Doing, stage_id: str, step: str, what: str, due_on: date | None) -> None:
    """Add a reminder of a step, for the owner of the case."""
    doing.add_once(
        f"{step} {what} {stage_id}",
        "task",
        kind=REMINDER,
        what=what,
        owner=doing.view.value("owner_id"),
        due_on=due_on,
        stage_id=stage_id,
        step=step,
    )


def step_done(doing: Doing, on: date, step: str = "") -> None:
    """Mark the reminder of this step as done."""
    for task in steps_to_do(doing.view, doing.stage.id):
        if task.doc.get("step") == (step or doing.move.code):
            doing.change(task, done_on=on)
            return


def check_unanswered(doing: Doing, *, skipped: bool) -> None:
    """Let an unanswered stage 1 of the statutory procedure be left: after its time, or when both sides agree.

    Raises:
        RuleError: its time has not run out and nobody agreed to skip it.
        ProblemsError: it was to be skipped, and need not be.

    Source: Getting the Best from Complaints 3.5; Regs 14.
    """
    asked_on, clocks = doing.day("requested_on"), _clocks(doing.stage)
    if doing.stage.doc.get("answered_on"):
        _not_skipped(skipped, "Stage 1 is answered, so it is not skipped. Take the tick away")
        return
    first = deadlines.may_ask_for_stage_2_from(clocks, doing.office.calendars)
    if first and asked_on >= first:
        _not_skipped(skipped, "The time for stage 1 has run out, so it is not skipped. Take the tick away")
        return
    if not skipped:
        until = f" The person may ask from {long_date(first)}." if first else ""
        raise RuleError(
            f"Stage 1 is not answered, and its time has not run out.{until} "
            "It can be skipped only when both sides agree (regulation 14).",
            field="skipped",
            source="Getting the Best from Complaints 3.5",
        )
    doing.set_stage(skipped_on=asked_on)


def check_corporate_unanswered(doing: Doing) -> None:
    """Let an unanswered stage of a corporate complaint be left once its time has run out (RuleError)."""
    due = date_in_force(doing.stage.doc)
    if doing.stage.doc.get("answered_on") or (due and doing.day("requested_on").isoformat() > due):
        return
    until = f" Its time runs until {long_date(date.fromisoformat(due))}." if due else ""
    raise RuleError(
        f"Stage 1 is not answered.{until} Stage 2 can be asked for after the answer, or when that day has passed.",
        field="requested_on",
        source=doing.move.rule,
    )


def _not_skipped(skipped: bool, words: str) -> None:
    if skipped:
        raise ProblemsError([Problem("skipped", words)])


def _check_day(asked_on: date, before: EntityState) -> None:
    begun = str(before.doc.get("started_on") or "")
    if begun and asked_on.isoformat() < begun:
        words = f"Date of the request must be on or after {long_date(date.fromisoformat(begun))}, when the stage began"
        raise ProblemsError([Problem("requested_on", words)])


def _open_again(doing: Doing) -> None:
    view, before = doing.view, doing.stage
    late = {name: before.doc.get(name) or view.value(name) or "" for name in ("late_reason", "late_details")}
    values: dict[str, Value] = {
        "status": Status.OPEN.value,
        "closed_on": None,
        "kind_at_closure": "",
        "outcome": "",
        "outcome_reason": "",
        "outcome_overridden": "",
        "late_reason": "",
        "late_details": "",
        "waiting_for": "",
        **first_closure(view),
    }
    known = {name: value for name, value in values.items() if value or view.value(name)}
    doing.set_case(**known)
    doing.set_stage(**{name: value for name, value in late.items() if value})


def _clocks(stage: EntityState) -> dict[str, Clock]:
    return {step: Clock.from_doc(doc) for step, doc in (stage.doc.get("clocks") or {}).items()}
