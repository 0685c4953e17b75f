"""What the moves of `caseworker.domain.moves.other_kinds` do beyond keeping their answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from caseworker.actions.doing import Doing, Effect
from caseworker.actions.effects.closing import close_case
from caseworker.actions.linked_case import NewCase, open_linked
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.kinds import Kind
from caseworker.errors import Problem, ProblemsError


def _held(doing: Doing) -> None:
    until = doing.values["until"]
    if until is None:
        return
    if until < doing.day("on"):
        raise ProblemsError(
            [Problem("until", "Full reply promised by must be the day of the holding reply or later")]
        )
    doing.set_case(follow_up_on=until)
    due = doing.view.row.due_on
    if due is not None and until > due:
        doing.say(f"The deadline stays {long_date(due)}: the full reply is promised for later.")


def _complaint_logged(doing: Doing) -> None:
    values = doing.values
    name = values["full_name"]
    parts = (("party", {"role": "complaining", "full_name": name}),) if name else ()
    open_linked(
        doing,
        NewCase(
            Kind(values["kind"]),
            "from_enquiry",
            doing.day("received_on"),
            case={
                "summary": values["summary"],
                "wants": values["wants"],
                "channel": doing.view.value("channel"),
                "raised_by": "" if name else doing.view.value("raised_by"),
            },
            parts=parts,
            roles=("child",) if name else ("complaining", "child", "representative"),
        ),
    )
    doing.say("The enquiry goes on with its own deadline.")


def _passed_on(doing: Doing) -> None:
    service = doing.values["service"]
    if service != doing.view.value("service"):
        division = doing.office.vocabulary.parent_of("services", service)
        doing.set_case(service=service, division=division or doing.view.value("division"), team="")


def _compliment_closed(doing: Doing) -> None:
    close_case(doing, doing.day("on"), "thanked")


def _comment_closed(doing: Doing) -> None:
    close_case(doing, doing.day("on"), "answered")


def _appointed(doing: Doing) -> None:
    values, on = doing.values, doing.day("on")
    if values["due_on"] is not None and values["due_on"] < on:
        raise ProblemsError(
            [Problem("due_on", "Findings wanted by must be the day of the appointment or later")]
        )
    doing.add(
        "appointment",
        role="reviewer",
        stage_id=doing.stage.id,
        full_name=values["full_name"],
        organisation=values["organisation"],
        appointed_on=on,
        is_independent=True,
    )
    if values["due_on"] is not None:
        doing.set_case(follow_up_on=values["due_on"])


def _review_closed(doing: Doing) -> None:
    on, found = doing.day("on"), str(doing.stage.doc.get("findings_on") or "")
    if on.isoformat() < found:
        raise ProblemsError(
            [Problem("on", f"The day must be on or after {_words(found)}, when the findings came")]
        )
    close_case(doing, on, "case_review", str(doing.values["reason"] or ""))


def _words(day: str | None) -> str:
    return long_date(date.fromisoformat(day)) if day else ""


EFFECTS: Mapping[str, Effect] = {
    "enquiry.held": _held,
    "enquiry.complaint_logged": _complaint_logged,
    "compliment.passed_on": _passed_on,
    "compliment.closed": _compliment_closed,
    "comment.passed_on": _passed_on,
    "comment.closed": _comment_closed,
    "review.appointed": _appointed,
    "review.closed": _review_closed,
}
