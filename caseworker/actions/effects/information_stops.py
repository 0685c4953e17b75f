"""Stops of the clock as steps: clarification, fee, identity; and the close of a request that nobody took up again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from caseworker.actions.acknowledge import happened_on
from caseworker.actions.closing_period import closing_day
from caseworker.actions.doing import Doing, Effect
from caseworker.actions.stage_clocks import running_stage, stopped
from caseworker.actions.stops import case_without, last_day, running_stops, still_stopped
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.fold import EntityState
from caseworker.domain.information import clock_day, day_of, running_stop
from caseworker.domain.kinds import Status
from caseworker.domain.pauses import PauseKind
from caseworker.errors import RuleError


def stop(doing: Doing, kind: PauseKind, reason: str) -> None:
    """Stop the clock from the day answered with, or say that it would change nothing (RuleError)."""
    stage = running_stage(doing.view.stage)
    day = happened_on(doing.office, doing.day("on"), doing.view.row.received_on, "on", "Date asked")
    pause = {"stage_id": stage.id, "kind": kind.value, "from_on": day.isoformat(), "reason": reason}
    mine = [p.doc for p in doing.view.pauses if p.doc.get("stage_id") == stage.id]
    stopped(doing.office, doing.view.kind, stage, mine, pause)
    doing.add("pause", **pause)
    doing.set_case(status=Status.PAUSED.value, waiting_for="person")
    doing.say(kind.sentence)


def go_on(doing: Doing, kind: PauseKind) -> EntityState:
    """Let the clock go on from the day answered with. Return the stop that is over."""
    pause = running_stop(doing.view, kind.value)
    if pause is None:
        raise RuleError("The clock does not stand still for this.")
    since = date.fromisoformat(str(pause.doc["from_on"]))
    day = happened_on(
        doing.office, doing.day("on"), since, "on", "Date received", since="the day it was asked"
    )
    stage_id = str(pause.doc.get("stage_id") or "")
    over = running_stops(doing.view, stage_id, kind.value)
    for each in over:
        doing.change(each, to_on=last_day(each, day))
    doing.set_case(**case_without(doing.view, stage_id, over))
    doing.say(still_stopped(doing.view, stage_id, over))
    return pause


def _clarification_asked(doing: Doing) -> None:
    stop(doing, PauseKind.CLARIFY, str(doing.values["what"] or ""))


def _clarification_answered(doing: Doing) -> None:
    go_on(doing, PauseKind.CLARIFY)
    if doing.values["answer"]:
        doing.add(
            "note", text=f"Clarification: {doing.values['answer']}", about_on=doing.day("on"), kind="note"
        )


def _fee_asked(doing: Doing) -> None:
    stop(doing, PauseKind.FEE, str(doing.values["what"] or ""))
    doing.set_stage(fee_pounds=doing.values["amount"])


def _fee_paid(doing: Doing) -> None:
    last, day = clock_day(doing.view, "FOI_FEE_BY"), doing.day("on")
    if last is not None and day > last:
        raise RuleError(
            f"The fee had to be paid by {long_date(last)}, within three months of the notice (s.9(2)). Close the"
            " request as lapsed and log a new one.",
            field="on",
            source="Freedom of Information Act 2000, s.9(2)",
        )
    go_on(doing, PauseKind.FEE)


def _identity_asked(doing: Doing) -> None:
    stop(doing, PauseKind.ID, str(doing.values["what"] or ""))


def _identity_proved(doing: Doing) -> None:
    """The proof ends the stop where there is one; where identity was never in doubt it is only kept."""
    if running_stop(doing.view, "ID"):
        go_on(doing, PauseKind.ID)
    else:
        happened_on(doing.office, doing.day("on"), doing.view.row.received_on, "on", "Date the proof came")
    doing.set_case(identity_checked=str(doing.values["how"]))
    if doing.values["authority"]:
        doing.add(
            "note",
            text=f"Authority to act: {doing.values['authority']}",
            about_on=doing.day("on"),
            kind="note",
        )


def _lapsed(doing: Doing) -> None:
    last, today = closing_day(doing.office, doing.view), doing.office.clock.today()
    if last is not None and today <= last:
        rule = "s.9(2)" if running_stop(doing.view, "FEE") else "section 45 Code of Practice 1.14"
        raise RuleError(
            f"The request may be closed as lapsed after {long_date(last)} ({rule}). Until then the clock stands still.",
            source="Freedom of Information Act 2000, s.1(3), s.9(2)",
        )
    reason = str(doing.values["reason"])
    doing.set_stage(outcome="lapsed", outcome_reason=reason, closed_on=today)
    doing.set_case(
        status=Status.CLOSED.value,
        closed_on=today,
        kind_at_closure=doing.view.kind.value,
        outcome="lapsed",
        outcome_reason=reason,
        waiting_for="",
    )
    asked = day_of((running_stop(doing.view) or doing.stage).doc.get("from_on"))
    if asked:
        doing.say(f"Nothing came since {long_date(asked)}.")


EFFECTS: Mapping[str, Effect] = {
    "clarification.asked": _clarification_asked,
    "clarification.answered": _clarification_answered,
    "fee.asked": _fee_asked,
    "fee.paid": _fee_paid,
    "identity.asked": _identity_asked,
    "identity.proved": _identity_proved,
    "request.lapsed": _lapsed,
}
