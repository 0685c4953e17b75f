"""Reopening keeps the first closure, once and for all."""

from __future__ import annotations

from datetime import date

from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.look_up import open_case
from caseworker.actions.reopen import reopen_case
from caseworker.actions.undo import undo
from caseworker.office import Office
from tests.example_office import log_complaint


def first_closure(office: Office, case_id: str) -> tuple[object, object]:
    view = open_case(office, case_id)
    return view.value("first_closed_on"), view.value("first_outcome")


def test_the_first_closure_is_kept_through_every_reopening(office: Office) -> None:
    case_id = log_complaint(office, received_on=date(2025, 10, 1)).case_id
    answer_case(
        office, case_id, Answer(date(2025, 10, 8), "not_upheld", "No fault found", root_cause="Delay")
    )
    assert first_closure(office, case_id) == (None, None)
    reopened = reopen_case(office, case_id, "New evidence")
    assert first_closure(office, case_id) == ("2025-10-08", "not_upheld")
    answer_case(office, case_id, Answer(date(2025, 10, 15), "upheld", "The visit was missed"))
    reopen_case(office, case_id, "The remedy was not agreed")
    assert first_closure(office, case_id) == ("2025-10-08", "not_upheld")
    assert reopened.group_id


def test_undoing_the_reopening_takes_it_back(office: Office) -> None:
    case_id = log_complaint(office, received_on=date(2025, 10, 1)).case_id
    answer_case(
        office, case_id, Answer(date(2025, 10, 8), "not_upheld", "No fault found", root_cause="Delay")
    )
    undo(office, reopen_case(office, case_id, "By mistake").group_id)
    assert first_closure(office, case_id) == (None, None)
    assert open_case(office, case_id).value("outcome") == "not_upheld"
