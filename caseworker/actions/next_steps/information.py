"""The next step of information requests, reviews, Commissioner cases and data protection complaints."""

from __future__ import annotations

from caseworker.actions.closing_period import closing_day
from caseworker.actions.contributions import asked_step
from caseworker.actions.information_choices import wants_sign_off
from caseworker.actions.information_request_steps import work_has_begun
from caseworker.domain.cases import CaseView
from caseworker.domain.dates_in_words import listed, long_date
from caseworker.domain.due_words import do_by
from caseworker.domain.exemptions import missing
from caseworker.domain.information import (
    REQUESTS,
    clock_day,
    day_of,
    decision_of,
    exemptions_of,
    is_relied_on,
    running_stop,
    sign_off_of,
    third_parties_open,
)
from caseworker.domain.kinds import Kind
from caseworker.office import Office

Step = tuple[str, str]
_KEPT_INFORMED_DAYS = 28
_ANSWERS = {
    "CLARIFY": ("the clarification", "move:clarification.answered"),
    "FEE": ("the payment", "move:fee.paid"),
    "ID": ("the proof of identity", "move:identity.proved"),
}


def next_step_of(office: Office, view: CaseView) -> Step | None:
    """Return the next step in words and its command; None where the general rules say enough."""
    if not view.status.is_active or view.stage is None:
        return None
    if stopped := _of_stop(office, view):
        return stopped
    written = any(letter.doc.get("status") == "written" for letter in view.letters)
    if view.row.acknowledge_by or written or not view.row.owner_id:
        return None
    if view.kind in REQUESTS:
        return _of_request(office, view)
    if view.kind is Kind.COMMISSIONER:
        return _of_commissioner(office, view)
    if view.kind is Kind.DATA_PROTECTION:
        return _of_complaint(office, view)
    return _of_sign_off(office, view)


def _of_stop(office: Office, view: CaseView) -> Step | None:
    pause = running_stop(view)
    if pause is None or pause.doc.get("kind") not in _ANSWERS:
        return None
    what, command = _ANSWERS[str(pause.doc["kind"])]
    last = closing_day(office, view)
    if last is not None and office.clock.today() > last:
        return (
            f"{_upper(what)} has not come by {long_date(last)}. Close the request as lapsed.",
            "move:request.lapsed",
        )
    until = f" Without it the request may be closed after {long_date(last)}." if last else ""
    return f"Record {what} when it comes.{until}", command


def _of_request(office: Office, view: CaseView) -> Step | None:
    return (
        _of_beginning(view)
        or asked_step(office, view)
        or _of_finding(view)
        or _of_weighing(office, view)
        or _of_people(view)
        or _of_sign_off(office, view)
    )


def _of_beginning(view: CaseView) -> Step | None:
    """Which law it is comes first, as long as nothing else was done under it; then who asks."""
    if not work_has_begun(view) and decision_of(view, "triage") is None:
        return f"Check that {_LAW_WORDS[view.kind]} is the right law for this request.", "move:regime.decided"
    if view.kind is Kind.SAR and not view.value("identity_checked"):
        return "Check who asks, and by what authority, before anything is disclosed.", "move:identity.proved"
    return None


def _of_finding(view: CaseView) -> Step | None:
    stage = view.stage.doc if view.stage else {}
    if view.of_kind("contribution") or stage.get("searched_on"):
        return None
    return "Ask the service that holds the information, or record where we searched.", "case.ask_service"


def _of_weighing(office: Office, view: CaseView) -> Step | None:
    for each in exemptions_of(view):
        if is_relied_on(each) and missing(each.doc):
            label = office.vocabulary.label("exemptions", str(each.doc.get("section"))).partition(":")[0]
            return f"Go on with {label}: enter {missing(each.doc)[0]}.", "part:stages"
    return None


def _of_people(view: CaseView) -> Step | None:
    """Whoever else is in the records: asked for their views, then taken out, then looked at by a second person."""
    if waiting := third_parties_open(view):
        names = listed([str(each.doc.get("full_name") or "") for each in waiting])
        return f"Record the views of {names} when they come.", "move:views.answered"
    decision = decision_of(view, "redaction")
    is_again = decision is not None and decision.doc.get("result") == "again"
    if is_again or (decision is None and view.kind is Kind.SAR):
        return (
            f"Do the redaction{' again' if is_again else ''}: a second person checks it.",
            "move:redaction.done",
        )
    if decision is not None and decision.doc.get("result") == "done" and not decision.doc.get("approved_on"):
        return "Have the redaction checked by a second person.", "move:redaction.checked"
    return None


def _of_sign_off(office: Office, view: CaseView) -> Step | None:
    decision = sign_off_of(view)
    result = decision.doc.get("result") if decision else ""
    if result == "asked":
        return "Sign off the answer, or send it back.", "move:information.signed_off"
    if result == "returned":
        return "Change the answer and ask for sign-off again.", "move:information.sign_off_asked"
    if not result and wants_sign_off(office):
        return "Ask for sign-off of the answer.", "move:information.sign_off_asked"
    return None


def _of_commissioner(office: Office, view: CaseView) -> Step:
    stage = view.stage.doc if view.stage else {}
    if stage.get("number") == "tribunal":
        return "Record the outcome when the tribunal has decided.", "case.answer"
    due = clock_day(view, "ICO_ENQ")
    if due is not None:
        return do_by("Reply to the Commissioner", due, office.clock.today()), "move:commissioner.replied"
    if not stage.get("decision_notice_on"):
        if stage.get("commissioner_replied_on"):
            return "Wait for the decision notice and record it when it comes.", "move:commissioner.decided"
        return "Record what the Commissioner asks, with the day that was set.", "move:commissioner.questions"
    last = clock_day(view, "ICO_APPEAL_BY")
    until = f" An appeal can be made until {long_date(last)}." if last else ""
    return f"Do what the notice orders and record the outcome.{until}", "case.answer"


def _of_complaint(office: Office, view: CaseView) -> Step | None:
    """The person is kept informed: at least every four weeks while it lasts (a limit of our own; s.164A(4))."""
    stage = view.stage.doc if view.stage else {}
    if not stage.get("enquiries_on"):
        return "Make the enquiries and record them, without undue delay.", "move:enquiries.made"
    told = [day for name in ("informed_on", "acknowledged_on") if (day := day_of(stage.get(name)))]
    if told and (office.clock.today() - max(told)).days > _KEPT_INFORMED_DAYS:
        return f"Tell the person how it stands: last told {long_date(max(told))}.", "move:person.informed"
    return _of_sign_off(office, view) or ("Give the person the outcome, without undue delay.", "case.answer")


_LAW_WORDS = {
    Kind.FOI: "freedom of information",
    Kind.EIR: "environmental information",
    Kind.SAR: "subject access",
}


def _upper(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
