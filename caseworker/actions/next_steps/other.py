"""The next step of enquiries, compliments, comments, historic case reviews and cases whose type is not decided."""

from __future__ import annotations

from caseworker.actions.decide_reminder import decide_by
from caseworker.domain.cases import CaseView
from caseworker.domain.changes import Value
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.kinds import Kind
from caseworker.domain.work import open_contributions
from caseworker.office import Office

Step = tuple[str, str]


def next_step_of(office: Office, view: CaseView) -> Step | None:
    """Return the next step in words and its command; None where the general rules say enough."""
    if not view.status.is_active or view.stage is None:
        return None
    if view.kind is Kind.UNDECIDED:
        return _undecided(office, view)
    if not view.row.owner_id:
        return None
    stage = view.stage.doc
    if view.kind is Kind.COMPLIMENT:
        return _compliment(stage)
    if view.kind is Kind.COMMENT:
        return _comment(stage)
    if view.kind is Kind.CASE_REVIEW:
        return _review(view, stage)
    return _enquiry(office, view) if view.kind.is_enquiry else None


def _undecided(office: Office, view: CaseView) -> Step:
    limit = decide_by(office, view)
    if office.clock.today() > limit:
        return (
            f"Decide the type: the day was {long_date(limit)}. No deadline is known until then.",
            "case.triage",
        )
    return f"Decide the type by {long_date(limit)}, so that its deadline is known.", "case.triage"


def _enquiry(office: Office, view: CaseView) -> Step | None:
    if view.row.paused_since or any(letter.doc.get("status") == "written" for letter in view.letters):
        return None
    asked = view.of_kind("contribution")
    if open_contributions(asked):
        return None
    if not asked and not view.row.waiting_for:
        day = view.row.due_on
        verb = "was" if day and day < office.clock.today() else "is"
        due = f" The answer {verb} due {long_date(day)}." if day else ""
        return f"Ask the service for its part.{due}", "case.ask_service"
    return None


def _compliment(stage: dict[str, Value]) -> Step:
    if not stage.get("passed_on_on"):
        return "Pass the compliment on to the service.", "move:compliment.passed_on"
    if not stage.get("thanked_on"):
        return "Thank the giver, or close the compliment.", "move:compliment.thanked"
    return "Close the compliment.", "move:compliment.closed"


def _comment(stage: dict[str, Value]) -> Step:
    if not stage.get("passed_on_on"):
        return "Pass the comment on to the service.", "move:comment.passed_on"
    return "Close the comment.", "move:comment.closed"


def _review(view: CaseView, stage: dict[str, Value]) -> Step:
    if stage.get("findings_on"):
        return "Tell the person the findings and close the case review.", "move:review.closed"
    if any(
        a.doc.get("role") == "reviewer" and not a.doc.get("ended_on") for a in view.of_kind("appointment")
    ):
        by = f" They are wanted by {long_date(view.row.follow_up_on)}." if view.row.follow_up_on else ""
        return f"Record the findings when they come.{by}", "move:review.found"
    return "Appoint somebody who had no part in it to review the case.", "move:review.appointed"
