"""Who must be told of a deadline: the list and the rule say the same on every day, whatever was told before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from caseworker.actions.extend import extend
from caseworker.actions.look_up import list_numbers, open_case, query
from caseworker.clock import Clock
from caseworker.domain.changes import Draft
from caseworker.domain.editing import CaseEdits
from caseworker.domain.work import Head, head_for, must_be_told
from caseworker.office import Office, Transaction
from tests.example_office import log_complaint

DAYS = [date(2025, 10, 13) + timedelta(days=n) for n in range(12)]
DUE = date(2025, 10, 20)


def tell(office: Office, case_id: str, on: date, due: date) -> None:
    """Record that the head was told on a day."""

    def make(transaction: Transaction) -> list[Draft]:
        view = transaction.case(case_id)
        edits = CaseEdits(view, office.ids)
        edits.set(view.case, escalated_on=on.isoformat(), escalated_due_on=due.isoformat())
        return [edits.draft("head.told")]

    office.save(make)


def days_told(office: Office, case_id: str) -> list[date]:
    """The days on which the case is to be escalated, by the list; the rule must agree."""
    found = []
    for day in DAYS:
        office.clock = Clock(day, office.clock.system_now)
        view = open_case(office, case_id)
        listed = len(list_numbers(office, query(office, "to_escalate"))) == 1
        assert listed == must_be_told(view.case.doc, view.row.due_on, day, office.tell_until()), day
        if listed:
            found.append(day)
    return found


@pytest.fixture
def case_id(office: Office) -> str:
    """A complaint due on Monday 20 October."""
    return log_complaint(office, received_on=date(2025, 10, 6)).case_id


def test_from_the_third_working_day_before_until_somebody_is_told(office: Office, case_id: str) -> None:
    assert days_told(office, case_id) == [day for day in DAYS if day >= date(2025, 10, 15)]


@pytest.mark.parametrize("on", [date(2025, 10, 15), date(2025, 10, 17), DUE])
def test_told_before_it_is_due_again_the_day_after_the_deadline(
    office: Office, case_id: str, on: date
) -> None:
    tell(office, case_id, on, DUE)
    assert days_told(office, case_id) == [day for day in DAYS if day > DUE]


def test_told_after_the_deadline_it_is_told_for_good(office: Office, case_id: str) -> None:
    tell(office, case_id, date(2025, 10, 21), DUE)
    assert days_told(office, case_id) == []


def test_a_deadline_that_was_moved_is_told_of_anew(office: Office, case_id: str) -> None:
    tell(office, case_id, date(2025, 10, 15), DUE)
    extend(office, case_id, date(2025, 10, 23), "The records are with the court")
    assert days_told(office, case_id) == [day for day in DAYS if day >= date(2025, 10, 20)]


def test_the_head_of_the_service_comes_before_the_head_of_the_division() -> None:
    heads = {
        "S": {"name": "Jo", "email": "jo@x.example"},
        "D": {"name": "Di", "email": "di@x.example"},
        "E": {},
    }
    assert head_for(heads, "S", "D") == Head("Jo", "jo@x.example")
    assert head_for(heads, "T", "D") == Head("Di", "di@x.example")
    assert head_for(heads, "E", "E") is None
    assert head_for({}, "", "") is None
