"""What the moves of `caseworker.domain.moves.corporate` do beyond keeping their answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from caseworker.actions.doing import Doing, Effect
from caseworker.actions.effects.complaint_people import appoints
from caseworker.actions.effects.complaint_stages import (
    APPOINT_WITHIN,
    check_corporate_unanswered,
    clocks_after,
    due_on,
    go_on,
    leave_stage,
    remind,
    step_done,
)
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.kinds import Status
from caseworker.errors import Problem, ProblemsError

OUTSIDE = "outside"


def ask_for_stage_2(doing: Doing) -> None:
    """Begin stage 2, which somebody else answers than stage 1."""
    check_corporate_unanswered(doing)
    stage_id, asked_on = go_on(doing, "2")
    acknowledge_by = due_on(clocks_after(doing), "CO_S2_ACK")
    if acknowledge_by:
        remind(doing, stage_id, "case.acknowledged", "Acknowledge the stage 2 request", acknowledge_by)
    by = doing.office.calendar.add(asked_on, APPOINT_WITHIN)
    remind(doing, stage_id, "reviewer.appointed", "Name who answers stage 2", by)
    owner = doing.office.staff_name(str(doing.view.value("owner_id") or ""))
    if owner:
        doing.say(f"{owner} still owns the case. Somebody else than at stage 1 answers stage 2.")


def name_reviewer(doing: Doing) -> None:
    """Keep who answers stage 2, and say so where it is the person of stage 1."""
    appoints("responding_manager")(doing)
    name = " ".join(str(doing.values["full_name"]).casefold().split())
    first = {stage.id for stage in doing.view.stages if stage.doc.get("number") == "1"}
    before = {
        " ".join(str(a.doc.get("full_name") or "").casefold().split())
        for a in doing.view.of_kind("appointment")
        if a.doc.get("stage_id") in first
    }
    owner = doing.office.staff_name(str(doing.view.value("owner_id") or ""))
    if name in before or name == owner.casefold():
        doing.say(f"{doing.values['full_name']} dealt with stage 1. Stage 2 is for somebody else to answer.")


def ask_for_stage_3(doing: Doing) -> None:
    """Begin stage 3, where the rules of that day have one."""
    stage_id, asked_on = go_on(doing, "3")
    by = doing.office.calendar.add(asked_on, APPOINT_WITHIN)
    remind(
        doing,
        stage_id,
        "independent_adjudicator.appointed",
        "Send the case to the Independent Adjudicator",
        by,
    )


def decide(doing: Doing) -> None:
    """Keep the adjudicator's decision as the answer of stage 3, with the compensation awarded, and close the case."""
    values, on = doing.values, doing.day("answered_on")
    _check(doing, on)
    outside = values["result"] == OUTSIDE
    outcome = "rejected" if outside else str(values["result"])
    leave_stage(doing, doing.stage, on)
    step_done(doing, on, "independent_adjudicator.appointed")
    words = (
        f"Outside the adjudicator's jurisdiction. {values['reason']}" if outside else str(values["reason"])
    )
    doing.set_stage(answered_on=on, outcome=outcome, outcome_reason=words, remedy=values.get("remedy") or "")
    if values.get("pounds"):
        doing.set_stage(compensation_pounds=values["pounds"])
        doing.add(
            "payment",
            stage_id=doing.stage.id,
            kind=values["payment"],
            amount_pounds=values["pounds"],
            agreed_on=on,
            reason="Awarded by the Independent Adjudicator",
        )
    doing.set_case(
        status=Status.CLOSED.value,
        closed_on=on,
        kind_at_closure=doing.view.kind.value,
        outcome=outcome,
        outcome_reason=words,
        waiting_for="",
    )


def _check(doing: Doing, on: date) -> None:
    values, began = doing.values, date.fromisoformat(str(doing.stage.doc["started_on"]))
    problems = []
    if on < began:
        words = f"Date of the decision must be on or after {long_date(began)}, when the stage began"
        problems.append(Problem("answered_on", words))
    if values.get("pounds") and not values.get("payment"):
        problems.append(Problem("payment", "Choose what the compensation is for"))
    if values.get("pounds") and values["result"] == OUTSIDE:
        problems.append(Problem("pounds", "Nothing is awarded outside the adjudicator's jurisdiction"))
    if problems:
        raise ProblemsError(problems)


EFFECTS: Mapping[str, Effect] = {
    "second_stage.requested": ask_for_stage_2,
    "reviewer.appointed": name_reviewer,
    "third_stage.requested": ask_for_stage_3,
    "independent_adjudicator.appointed": appoints("independent_adjudicator"),
    "independent_adjudicator.decided": decide,
}
