"""Away and leaving: a deputy sees the work, nothing changes hands by itself, all of it is handed over in one act."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseworker.actions.absence import hand_over, open_work_of, stands_in_for
from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.look_up import list_count, open_case, query, view_counts
from caseworker.actions.settings_change import save_person
from caseworker.actions.undo import undo
from caseworker.domain.staff import Person
from caseworker.errors import ProblemsError
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint


def ali(office: Office) -> Person:
    return office.staff_named("Ali Demir")


def away(office: Office, first: date, last: date | None) -> None:
    save_person(office, replace(ali(office), away_from=first, away_to=last, deputy_id=office.person.id))


def test_a_deputy_sees_the_cases_of_somebody_away_in_my_open(office: Office) -> None:
    case_id = log_complaint(office, owner_id=ali(office).id).case_id
    assert list_count(office, query(office, "my_open")) == 0
    away(office, TODAY, None)
    assert [person.full_name for person in stands_in_for(office)] == ["Ali Demir"]
    assert list_count(office, query(office, "my_open")) == view_counts(office)["my_open"] == 1
    assert open_case(office, case_id).row.owner_id == ali(office).id, "being away changes no owner"


@pytest.mark.parametrize(
    ("first", "last", "seen"),
    [
        (date(2025, 10, 16), None, 0),
        (date(2025, 10, 1), date(2025, 10, 14), 0),
        (date(2025, 10, 1), TODAY, 1),
        (TODAY, date(2025, 10, 31), 1),
    ],
)
def test_only_on_the_days_of_the_absence(office: Office, first: date, last: date | None, seen: int) -> None:
    log_complaint(office, owner_id=ali(office).id)
    away(office, first, last)
    assert list_count(office, query(office, "my_open")) == seen


def test_days_of_absence_that_cannot_be_are_refused(office: Office) -> None:
    with pytest.raises(ProblemsError, match="Away to must be"):
        away(office, TODAY, date(2025, 10, 1))
    with pytest.raises(ProblemsError, match="somebody else"):
        save_person(office, replace(ali(office), away_from=TODAY, deputy_id=ali(office).id))
    with pytest.raises(ProblemsError, match="first day of the absence"):
        save_person(office, replace(ali(office), away_to=TODAY))


def test_everything_open_is_handed_over_in_one_act(office: Office) -> None:
    mine, his = office.person.id, ali(office).id
    first = log_complaint(office, owner_id=his, risk="yes").case_id
    second = log_complaint(office, owner_id=his).case_id
    closed = log_complaint(office, owner_id=his, received_on=date(2025, 10, 1)).case_id
    answer_case(office, closed, Answer(TODAY, "upheld", "The visit was missed", root_cause="Communication"))
    cases, actions = open_work_of(office, his)
    assert cases == 2
    changed = hand_over(office, his, mine)
    assert changed.message.startswith("2 open cases")
    assert {open_case(office, case_id).row.owner_id for case_id in (first, second)} == {mine}
    assert open_case(office, closed).row.owner_id == his
    assert open_work_of(office, his) == (0, 0)
    assert actions == sum(task.doc.get("owner") == mine for task in open_case(office, first).tasks)
    undo(office, changed.group_id)
    assert open_work_of(office, his) == (cases, actions)
    assert {open_case(office, case_id).row.owner_id for case_id in (first, second)} == {his}


def test_nobody_is_handed_anything_who_is_not_here(office: Office) -> None:
    his = ali(office).id
    with pytest.raises(ProblemsError, match="somebody else"):
        hand_over(office, his, his)
    with pytest.raises(ProblemsError, match="who works here now"):
        hand_over(office, his, "")
    assert hand_over(office, his, office.person.id).group_id == ""
