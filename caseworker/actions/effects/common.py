"""What the moves of `caseworker.domain.moves.common` do beyond keeping their answers."""

from __future__ import annotations

from collections.abc import Mapping

from caseworker.actions.doing import Doing, Effect
from caseworker.domain.moves.common import open_sign_off
from caseworker.errors import Problem, ProblemsError

_WAITING = "approval"


def _safeguarding_told(doing: Doing) -> None:
    on = doing.day("on")
    for task in doing.view.tasks:
        if task.doc.get("kind") == "safeguarding" and not task.doc.get("done_on"):
            doing.change(task, done_on=on, evidence=doing.values["who"])


def _asked(doing: Doing) -> None:
    office, values = doing.office, doing.values
    if values["who"] == office.person.id:
        raise ProblemsError([Problem("who", "Who is to approve must be somebody else than you")])
    doing.add(
        "decision",
        kind="sign_off",
        stage_id=doing.view.stage.id if doing.view.stage else "",
        result="asked",
        reason=values["what"],
        answers={"Asked of": office.staff_name(values["who"])},
        decided_by=office.person.id,
        decided_on=office.clock.today(),
    )
    doing.set_case(waiting_for=_WAITING)


def _given(doing: Doing) -> None:
    office, values = doing.office, doing.values
    if values["result"] == "returned" and not values["comment"]:
        raise ProblemsError([Problem("comment", "Enter what is to be changed")])
    asked = open_sign_off(doing.view)
    if asked is None:
        return
    doing.change(
        asked,
        result=values["result"],
        approved_by=office.person.id,
        approved_on=office.clock.today(),
        answers={**(asked.doc.get("answers") or {}), "Comment": values["comment"]},
    )
    if doing.view.value("waiting_for") == _WAITING:
        doing.set_case(waiting_for="")


EFFECTS: Mapping[str, Effect] = {
    "safeguarding.told": _safeguarding_told,
    "signoff.asked": _asked,
    "signoff.given": _given,
}
