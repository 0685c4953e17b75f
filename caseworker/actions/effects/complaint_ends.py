"""A stage ends otherwise than with an answer: withdrawn, settled, or refused on a legal ground by two people."""

from __future__ import annotations

from datetime import date

from caseworker.actions.doing import Doing
from caseworker.actions.effects.complaint_stages import leave_stage, open_decision_of, remind
from caseworker.domain.changes import Value
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.kinds import Status
from caseworker.errors import Problem, ProblemsError


def end_stage(
    doing: Doing,
    on: date,
    *,
    status: Status,
    outcome: str,
    case_outcome: str,
    request_outcome: str,
    **stage: Value,
) -> None:
    """End the stage the case is in, and close the case.

    Args:
        outcome: that of the stage.
        case_outcome: that of the case, where no stage before came to one.
    """
    if on.isoformat() < str(doing.stage.doc.get("started_on") or ""):
        began = long_date(date.fromisoformat(str(doing.stage.doc["started_on"])))
        raise ProblemsError(
            [Problem(_day_asked(doing), f"The day must be on or after {began}, when the stage began")]
        )
    leave_stage(doing, doing.stage, on)
    if str(doing.stage.doc.get("number")) in ("2", "3"):
        stage["request_outcome"] = request_outcome
    doing.set_stage(closed_on=on, outcome=outcome, **stage)
    doing.set_case(
        status=status.value,
        closed_on=on,
        kind_at_closure=doing.view.kind.value,
        outcome=_outcome_so_far(doing) or case_outcome,
        waiting_for="",
    )


def withdraw(doing: Doing) -> None:
    """Close the complaint as withdrawn; the council may look at it all the same (Regs 7)."""
    values, on = doing.values, doing.day("withdrawn_on")
    reviewed = values["review"] == "yes"
    if reviewed and not values.get("reviewer"):
        raise ProblemsError([Problem("reviewer", "Choose who reviews it")])
    end_stage(
        doing,
        on,
        status=Status.WITHDRAWN,
        outcome="withdrawn",
        case_outcome="withdrawn",
        request_outcome="withdrawn",
        withdrawn_on=on,
        outcome_reason=values.get("reason") or "",
    )
    doing.set_case(outcome="withdrawn")
    doing.add(
        "decision",
        kind="management_review",
        stage_id=doing.stage.id,
        result="It is looked at anyway" if reviewed else "It is not looked at further",
        answers={"Withdrawn": "In writing" if values["how"] == "written" else "Spoken"},
        decided_by=doing.office.person.id,
        decided_on=doing.office.clock.today(),
    )
    if reviewed:
        doing.add(
            "task",
            kind="action",
            what="Management review of the withdrawn complaint",
            owner=values["reviewer"],
            stage_id=doing.stage.id,
        )
    doing.say("Confirm the withdrawal in writing.")


def resolve(doing: Doing) -> None:
    """Keep an alternative resolution; where it settled the matter, the stage ends, and can be taken up again."""
    values, on = doing.values, doing.day("on")
    settled = values["result"] == "settled"
    doing.add(
        "decision",
        kind="resolution",
        stage_id=doing.stage.id,
        result="Settled" if settled else "Not settled",
        answers={"How": values["how"], "What was agreed": values.get("terms") or ""},
        decided_on=on,
        decided_by=doing.office.person.id,
    )
    if not settled:
        doing.say("The stage goes on, with its dates as they were.")
        return
    if not values.get("terms"):
        raise ProblemsError([Problem("terms", "Enter what was agreed")])
    end_stage(
        doing,
        on,
        status=Status.CLOSED,
        outcome="resolved_on_receipt" if doing.stage.doc.get("number") == "1" else "",
        case_outcome="resolved_on_receipt",
        request_outcome="adr",
        outcome_reason=str(values["terms"]),
    )
    doing.say("The right to this stage and the next one stays: reopen the case if the person wants to go on.")


def approve_refusal(doing: Doing) -> None:
    """End stage 2 as refused: a second person has agreed that the legal ground is there (ACC-7)."""
    on = doing.day("approved_on")
    doing.change(
        open_decision_of(doing, "refuse_stage_2"),
        approved_by=doing.office.person.id,
        approved_on=on,
        result="Stage 2 is refused",
    )
    end_stage(
        doing,
        on,
        status=Status.CLOSED,
        outcome="rejected",
        case_outcome="rejected",
        request_outcome="rejected",
    )
    doing.say("Write to the person with the reason and the way to the Ombudsman.")
    remind(doing, doing.stage.id, "", "Write to the person with the reason and the way to the Ombudsman", on)


def _outcome_so_far(doing: Doing) -> str:
    """What the stages before came to."""
    known = [str(s.doc["outcome"]) for s in doing.view.stages[:-1] if s.doc.get("outcome")]
    return known[-1] if known else ""


def _day_asked(doing: Doing) -> str:
    return next(ask.name for ask in doing.move.asks if ask.kind == "day")
