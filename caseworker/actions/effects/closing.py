"""Closing a case by a step of its own."""

from __future__ import annotations

from datetime import date

from caseworker.actions.doing import Doing
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.kinds import Status
from caseworker.errors import Problem, ProblemsError


def close_case(doing: Doing, on: date, outcome: str, reason: str = "") -> None:
    """Close the case with its stage; the day it was answered is the day it closes, unless it was answered before.

    Raises:
        ProblemsError: the day lies before the day the case was received.
    """
    received = doing.view.row.received_on
    if on < received:
        words = f"The day must be on or after {long_date(received)}, when the case was received"
        raise ProblemsError([Problem("on", words)])
    if doing.view.stage is not None:
        more = {} if doing.stage.doc.get("answered_on") else {"answered_on": on}
        doing.set_stage(outcome=outcome, outcome_reason=reason, closed_on=on, **more)
    doing.set_case(
        status=Status.CLOSED.value,
        closed_on=on,
        kind_at_closure=doing.view.kind.value,
        outcome=outcome,
        outcome_reason=reason,
        waiting_for="",
    )
