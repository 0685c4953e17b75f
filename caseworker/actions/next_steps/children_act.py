"""The next step of complaints, statutory and corporate: one for every state of every stage, closed cases included."""

from __future__ import annotations

from datetime import date

from caseworker.actions.contributions import asked_step
from caseworker.actions.moves import situation_of
from caseworker.actions.next_steps import complaint_closed, complaint_stages
from caseworker.domain.cases import CaseView
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.kinds import Status
from caseworker.domain.move import Situation
from caseworker.domain.moves.complaint_asks import open_decision
from caseworker.office import Office

Step = tuple[str, str]


def next_step_of(office: Office, view: CaseView) -> Step | None:
    """Return the next step in words and its command; None where the general rules say enough."""
    if view.stage is None or view.status is Status.VOID:
        return None
    situation = situation_of(office, view)
    if not view.status.is_active:
        return _hold_step(situation) or complaint_closed.step_after(situation)
    decision = _decision_step(office, situation)
    if decision is not None:
        return decision
    if view.row.paused_since or _generic_comes_first(office, view):
        return None
    return complaint_stages.step_of(office, situation)


def _generic_comes_first(office: Office, view: CaseView) -> bool:
    """Whether the general rules name something that comes before the steps of the stage."""
    if view.row.acknowledge_by and view.stage and view.stage.doc.get("number") in ("2", "3"):
        return False
    is_written = any(letter.doc.get("status") == "written" for letter in view.letters)
    waits = view.row.acknowledge_by or is_written or not view.row.owner_id
    return bool(waits) or asked_step(office, view) is not None


def _decision_step(office: Office, situation: Situation) -> Step | None:
    """What somebody has to decide about the case comes before its steps."""
    today = office.clock.today().isoformat()
    suspended = open_decision(situation, "concurrent")
    if suspended is not None:
        review_on = str(suspended.doc.get("review_on") or "")
        if review_on and review_on <= today:
            words = f"Review the suspension: it was to be looked at on {_day(review_on)}."
            return words, "move:proceedings.reviewed"
        when = f" Review on {_day(review_on)}." if review_on else ""
        return (
            f"Suspended for other proceedings.{when} Take it up again when they are over.",
            "move:proceedings.ended",
        )
    hold = open_decision(situation, "freeze")
    if hold is not None and not hold.doc.get("decided_on"):
        return (
            "Decide whether the change is put on hold until the complaint is answered.",
            "move:freeze.decided",
        )
    review = _hold_step(situation)
    if review is not None:
        return review
    refusal = open_decision(situation, "refuse_stage_2")
    if refusal is not None and refusal.doc.get("decided_by") != situation.person_id:
        return "Refusing stage 2 is proposed. Approve it as the second person, or let stage 2 go on.", (
            "move:refusal.approved"
        )
    return None


def _hold_step(situation: Situation) -> Step | None:
    """A hold on a change is looked at on its day, whether the complaint is answered meanwhile or not."""
    hold = open_decision(situation, "freeze")
    if hold is None or str(hold.doc.get("review_on") or "9") > situation.today.isoformat():
        return None
    return f"Review the hold on the change: it was to be looked at on {_day(hold.doc['review_on'])}.", (
        "move:freeze.ended"
    )


def _day(text: object) -> str:
    return long_date(date.fromisoformat(str(text)))
