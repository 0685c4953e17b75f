"""The page of actions over all cases, and the register of compensation: rows, views and totals that equal them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.actions.learning import (
    TASK_LISTS,
    PaymentLine,
    counts,
    lines_of,
    read_register,
    read_tasks,
    register_of,
)
from caseworker.actions.payments import Payment, record_payment
from caseworker.actions.points import add_points, change_point, points_of
from caseworker.actions.restricted import restrict_case
from caseworker.actions.tasks import NewTask, TaskRef, add_task, finish_tasks, remove_task
from caseworker.actions.void import void_case
from caseworker.domain.periods import financial_year
from caseworker.errors import RuleError
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint
from tests.learning.test_points import view_of

THIS_YEAR = financial_year(2025)


@pytest.fixture
def case_id(office: Office) -> str:
    found = log_complaint(office).case_id
    add_points(office, found, ["No visits"])
    point_id = points_of(view_of(office, found))[0].id
    change_point(office, view_of(office, found), point_id, {"finding": "upheld"})
    add_task(
        office,
        found,
        NewTask("Late one", due_on=date(2025, 10, 1), point_id=point_id, owner=office.person.id),
    )
    add_task(office, found, NewTask("Soon", "remedy", due_on=date(2025, 10, 17), service="Youth Services"))
    add_task(office, found, NewTask("Whenever", learning="Ring back in two days", may_publish=True))
    return found


def whats(office: Office, code: str) -> list[str]:
    return [line.what for line in lines_of(read_tasks(office), code)]


def test_each_view_holds_its_actions_and_its_count(office: Office, case_id: str) -> None:
    assert {view.code: whats(office, view.code) for view in TASK_LISTS} == {
        "overdue": ["Late one"],
        "due_soon": ["Soon"],
        "service": ["Late one", "Whenever", "Soon"],
        "no_owner": ["Soon", "Whenever"],
        "remedies": ["Soon"],
        "done": [],
        "learning": ["Whenever"],
        "publish": ["Whenever"],
        "all": ["Late one", "Soon", "Whenever"],
    }
    lines = read_tasks(office)
    assert counts(lines) == {view.code: len(lines_of(lines, view.code)) for view in TASK_LISTS}
    with pytest.raises(RuleError, match="no view called"):
        lines_of(lines, "mine")


def test_an_action_says_its_case_its_source_and_its_finding(office: Office, case_id: str) -> None:
    line = lines_of(read_tasks(office), "overdue")[0]
    assert (line.reference, line.source, line.finding) == ("CYP-2025-0001", "Stage 1, point 1", "Upheld")
    assert (line.owner, line.service) == ("Asha Khan", "Corporate Parenting")
    assert line.state_words == "Late by 10 working days"


def test_done_removed_and_void_actions_leave_the_lists_of_what_is_to_be_done(
    office: Office, case_id: str
) -> None:
    late, soon, _other = read_tasks(office)
    finish_tasks(office, [TaskRef(case_id, late.task_id)], TODAY, "Letter")
    assert whats(office, "done") == ["Late one"]
    assert lines_of(read_tasks(office), "done")[0].state_words == "Done late"
    remove_task(office, case_id, soon.task_id)
    assert whats(office, "all") == ["Whenever", "Late one"]
    void_case(office, case_id, "Logged twice")
    assert read_tasks(office) == ()


def test_a_restricted_case_keeps_its_actions_to_its_readers(office: Office, case_id: str) -> None:
    restrict_case(office, case_id, [], "The person named works here")
    assert len(read_tasks(office)) == 3
    office.person = replace(office.staff_named("Ali Demir"))
    assert read_tasks(office) == ()
    assert read_register(office, None).lines == ()


def test_the_register_counts_by_the_day_agreed_else_paid(office: Office, case_id: str) -> None:
    other = log_complaint(office).case_id
    record_payment(office, case_id, Payment("distress", "100", agreed_on=date(2025, 4, 1)))
    record_payment(office, case_id, Payment("delay", "100.50", paid_on=TODAY))
    record_payment(office, other, Payment("distress", "1155.83", agreed_on=date(2025, 3, 31), paid_on=TODAY))
    record_payment(office, other, Payment("distress", "1"))
    register = read_register(office, THIS_YEAR)
    assert [line.pennies for line in register.lines] == [100_50, 100_00]
    assert [line.pennies for line in register.undated] == [1_00]
    assert {t.label: (t.totals.count, t.totals.pennies) for t in register.by_band} == {
        "Up to and including £100": (1, 100_00),
        "£101 to £500": (1, 100_50),
        "£501 and above": (0, 0),
    }
    assert [(t.label, t.totals.pennies) for t in register.by_kind] == [
        ("Delay", 100_50),
        ("Distress", 100_00),
    ]
    assert register.whole.totals.average_pennies == 100_25
    assert len(register.whole.case_numbers) == 1
    everything = read_register(office, None)
    assert everything.whole.totals.pennies == 1357_33
    assert everything.undated == ()


AMOUNTS = st.lists(st.integers(min_value=1, max_value=900_00), max_size=20)


@given(AMOUNTS)
def test_totals_by_kind_and_by_band_both_equal_the_rows(amounts: list[int]) -> None:
    rows = [
        PaymentLine(str(n), "c", n % 4, "CYP", "k", f"Kind {n % 3}", pennies, TODAY, None, "", "", "")
        for n, pennies in enumerate(amounts)
    ]
    register = register_of(rows, THIS_YEAR)
    whole = sum(line.pennies for line in register.lines)
    for lines in (register.by_kind, register.by_band):
        assert sum(line.totals.pennies for line in lines) == whole
        assert sum(line.totals.count for line in lines) == len(register.lines)
        assert {n for line in lines for n in line.case_numbers} == set(register.whole.case_numbers)
    assert register.whole.totals.pennies == whole
