"""What the moves of `caseworker.domain.moves.ombudsman` do beyond keeping their answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from caseworker.actions.doing import Doing, Effect
from caseworker.actions.linked_case import NewCase, open_linked
from caseworker.domain import ombudsman as lgo
from caseworker.domain.changes import Value
from caseworker.domain.compensation import kept_pounds, pennies_of
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.kinds import Kind, Status
from caseworker.errors import Problem, ProblemsError


def _opened(doing: Doing) -> None:
    values, on = doing.values, doing.day("received_on")
    _refuse_day_before(values.get("set_due_on"), on, "set_due_on", "Day the Ombudsman set")
    track = values["track"]
    stage: dict[str, Value] = {
        "track": track,
        "ombudsman_reference": values["reference"],
        "questions": values["questions"],
    }
    if track != "premature":
        stage |= {"enquiry_on": on, "set_due_on": values["set_due_on"]}
    asked = values["questions"] or doing.view.value("summary") or "Taken to the Ombudsman"
    open_linked(
        doing,
        NewCase(
            Kind.OMBUDSMAN,
            "ombudsman_of",
            on,
            case={"summary": asked, "channel": "Letter", "parent_reference": doing.view.reference},
            stage=stage,
        ),
    )


def _asked_first(doing: Doing) -> None:
    _refuse_day_before(doing.values["set_due_on"], doing.day("on"), "set_due_on", "Day the Ombudsman set")
    doing.set_stage(track="initial")


def _enquired(doing: Doing) -> None:
    """The reply to an earlier enquiry stays in the history; the clock is that of the new one."""
    _refuse_day_before(doing.values["set_due_on"], doing.day("on"), "set_due_on", "Day the Ombudsman set")
    doing.set_stage(track="investigation", answered_on=None, answered_how="")


def _replied(doing: Doing) -> None:
    on = doing.day("on")
    _refuse_before_enquiry(doing, on)
    if doing.stage.doc.get("track") == "initial":
        doing.set_stage(initial_reply_on=on)
    else:
        doing.set_stage(track="investigation", answered_on=on)
    if doing.view.value("waiting_for"):
        doing.set_case(waiting_for="")


def _drafted(doing: Doing) -> None:
    on, due = doing.day("on"), doing.day("comments_due_on")
    _refuse_day_before(due, on, "comments_due_on", "Comments due by")
    doing.set_stage(track="draft", comments_on=None, comments="")


def _commented(doing: Doing) -> None:
    drafted = doing.stage.doc.get("draft_on")
    on = doing.day("on")
    if drafted and on.isoformat() < drafted:
        raise ProblemsError([Problem("on", "Comments sent must be the day the draft was received or later")])


def _decided(doing: Doing) -> None:
    decision = doing.values["decision"]
    doing.set_stage(outcome=lgo.OUTCOMES.get(decision, ""), track="final")
    if decision in lgo.UPHELD:
        doing.say("Add each remedy and recommendation with its owner and day.")


def _referred_back(doing: Doing) -> None:
    on = doing.day("on")
    doing.set_stage(decision="premature", outcome="premature", track="premature", closed_on=on)
    _close(doing, on, "premature", str(doing.values["reason"] or ""))
    doing.say("Go on with the complaint at the stage it is in.")


def _agreed(doing: Doing) -> None:
    values = doing.values
    payment = values["payment"]
    amount = kept_pounds(pennies_of(values["amount"])) if values["amount"] else None
    if amount and not payment:
        raise ProblemsError([Problem("payment", "Choose the kind of payment")])
    today = doing.office.clock.today()
    task_id = doing.add(
        "task",
        kind=values["kind"],
        what=values["what"],
        remedy_type=values["remedy_type"],
        service=values["service"],
        owner=values["owner"],
        due_on=values["due_on"],
        agreed_on=doing.stage.doc.get("decision_on") or today,
        amount_pounds=amount,
        stage_id=doing.stage.id,
        arising_from="Ombudsman",
    )
    if amount:
        doing.add(
            "payment", stage_id=doing.stage.id, task_id=task_id, kind=payment, amount_pounds=amount,
            agreed_on=doing.stage.doc.get("decision_on") or today,
        )  # fmt: skip
    if doing.stage.doc.get("track") in ("final", "satisfied"):
        doing.set_stage(track="remedy")
    doing.say(f"Due {long_date(doing.day('due_on'))}.")


def _satisfied(doing: Doing) -> None:
    on, evidence = doing.day("on"), doing.values["evidence"]
    doing.set_stage(track="satisfied", unsettled_reason="")
    for task in lgo.unsettled(doing.view.tasks):
        more = {"evidence": evidence} if evidence and not task.doc.get("evidence") else {}
        doing.change(task, satisfied_on=on, **more)


def _not_satisfied(doing: Doing) -> None:
    doing.set_stage(track="not_satisfied")


def _reported(doing: Doing) -> None:
    if not doing.stage.doc.get("decision_on"):
        doing.say("Record the decision in the report too.")
    doing.set_stage(track="report")


def _closed(doing: Doing) -> None:
    left = lgo.unsettled(doing.view.tasks)
    if left and not doing.values["unsettled"]:
        what = str(left[0].doc.get("what") or "a remedy")
        raise ProblemsError([Problem("unsettled", f"Enter why remedies are left unsettled: {what}")])
    on = doing.day("on")
    decided = str(doing.stage.doc.get("decision_on") or "")
    if on.isoformat() < decided:
        raise ProblemsError([Problem("on", "Closed must be the day of the decision or later")])
    doing.set_stage(closed_on=on)
    _close(
        doing, on, str(doing.stage.doc.get("outcome") or ""), str(doing.stage.doc.get("outcome_reason") or "")
    )


def _close(doing: Doing, on: date, outcome: str, reason: str) -> None:
    doing.set_case(
        status=Status.CLOSED.value,
        closed_on=on,
        kind_at_closure=doing.view.kind.value,
        outcome=outcome,
        outcome_reason=reason,
        waiting_for="",
    )


def _refuse_day_before(day: date | None, first: date, name: str, label: str) -> None:
    if day is not None and day < first:
        raise ProblemsError([Problem(name, f"{label} must be on or after {long_date(first)}")])


def _refuse_before_enquiry(doing: Doing, on: date) -> None:
    asked = doing.stage.doc.get("enquiry_on")
    if asked and on.isoformat() < asked:
        day = long_date(date.fromisoformat(asked))
        raise ProblemsError([Problem("on", f"Reply sent must be on or after {day}, when the enquiry came")])


EFFECTS: Mapping[str, Effect] = {
    "ombudsman.opened": _opened,
    "ombudsman.asked_first": _asked_first,
    "ombudsman.enquired": _enquired,
    "ombudsman.replied": _replied,
    "ombudsman.drafted": _drafted,
    "ombudsman.commented": _commented,
    "ombudsman.decided": _decided,
    "ombudsman.referred_back": _referred_back,
    "remedy.agreed": _agreed,
    "remedy.satisfied": _satisfied,
    "remedy.not_satisfied": _not_satisfied,
    "report.received": _reported,
    "ombudsman.closed": _closed,
}
