"""Steps that protect other people in an answer: their views, the redaction and its second person, sign-off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from caseworker.actions.acknowledge import happened_on
from caseworker.actions.doing import Doing, Effect
from caseworker.actions.restrict_requests import let_see
from caseworker.domain.dates_in_words import listed
from caseworker.domain.fold import EntityState
from caseworker.domain.information import decision_of, sign_off_of, third_parties_open
from caseworker.errors import Problem, ProblemsError, RuleError

_WAITING = "approval"


def _since_receipt(doing: Doing, label: str) -> date:
    return happened_on(doing.office, doing.day("on"), doing.view.row.received_on, "on", label)


def _views_asked(doing: Doing) -> None:
    doing.add(
        "third_party",
        stage_id=doing.stage.id,
        full_name=doing.values["who"],
        about=doing.values["about"],
        asked_on=_since_receipt(doing, "Date asked"),
    )


def _views_answered(doing: Doing) -> None:
    asked = _whose_views(doing)
    since = date.fromisoformat(str(asked.doc["asked_on"]))
    day = happened_on(
        doing.office, doing.day("on"), since, "on", "Date received", since="the day they were asked"
    )
    doing.change(asked, answered_on=day, answer=doing.values["answer"], views=doing.values["views"])


def _whose_views(doing: Doing) -> EntityState:
    """Return whose views came: the only person asked, or the one named."""
    waiting = third_parties_open(doing.view)
    wanted = str(doing.values["who"] or "").casefold()
    found = [each for each in waiting if wanted in str(each.doc.get("full_name") or "").casefold()]
    if len(found) != 1:
        names = listed([str(each.doc.get("full_name") or "") for each in waiting])
        raise ProblemsError([Problem("who", f"Enter whose views came: {names} were asked")])
    return found[0]


def _redaction_done(doing: Doing) -> None:
    if doing.values["checker"]:
        if doing.values["checker"] == doing.values["done_by"]:
            raise ProblemsError([Problem("checker", "Choose a second person: not whoever did the redaction")])
        let_see(doing, str(doing.values["checker"]))
    doing.add(
        "decision",
        kind="redaction",
        stage_id=doing.stage.id,
        result="done",
        reason=doing.values["what"],
        decided_by=doing.values["done_by"],
        decided_on=_since_receipt(doing, "Date done"),
    )


def _redaction_checked(doing: Doing) -> None:
    decision = decision_of(doing.view, "redaction")
    if decision is None:
        raise RuleError("Record first that the redaction was done.")
    if doing.values["checked_by"] == decision.doc.get("decided_by"):
        who = doing.office.staff_name(str(decision.doc.get("decided_by")))
        raise RuleError(
            f"{who} did the redaction, so a second person checks it (UK GDPR article 32).",
            field="checked_by",
            source="UK GDPR article 32",
        )
    done_on = date.fromisoformat(str(decision.doc["decided_on"]))
    day = happened_on(
        doing.office, doing.day("on"), done_on, "on", "Date checked", since="the day the redaction was done"
    )
    notes = {"notes": str(doing.values["notes"])} if doing.values["notes"] else {}
    if doing.values["result"] == "right":
        doing.change(decision, approved_by=doing.values["checked_by"], approved_on=day, answers=notes or None)
        return
    doing.change(decision, result="again", answers=notes or None)
    doing.say("It is to be done again before the answer goes out.")


def _redaction_not_needed(doing: Doing) -> None:
    doing.add(
        "decision",
        kind="redaction",
        stage_id=doing.stage.id,
        result="not_needed",
        reason=doing.values["reason"],
        decided_by=doing.office.person.id,
        decided_on=doing.office.clock.today(),
    )


def _sign_off_asked(doing: Doing) -> None:
    doing.add(
        "decision",
        kind="sign_off",
        stage_id=doing.stage.id,
        result="asked",
        reason=doing.values["note"],
        decided_by=doing.office.person.id,
        decided_on=doing.office.clock.today(),
    )
    doing.set_case(waiting_for=_WAITING)


def _signed_off(doing: Doing) -> None:
    decision, me = sign_off_of(doing.view), doing.office.person
    if decision is None:
        raise RuleError("Nothing was put up for sign-off.")
    if me.id == decision.doc.get("decided_by"):
        raise RuleError(
            f"{me.full_name} put the answer up for sign-off, so a second person signs it off.",
            field="result",
        )
    result = str(doing.values["result"])
    if result == "returned" and not doing.values["note"]:
        raise ProblemsError([Problem("note", "Enter what must be changed")])
    notes = {"notes": str(doing.values["note"])} if doing.values["note"] else None
    doing.change(
        decision,
        result=result,
        approved_by=me.id,
        approved_on=doing.office.clock.today(),
        answers=notes,
    )
    if doing.view.value("waiting_for") == _WAITING:
        doing.set_case(waiting_for="")


EFFECTS: Mapping[str, Effect] = {
    "views.asked": _views_asked,
    "views.answered": _views_answered,
    "redaction.done": _redaction_done,
    "redaction.checked": _redaction_checked,
    "redaction.not_needed": _redaction_not_needed,
    "information.sign_off_asked": _sign_off_asked,
    "information.signed_off": _signed_off,
}
