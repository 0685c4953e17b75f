"""Many cases in one act, and the rows of a list as a file."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from caseworker.actions.bulk import rows_csv, set_follow_up, set_waiting, write_rows
from caseworker.actions.look_up import list_numbers, open_case, query
from caseworker.actions.undo import undo
from caseworker.actions.void import void_case
from caseworker.errors import ProblemsError
from caseworker.office import Office
from tests.example_office import log_complaint


@pytest.fixture
def three(office: Office) -> list[str]:
    return [log_complaint(office).case_id for _ in range(3)]


def test_a_follow_up_date_for_three_is_one_act_with_one_undo(office: Office, three: list[str]) -> None:
    changed = set_follow_up(office, three, date(2025, 10, 20))
    assert changed.message == "3 cases are to be followed up on Monday 20 October 2025."
    assert {open_case(office, case_id).row.follow_up_on for case_id in three} == {date(2025, 10, 20)}
    assert undo(office, changed.group_id).message == "Undone: follow-up date set (3 cases)."
    assert {open_case(office, case_id).row.follow_up_on for case_id in three} == {None}


def test_waiting_for_is_set_and_taken_away_and_void_cases_stay_as_they_are(
    office: Office, three: list[str]
) -> None:
    void_case(office, three[0], "Logged twice")
    changed = set_waiting(office, three, "approval")
    assert "1 void case left as it was" in changed.message
    assert len(list_numbers(office, query(office, "to_sign_off"))) == 2
    set_waiting(office, three, "")
    assert not list_numbers(office, query(office, "to_sign_off"))
    assert set_waiting(office, three[1:], "").group_id == ""


def test_wrong_values_are_refused(office: Office, three: list[str]) -> None:
    with pytest.raises(ProblemsError, match="today or later"):
        set_follow_up(office, three, date(2025, 10, 14))
    with pytest.raises(ProblemsError, match="whom the cases wait for"):
        set_waiting(office, three, "godot")


def test_the_rows_are_exported_in_the_order_of_the_list_and_no_cell_is_computed(
    office: Office, tmp_path: Path
) -> None:
    log_complaint(office, full_name="=HYPERLINK(1)", received_on=date(2025, 10, 1))
    log_complaint(office, full_name="Siân O’Brien")
    numbers = list_numbers(office, query(office, "team_open", sort="received", descending=True))
    rows = list(csv.DictReader(io.StringIO(rows_csv(office, numbers).decode("utf-8-sig"))))
    assert [row["Person"] for row in rows] == ["Siân O’Brien", "'=HYPERLINK(1)"]
    assert rows[1]["Due"] == "2025-10-15"
    assert rows[1]["Due in words"] == "Due today"
    assert rows[0]["Owner"] == "Asha Khan"
    assert write_rows(office, numbers, tmp_path / "list.csv") == 2
    assert (tmp_path / "list.csv").read_bytes().startswith(b"\xef\xbb\xbfReference,")
