"""The steps of an information case as a list: done, under way, to do, or only when needed, each with what does it.

Source: interface brief 4.6; rule book 4.6.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from caseworker.actions import information_request_steps as of_request
from caseworker.actions.information_step import (
    State,
    Step,
    acknowledged_step,
    answered_step,
    kept_step,
    linked_step,
    received_step,
    sign_off_step,
)
from caseworker.actions.ombudsman_steps import track_steps
from caseworker.domain.cases import CaseView
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.information import INFORMATION, REQUESTS, clock_day, day_of
from caseworker.domain.kinds import Kind
from caseworker.office import Office


def steps_of(office: Office, view: CaseView) -> tuple[Step, ...]:
    """Return the steps of an information or Ombudsman case in the order they are taken; none for other kinds."""
    if view.kind is Kind.OMBUDSMAN:
        return track_steps(office, view)
    if view.kind not in INFORMATION or view.stage is None:
        return ()
    if view.kind in REQUESTS:
        return tuple(_request(office, view))
    if view.kind is Kind.COMMISSIONER:
        return tuple(_commissioner(office, view))
    if view.kind is Kind.DATA_PROTECTION:
        return tuple(_complaint(office, view))
    return tuple(_review(office, view))


def progress(steps: Sequence[Step]) -> str:
    """Return how far a case is, in words: "4 of 9 done, now: services asked"."""
    counted = [step for step in steps if step.state is not State.IF_NEEDED]
    done = sum(step.state is State.DONE for step in counted)
    words, now = f"{done} of {len(counted)} done", current_step(steps)
    return f"{words}, now: {now.label[:1].lower()}{now.label[1:]}" if now else words


def current_step(steps: Sequence[Step]) -> Step | None:
    """Return the step under way, else the first that is to do; None when all are done."""
    doing = next((step for step in steps if step.state is State.DOING), None)
    return doing or next((step for step in steps if step.state is State.TO_DO), None)


def _request(office: Office, view: CaseView) -> Iterator[Step]:
    yield received_step(view)
    yield acknowledged_step(view)
    yield of_request.law_step(view)
    if view.kind is Kind.SAR:
        yield of_request.identity_step(view)
    yield of_request.stop_step(view, "CLARIFY", "Clarification", "clarification", "Ask for clarification")
    if view.kind is Kind.FOI:
        yield of_request.stop_step(view, "FEE", "Fee", "fee", "Give a fees notice")
    yield of_request.services_step(office, view)
    yield of_request.searched_step(view)
    if view.kind is Kind.FOI:
        yield of_request.cost_step(view)
    yield of_request.exemptions_step(office, view)
    if view.kind is Kind.FOI:
        yield of_request.interest_step(view)
    yield of_request.views_step(view)
    yield of_request.redaction_step(office, view)
    yield sign_off_step(office, view)
    yield answered_step(office, view)
    if view.kind is not Kind.SAR:
        yield of_request.log_step(view)
    yield linked_step(view, "reviewed_by", "Internal review", "review.opened", "Open an internal review")
    yield linked_step(
        view, "taken_to_commissioner", "Commissioner", "commissioner.opened", "Open the Commissioner's case"
    )


def _review(office: Office, view: CaseView) -> Iterator[Step]:
    yield received_step(view, "Review asked for")
    yield acknowledged_step(view)
    yield sign_off_step(office, view)
    yield answered_step(office, view)
    yield linked_step(
        view, "taken_to_commissioner", "Commissioner", "commissioner.opened", "Open the Commissioner's case"
    )


def _complaint(office: Office, view: CaseView) -> Iterator[Step]:
    yield received_step(view)
    yield acknowledged_step(view)
    stage = view.stage.doc if view.stage else {}
    yield kept_step(
        "Enquiries made",
        stage.get("enquiries_on"),
        stage.get("enquiries"),
        "enquiries.made",
        "Record enquiries",
    )
    told = day_of(stage.get("informed_on"))
    yield Step(
        "Person kept informed",
        State.DONE if told else State.IF_NEEDED,
        told,
        "Last told that day." if told else "Told how it stands while it lasts.",
        "move:person.informed",
        "Record what they were told",
    )
    yield sign_off_step(office, view)
    yield answered_step(office, view, "Outcome")
    yield linked_step(
        view, "taken_to_commissioner", "Commissioner", "commissioner.opened", "Open the Commissioner's case"
    )


def _commissioner(office: Office, view: CaseView) -> Iterator[Step]:
    yield received_step(view, "Commissioner wrote")
    first = view.stages[0].doc
    due, replied = clock_day(view, "ICO_ENQ"), day_of(first.get("commissioner_replied_on"))
    if due is not None:
        yield Step(
            "Reply to the Commissioner",
            State.DOING,
            due,
            f"Due {long_date(due)}.",
            "move:commissioner.replied",
            "Record our reply",
        )
    else:
        yield Step(
            "Reply to the Commissioner",
            State.DONE if replied else State.TO_DO,
            replied,
            "Answered; further questions may come." if replied else "Nothing was asked yet.",
            "move:commissioner.questions",
            "Record questions",
        )
    notice = day_of(first.get("decision_notice_on"))
    words = office.vocabulary.label("commissioner_decisions", str(first.get("decision_notice") or ""))
    yield Step(
        "Decision notice",
        State.DONE if notice else State.TO_DO,
        notice,
        f"{words}." if notice and words else "",
        "move:commissioner.decided",
        "Record the decision notice",
    )
    yield _tribunal(view)
    yield answered_step(office, view, "Outcome")


def _tribunal(view: CaseView) -> Step:
    stage = next((each.doc for each in view.stages if each.doc.get("number") == "tribunal"), None)
    if stage is not None:
        on = day_of(stage.get("started_on"))
        state = State.DONE if stage.get("answered_on") else State.DOING
        return Step("Tribunal", state, on, f"Appealed by {str(stage.get('appealed_by') or '').lower()}.")
    last = clock_day(view, "ICO_APPEAL_BY")
    words = f"An appeal can be made until {long_date(last)}." if last else ""
    return Step("Tribunal", State.IF_NEEDED, last, words, "move:tribunal.appealed", "Record an appeal")


__all__ = ["State", "Step", "current_step", "progress", "steps_of"]
