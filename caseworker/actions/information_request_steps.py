"""The steps that only requests for information have: law, stops, search, exemptions, other people, redaction."""

from __future__ import annotations

from datetime import date

from caseworker.actions.contributions import service_words
from caseworker.actions.information_step import State, Step, kept_step
from caseworker.domain.cases import CaseView
from caseworker.domain.dates_in_words import listed, long_date
from caseworker.domain.exemptions import missing, standing
from caseworker.domain.information import (
    day_of,
    decision_of,
    exemptions_of,
    is_relied_on,
    running_stop,
    stops_of,
)
from caseworker.domain.kinds import Kind
from caseworker.office import Office


def work_has_begun(view: CaseView) -> bool:
    """Return whether something was asked, found or searched for: nobody asks any more which law it is under."""
    searched = view.stage is not None and view.stage.doc.get("searched_on")
    return bool(view.of_kind("contribution") or exemptions_of(view) or searched)


def law_step(view: CaseView) -> Step:
    """Which law the request is dealt with under: as it was logged, once the work has begun, or as decided."""
    decision = decision_of(view, "triage")
    if decision is None:
        begun = work_has_begun(view)
        return Step(
            "Law that applies",
            State.DONE if begun else State.TO_DO,
            day_of(view.value("received_on")) if begun else None,
            f"{view.kind.label}, as it was logged." if begun else "Not checked yet.",
            "move:regime.decided",
            "Decide which law applies",
        )
    return Step(
        "Law that applies",
        State.DONE,
        day_of(decision.doc.get("decided_on")),
        f"{decision.doc.get('result')}.",
        "move:regime.decided",
        "Decide again",
    )


def identity_step(view: CaseView) -> Step:
    """Whether identity and authority were checked, or proof is awaited."""
    pause, checked = running_stop(view, "ID"), view.value("identity_checked")
    if pause is not None:
        since = day_of(pause.doc.get("from_on"))
        return Step(
            "Identity and authority",
            State.DOING,
            since,
            "Proof was asked for; the clock stands still.",
            "move:identity.proved",
            "Record the check",
        )
    ended = [day_of(p.doc.get("to_on")) for p in stops_of(view, "ID")]
    return Step(
        "Identity and authority",
        State.DONE if checked else State.TO_DO,
        ended[-1] if ended else None,
        f"{str(checked).rstrip('.')}." if checked else "Nobody has checked who asks.",
        "move:identity.proved",
        "Record the check",
    )


def stop_step(view: CaseView, kind: str, label: str, code: str, ask: str) -> Step:
    """A stop of the clock: only when it is needed, under way while it lasts, done when it is over."""
    asked, paid = ("asked", "paid") if kind == "FEE" else ("asked", "answered")
    stops = stops_of(view, kind)
    if not stops:
        return Step(label, State.IF_NEEDED, None, "", f"move:{code}.{asked}", ask)
    last = stops[-1].doc
    since, until = day_of(last.get("from_on")), day_of(last.get("to_on"))
    if until is None:
        words = f"Asked {long_date(since)}; the clock stands still." if since else ""
        button = "Record the payment" if kind == "FEE" else "Record the answer"
        return Step(label, State.DOING, since, words, f"move:{code}.{paid}", button)
    word = "paid" if kind == "FEE" else "answered"
    words = f"Asked {long_date(since)}, {word} {long_date(until)}." if since else ""
    return Step(label, State.DONE, until, words, f"move:{code}.{asked}", ask)


def services_step(office: Office, view: CaseView) -> Step:
    """What was asked of services and what came."""
    asked = view.of_kind("contribution")
    waiting = [each for each in asked if not each.doc.get("received_on")]
    if waiting:
        names = listed(
            list(dict.fromkeys(service_words(office, str(e.doc.get("service") or "")) for e in waiting))
        )
        due = min((str(e.doc["due_on"]) for e in waiting if e.doc.get("due_on")), default="")
        by = f", due {long_date(date.fromisoformat(due))}" if due else ""
        return Step(
            "Services asked",
            State.DOING,
            day_of(due),
            f"Waiting for {names}{by}.",
            "case.reply",
            "Record the reply",
        )
    if asked:
        last = max(str(each.doc["received_on"]) for each in asked)
        words = "1 reply came." if len(asked) == 1 else f"{len(asked)} replies came."
        return Step(
            "Services asked", State.DONE, day_of(last), words, "case.ask_service", "Ask another service"
        )
    searched = view.stage is not None and view.stage.doc.get("searched_on")
    state = State.IF_NEEDED if searched else State.TO_DO
    return Step("Services asked", state, None, "", "case.ask_service", "Ask a service")


def searched_step(view: CaseView) -> Step:
    """Where was searched; services that reply have searched themselves."""
    stage = view.stage.doc if view.stage else {}
    button = "Record where we searched"
    is_found_by_others = not stage.get("searched_on") and bool(view.of_kind("contribution"))
    step = kept_step(
        "Places searched", stage.get("searched_on"), stage.get("search_places"), "places.searched", button
    )
    if is_found_by_others and view.kind is not Kind.SAR:
        return Step(step.label, State.IF_NEEDED, None, "", step.command, button)
    return step


def cost_step(view: CaseView) -> Step:
    """What the work costs against the limit of section 12."""
    decision = decision_of(view, "cost_limit")
    if decision is None:
        return Step("Cost limit", State.IF_NEEDED, None, "", "case.cost_limit", "Work out the cost")
    total = str((decision.doc.get("answers") or {}).get("Total") or "")
    above = "above the limit" if decision.doc.get("result") == "above" else "within the limit"
    on = day_of(decision.doc.get("decided_on"))
    return Step("Cost limit", State.DONE, on, f"{total}: {above}.", "case.cost_limit", "Work out again")


def exemptions_step(office: Office, view: CaseView) -> Step:
    """The exemptions chosen, and what is missing of their tests."""
    chosen = exemptions_of(view)
    label = "Exceptions" if view.kind is Kind.EIR else "Exemptions"
    button = f"Choose an {label[:-1].lower()}"
    if not chosen:
        return Step(label, State.IF_NEEDED, None, "", "case.exemption", button)
    names = listed([exemption_name(office, each.doc) for each in chosen])
    todo = [each for each in chosen if is_relied_on(each) and missing(each.doc)]
    if todo:
        words = f"{names}. {standing(todo[0].doc)}."
        return Step(label, State.DOING, None, words, "case.exemption", button)
    return Step(label, State.DONE, None, f"{names}.", "case.exemption", button)


def exemption_name(office: Office, doc: dict[str, object]) -> str:
    """Return an exemption as it is cited: "Section 43(2)"."""
    label = office.vocabulary.label("exemptions", str(doc.get("section") or "")).partition(":")[0]
    return f"{label}{doc.get('subsection') or ''}"


def interest_step(view: CaseView) -> Step:
    """Whether notice of a public interest extension was given."""
    stage = view.stage.doc if view.stage else {}
    notice, until = day_of(stage.get("pit_notice_on")), day_of(stage.get("extended_to"))
    label, button = "Public interest extension", "Extend to weigh the public interest"
    if notice is None:
        return Step(label, State.IF_NEEDED, None, "", "move:interest.extended", button)
    words = f"Notice was given; the answer is due {long_date(until)}." if until else "Notice was given."
    return Step(label, State.DONE, notice, words)


def views_step(view: CaseView) -> Step:
    """Whose views were asked, and who has answered."""
    asked, label = view.of_kind("third_party"), "Views of other people"
    waiting = [each for each in asked if not each.doc.get("answered_on")]
    ask = ("move:views.asked", "Ask for views")
    if not asked:
        return Step(label, State.IF_NEEDED, None, "", *ask)
    names = listed([str(each.doc.get("full_name") or "") for each in (waiting or asked)])
    if waiting:
        since = day_of(min(str(each.doc.get("asked_on")) for each in waiting))
        return Step(
            label, State.DOING, since, f"Waiting for {names}.", "move:views.answered", "Record the views"
        )
    last = day_of(max(str(each.doc["answered_on"]) for each in asked))
    return Step(label, State.DONE, last, f"{names} answered.", *ask)


def redaction_step(office: Office, view: CaseView) -> Step:
    """Whether the redaction was done, and checked by a second person."""
    decision, label = decision_of(view, "redaction"), "Redaction and its check"
    if decision is None or decision.doc.get("result") == "again":
        state = State.IF_NEEDED if decision is None and view.kind is not Kind.SAR else State.TO_DO
        words = "To be done again." if decision is not None else ""
        return Step(label, state, None, words, "move:redaction.done", "Record the redaction")
    done_by = office.staff_name(str(decision.doc.get("decided_by") or ""))
    on = day_of(decision.doc.get("decided_on"))
    if decision.doc.get("result") == "not_needed":
        reason = str(decision.doc.get("reason") or "").rstrip(".")
        return Step(
            label, State.DONE, on, f"Not needed: {reason}.", "move:redaction.done", "Record the redaction"
        )
    if not decision.doc.get("approved_on"):
        words = f"Done by {done_by}; a second person has to look."
        return Step(label, State.DOING, on, words, "move:redaction.checked", "Record the check")
    by = office.staff_name(str(decision.doc.get("approved_by") or ""))
    return Step(
        label, State.DONE, day_of(decision.doc["approved_on"]), f"Done by {done_by}, checked by {by}."
    )


def log_step(view: CaseView) -> Step:
    """Whether the answer is in the disclosure log."""
    kept = view.value("disclosure_log")
    command, label = "move:disclosure_log.decided", "Disclosure log"
    if kept is None:
        return Step(label, State.IF_NEEDED, None, "", command, "Decide on the disclosure log")
    return Step(label, State.DONE, None, "Published." if kept else "Not published.", command, "Decide again")
