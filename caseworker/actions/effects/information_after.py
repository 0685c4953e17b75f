"""Steps of a Commissioner case and of a data protection complaint."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from caseworker.actions.acknowledge import happened_on
from caseworker.actions.doing import Doing, Effect
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.information import clock_day
from caseworker.errors import Problem, ProblemsError, RuleError


def _note(doing: Doing, title: str, name: str) -> None:
    """Keep a long answer as a note of its day."""
    if doing.values[name]:
        doing.add("note", text=f"{title}: {doing.values[name]}", about_on=doing.day("on"), kind="note")


def _questions(doing: Doing) -> None:
    due = doing.values["due"]
    if isinstance(due, date) and due < doing.day("on"):
        raise ProblemsError(
            [Problem("due", "Day the Commissioner set must be on or after the day of the letter")]
        )
    _note(doing, "The Commissioner asks", "what")


def _replied(doing: Doing) -> None:
    """Nothing is due any more until the Commissioner asks again; the day that was set stays in the history."""
    due = clock_day(doing.view, "ICO_ENQ")
    day = doing.day("on")
    if due is not None:
        doing.say("On time." if day <= due else f"Late: the Commissioner had set {long_date(due)}.")
    doing.set_stage(commissioner_asked_on=None, commissioner_due_on=None)
    _note(doing, "Our reply to the Commissioner", "what")


def _decided(doing: Doing) -> None:
    """The notice starts the 28 days of the appeal, and its steps become an action with its day."""
    doing.set_stage(commissioner_asked_on=None, commissioner_due_on=None)
    steps, by = str(doing.values["steps"] or ""), doing.values["steps_by"]
    if isinstance(by, date) and not steps:
        raise ProblemsError([Problem("steps", "Enter the steps that the notice orders")])
    if not steps:
        return
    if not isinstance(by, date):
        raise ProblemsError([Problem("steps_by", "Enter the day by which the notice orders the steps")])
    doing.add(
        "task",
        kind="action",
        what=steps,
        owner=doing.view.row.owner_id,
        due_on=by,
        arising_from="Decision notice of the Commissioner",
        stage_id=doing.stage.id,
    )
    doing.say(f"An action was added, due {long_date(by)}.")


def _appealed(doing: Doing) -> None:
    """The council's own appeal keeps the 28 days; the tribunal alone decides on a late one of the requester."""
    notice = date.fromisoformat(str(doing.stage.doc["decision_notice_on"]))
    day = happened_on(
        doing.office,
        doing.day("on"),
        notice,
        "on",
        "Date of the appeal",
        since="the day of the decision notice",
    )
    last = clock_day(doing.view, "ICO_APPEAL_BY")
    if last is not None and day > last:
        if doing.values["by"] == "council":
            raise RuleError(
                f"The last day to appeal was {long_date(last)}: 28 days from the decision notice (s.57).",
                field="on",
                source="Freedom of Information Act 2000, s.57",
            )
        doing.say("The appeal came after the 28 days; the tribunal decides whether it is heard.")
    doing.set_stage(closed_on=day)
    doing.add_once(
        "tribunal",
        "stage",
        number="tribunal",
        label="Tribunal",
        started_on=day,
        tribunal_reference=doing.values["reference"],
        appealed_by="The person who asked" if doing.values["by"] == "requester" else "The council",
    )


def _informed(doing: Doing) -> None:
    _note(doing, "Told the person", "what")


EFFECTS: Mapping[str, Effect] = {
    "commissioner.questions": _questions,
    "commissioner.replied": _replied,
    "commissioner.decided": _decided,
    "tribunal.appealed": _appealed,
    "person.informed": _informed,
}
