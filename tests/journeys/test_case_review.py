"""A historic case review: somebody who had no part in it looks again, and the person is told."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.actions.case_words import next_step
from caseworker.actions.look_up import open_case
from caseworker.actions.moves import make_move
from caseworker.domain.kinds import Kind, Status
from caseworker.errors import ProblemsError, RuleError
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint


def step(office: Office, case_id: str) -> tuple[str, str]:
    return next_step(office, open_case(office, case_id))


def test_a_case_review_from_the_reviewer_to_the_letter(office: Office) -> None:
    case_id = log_complaint(office, kind=Kind.CASE_REVIEW, risk="", summary="Care in 1998 to 2001").case_id
    assert step(office, case_id)[1] == "move:review.appointed"
    with pytest.raises(RuleError, match="No reviewer"):
        make_move(office, case_id, "review.found", {"on": TODAY, "findings": "…"})
    with pytest.raises(ProblemsError, match="no part"):
        make_move(office, case_id, "review.appointed", {"on": TODAY, "full_name": "Dr Eve Lim"})
    values = {"on": TODAY, "full_name": "Dr Eve Lim", "due_on": date(2025, 12, 1), "independent": True}
    make_move(office, case_id, "review.appointed", values)
    assert step(office, case_id) == (
        "Record the findings when they come. They are wanted by Monday 1 December 2025. "
        "Write the letter: Case review begins (L56a).",
        "move:review.found",
    )
    make_move(office, case_id, "review.found", {"on": TODAY, "findings": "Records were lost in 2003."})
    assert step(office, case_id)[1] == "move:review.closed"
    make_move(office, case_id, "review.closed", {"on": TODAY, "how": "Letter", "reason": "What was found"})
    view = open_case(office, case_id)
    assert (view.status, view.value("outcome"), view.row.on_time) == (Status.CLOSED, "case_review", None)
