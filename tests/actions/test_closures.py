"""Days off: told what they move before they do, counted again only openly, taken back whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caseworker.actions.closures import (
    DaysOff,
    change_days_off,
    days_in_file,
    days_off_now,
    what_would_move,
)
from caseworker.actions.extend import extend
from caseworker.actions.look_up import open_case
from caseworker.actions.undo import undo
from caseworker.domain.kinds import Kind
from caseworker.errors import NotPermittedError, ProblemsError, RuleError
from caseworker.office import Office
from caseworker.storage.cases import read_events
from tests.example_office import log_complaint, log_enquiry

CLOSED = DaysOff(closed=("2025-10-20", "2025-10-21"))
FUNERAL = {"day": "2025-10-22", "name": "State funeral", "nation": "England", "source": "Proclamation"}


def due(office: Office, case_id: str) -> date | None:
    return open_case(office, case_id).row.due_on


def test_closure_days_move_corporate_complaints_and_enquiries_alone(office: Office) -> None:
    corporate = log_complaint(office, kind=Kind.CORPORATE)
    log_complaint(office)
    log_enquiry(office)
    found = what_would_move(office, CLOSED)
    assert found.words == "2 open cases of 3 would have other dates."
    move = next(each for each in found.moves if each.case_id == corporate.case_id)
    assert (move.step, move.now, move.then) == ("Answer at stage 1", date(2025, 10, 28), date(2025, 10, 30))


def test_a_bank_holiday_moves_statutory_complaints_too(office: Office) -> None:
    case_id = log_complaint(office).case_id
    found = what_would_move(office, DaysOff(added=(FUNERAL,)))
    assert found.case_ids == (case_id,)
    assert {move.step for move in found.moves} == {"Answer at stage 1"}, "acknowledged by Thursday either way"


def test_a_day_of_scotland_moves_information_requests_alone(office: Office) -> None:
    log_complaint(office)
    request = log_complaint(office, kind=Kind.FOI, children=(), risk="").case_id
    found = what_would_move(office, DaysOff(added=({**FUNERAL, "nation": "Scotland"},)))
    assert found.case_ids == (request,)


def test_new_days_off_leave_what_was_given_and_hold_for_new_counts(office: Office) -> None:
    case_id = log_complaint(office, kind=Kind.CORPORATE).case_id
    before = due(office, case_id)
    changed = change_days_off(office, CLOSED)
    assert changed.message == "Days off were changed. Deadlines already given stay as they are."
    assert due(office, case_id) == before
    assert due(office, log_complaint(office, kind=Kind.CORPORATE).case_id) == date(2025, 10, 30)
    assert days_off_now(office) == CLOSED


def test_open_cases_are_counted_again_openly_and_undo_takes_all_of_it_back(office: Office) -> None:
    case_ids = [log_complaint(office, kind=Kind.CORPORATE).case_id for _ in range(2)]
    before = due(office, case_ids[0])
    found = what_would_move(office, CLOSED)
    changed = change_days_off(office, CLOSED, found.case_ids)
    assert changed.message == "Days off were changed. 2 open cases were counted again."
    assert [due(office, case_id) for case_id in case_ids] == [date(2025, 10, 30)] * 2
    with office.reading() as raw:
        assert read_events(raw, case_ids[0])[-1].kind == "clock.recounted"
    undo(office, changed.group_id)
    assert [due(office, case_id) for case_id in case_ids] == [before] * 2
    assert days_off_now(office) == DaysOff()


def test_taking_a_day_off_out_again_is_told_the_same_way(office: Office) -> None:
    change_days_off(office, CLOSED)
    case_id = log_complaint(office, kind=Kind.CORPORATE).case_id
    found = what_would_move(office, DaysOff())
    assert [(m.now, m.then) for m in found.moves] == [(date(2025, 10, 30), date(2025, 10, 28))]
    change_days_off(office, DaysOff(), found.case_ids)
    assert due(office, case_id) == date(2025, 10, 28)


def test_what_was_given_before_a_day_off_was_known_can_be_counted_again_later(office: Office) -> None:
    case_id = log_complaint(office, kind=Kind.CORPORATE).case_id
    change_days_off(office, CLOSED)
    assert due(office, case_id) == date(2025, 10, 28)
    found = what_would_move(office, days_off_now(office))
    assert [(m.now, m.then) for m in found.moves] == [(date(2025, 10, 28), date(2025, 10, 30))]
    changed = change_days_off(office, days_off_now(office), found.case_ids)
    assert changed.message == "Days off stay as they are. 1 open case was counted again."
    assert due(office, case_id) == date(2025, 10, 30)
    assert what_would_move(office, days_off_now(office)).moves == ()
    undo(office, changed.group_id)
    assert due(office, case_id) == date(2025, 10, 28)


def test_an_extended_date_stays_the_date_in_force(office: Office) -> None:
    case_id = log_complaint(office).case_id
    extend(office, case_id, date(2025, 11, 11), "Two services have to answer.")
    found = what_would_move(office, DaysOff(added=(FUNERAL,)))
    assert found.moves == ()


def test_the_look_can_be_stopped_and_says_how_far_it_came(office: Office) -> None:
    log_complaint(office, kind=Kind.CORPORATE)
    told: list[str] = []
    found = what_would_move(office, CLOSED, lambda _part, words: told.append(words), lambda: True)
    assert not found.is_whole
    what_would_move(office, CLOSED, lambda _part, words: told.append(words))
    assert told == ["0 of 1 open cases"]


@pytest.mark.parametrize(
    ("days_off", "sentence"),
    [
        (DaysOff(closed=("2025-13-01",)), "is not a date"),
        (DaysOff(closed=("2099-01-01",)), "bank holidays of 2099 are not known"),
        (DaysOff(added=({**FUNERAL, "day": "2025-10-25"},)), "weekend"),
        (DaysOff(added=({**FUNERAL, "source": " "},)), "Enter where the day was made known"),
        (DaysOff(added=({**FUNERAL, "nation": "France"},)), "Choose where"),
    ],
)
def test_a_day_that_cannot_be_so_is_refused(office: Office, days_off: DaysOff, sentence: str) -> None:
    with pytest.raises(ProblemsError, match=sentence):
        change_days_off(office, days_off)


def test_who_may_not_change_clocks_does_not_count_cases_again(office: Office) -> None:
    case_id = log_complaint(office, kind=Kind.CORPORATE).case_id
    office.person = replace(office.person, role="auditor")
    with pytest.raises(NotPermittedError):
        change_days_off(office, CLOSED, (case_id,))


def test_a_list_of_days_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "days.csv"
    path.write_bytes("Day;Why\n24/12/2026;Café closed\n".encode("cp1252"))
    assert days_in_file(path).days == (date(2026, 12, 24),)
    path.write_bytes(b"PK\x03\x04\x00\x00")
    with pytest.raises(RuleError, match="is not a list of days"):
        days_in_file(path)
