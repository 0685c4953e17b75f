"""What may follow a closed complaint: who may ask for what, and until when (ACC-7, ACC-8)."""

from __future__ import annotations

from datetime import date

from caseworker.domain.dates_in_words import long_date
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.move import Situation
from caseworker.domain.moves.complaint_asks import open_decision
from caseworker.domain.workflow import move_called

Step = tuple[str, str]

_OMBUDSMAN = "The person may go to the Ombudsman. Reopen the case if something new comes."


def step_after(situation: Situation) -> Step | None:
    """Return what may follow; None where the general rules say enough."""
    view, stage = situation.view, situation.stage
    if view.status is not Status.CLOSED:
        return None
    ended = str(stage.get("request_outcome") or "")
    if ended == "adr":
        number = stage.get("number")
        return (
            f"Settled. Reopen the case if the person wants to go on with stage {number} after all.",
            "",
        )
    if ended == "rejected":
        return "Stage 2 was refused. Tell the person the reason and the way to the Ombudsman.", ""
    if view.kind is Kind.CORPORATE:
        return _after_corporate(situation)
    return _after_statutory(situation)


def _after_statutory(situation: Situation) -> Step | None:
    number = str(situation.stage.get("number") or "")
    if number == "1":
        return _until(situation, "CA_S2_REQ_BY", "stage 2")
    if number == "2":
        referral = open_decision(situation, "early_referral")
        if referral is not None and referral.doc.get("decided_by") != situation.person_id:
            return (
                "Early referral to the Ombudsman is proposed. Approve it as the second person, or offer stage 3.",
                ("move:early_referral.approved"),
            )
        return _until(situation, "CA_S3_REQ_BY", "a review panel")
    return _OMBUDSMAN, ""


def _until(situation: Situation, step: str, what: str) -> Step | None:
    """Until when the next stage may be asked for; a later request is not refused for that alone."""
    due = ((situation.stage.get("clocks") or {}).get(step) or {}).get("due_on")
    if not due:
        return None
    day = long_date(date.fromisoformat(due))
    if due >= situation.today.isoformat():
        return f"The person may ask for {what} until {day}.", "case.escalate"
    return (
        f"Nothing more to do. The time to ask for {what} ended on {day}; a late request is still looked at.",
        "",
    )


def _after_corporate(situation: Situation) -> Step | None:
    number = str(situation.stage.get("number") or "")
    if number == "1":
        return "Nothing more to do. The person may ask for stage 2 (Ctrl+Shift+E).", ""
    if number == "2" and not move_called("third_stage.requested").why_not(situation):
        return "Nothing more to do. The person may ask for the Independent Adjudicator (Ctrl+Shift+E).", ""
    return _OMBUDSMAN, ""
