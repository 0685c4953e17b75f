"""The next step of Ombudsman cases."""

from __future__ import annotations

from datetime import date

from caseworker.domain import ombudsman as lgo
from caseworker.domain.cases import CaseView
from caseworker.domain.changes import Value
from caseworker.domain.clocks import Clock
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.due_words import do_by
from caseworker.office import Office

Step = tuple[str, str]


def next_step_of(office: Office, view: CaseView) -> Step | None:
    """Return the next step in words and its command; None where the general rules say enough."""
    if not view.status.is_active or view.stage is None:
        return None
    stage = view.stage.doc
    if stage.get("report_received_on") and not stage.get("report_answered_on"):
        return _report_step(stage)
    if not stage.get("decision_on"):
        return _before_decision(office, view, stage)
    left = lgo.unproved(view.tasks)
    if left:
        due = _day(left[0].doc.get("due_on"))
        late = ", late" if lgo.was_late(left[0].doc, office.clock.today()) else ""
        what = str(left[0].doc.get("what") or "the remedy")
        return f"Do and prove by {due}{late}: {what}", "part:actions"
    if lgo.unsettled(view.tasks):
        if stage.get("track") == "not_satisfied":
            return "Put right what the Ombudsman misses, then record the answer.", "move:remedy.satisfied"
        return "Send the proof to the Ombudsman and record the answer.", "move:remedy.satisfied"
    if stage.get("decision") in ("fault_injustice", "historic_remedy") and not lgo.remedies_of(view.tasks):
        return "Add the remedies of the decision, each with owner and day.", "move:remedy.agreed"
    return "Close the case: the Ombudsman has decided and nothing is open.", "move:ombudsman.closed"


def _before_decision(office: Office, view: CaseView, stage: dict[str, Value]) -> Step:
    track = stage.get("track") or ""
    if track == "premature":
        return (
            "Record that the Ombudsman referred it back, then go on at our stage.",
            "move:ombudsman.referred_back",
        )
    if track == "draft" and not stage.get("comments_on"):
        return (
            f"Comment on the draft decision by {_day(stage.get('comments_due_on'))}.",
            "move:ombudsman.commented",
        )
    if track == "report":
        return "Record the decision that the report gives.", "move:ombudsman.decided"
    if track == "draft":
        return "Wait for the final decision and record it when it comes.", "move:ombudsman.decided"
    if track == "initial" and stage.get("initial_reply_on"):
        return "Wait for the Ombudsman: an enquiry or a decision follows.", "move:ombudsman.enquired"
    if track == "investigation" and stage.get("answered_on"):
        return "Wait for the draft decision and record it when it comes.", "move:ombudsman.drafted"
    if not track and not stage.get("enquiry_on"):
        return "Record what the Ombudsman asks, with the day that was set.", "move:ombudsman.enquired"
    due = view.row.due_on
    if due is None:
        return "Answer the Ombudsman.", "move:ombudsman.replied"
    today = office.clock.today()
    safe = _safe(stage, due) if due >= today else ""
    return f"{do_by('Answer the Ombudsman', due, today)}{safe}", "move:ombudsman.replied"


def _safe(stage: dict[str, Value], due: date) -> str:
    """The last working day on or before, where it is another day (LGO-4)."""
    doc = (stage.get("clocks") or {}).get("LGO_ENQ_SAFE")
    safe = Clock.from_doc(doc).due_on if doc else None
    return f" Send it on {long_date(safe)}: the day itself is no working day." if safe and safe < due else ""


def _report_step(stage: dict[str, Value]) -> Step:
    clocks = stage.get("clocks") or {}
    if not stage.get("notice_on"):
        day = _day((clocks.get("LGO_NOTICE") or {}).get("due_on"))
        return f"Give public notice of the report by {day}.", "move:report.noticed"
    day = _day((clocks.get("LGO_S31") or {}).get("due_on"))
    if not stage.get("considered_on"):
        return f"Have the report considered, and tell the Ombudsman by {day}.", "move:report.considered"
    return f"Tell the Ombudsman by {day} what we will do about the report.", "move:report.answered"


def _day(text: Value) -> str:
    return long_date(date.fromisoformat(str(text))) if text else "the day set"
