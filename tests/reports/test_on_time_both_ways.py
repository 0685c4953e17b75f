"""Tables 25 to 27 and 34: on time by both measures, both deadlines and on both bases, counted by hand."""

from __future__ import annotations

import pytest

from caseworker.domain.periods import parse_period
from caseworker.reports.catalogue import find
from tests.reports.small_office import row, table


def test_of_what_was_received_the_open_complaint_is_in_the_number_and_never_on_time():
    found = row(table("25"), "Children Act Stage 1")
    assert list(found.values()) == ["2", "50% (1/2)", "0% (0/2)", "0% (0/2)", "50% (1/2)", "1"]


def test_of_what_was_answered_the_open_complaint_is_not_counted():
    found = row(table("25a"), "Children Act Stage 1")
    assert list(found.values()) == ["1", "100% (1/1)", "0% (0/1)", "0% (0/1)", "100% (1/1)"]


def test_an_extended_date_counts_by_the_current_deadline_and_not_by_the_original_one():
    cell = table("25a").cell("Children Act Stage 1", "By the current deadline")
    assert cell.part_cases() == (3,)
    assert table("25a").cell("Children Act Stage 1", "By the original deadline").other_cases() == (3,)


def test_the_tenth_working_day_is_within_ten_and_the_twentieth_within_twenty():
    found = table("25a")
    assert found.cell("Corporate Stage 1", "Within 10 working days").part_cases() == (1,)
    assert found.cell("Corporate Stage 1", "Within 20 working days").part_cases() == (1, 2)


def test_the_adjudicator_and_later_stages_have_rows_of_their_own():
    assert row(table("25a"), "Independent Adjudicator")["By the current deadline"] == "100% (1/1)"
    assert row(table("25"), "Corporate Stage 2")["Still open"] == "1"


def test_the_ombudsman_is_judged_only_once_there_is_a_day():
    assert "Ombudsman" not in table("25").row_headings
    assert row(table("37"), "Ombudsman")["On time"] == "n/a"


@pytest.mark.parametrize("code", ["25", "25a", "25b", "25c", "25d", "25e"])
def test_every_table_of_timeliness_says_its_basis(code):
    words = find(code).basis
    assert words.startswith("Received basis" if code in ("25", "25b", "25d") else "Answered basis")
    assert "Open" in words


def test_directorates_and_services_come_to_the_same():
    for column in table("25b").column_headings:
        assert row(table("25b"), "Total")[column] == row(table("25d"), "Total")[column]


def test_days_taken_are_in_bands_with_their_mean():
    found = row(table("26a"), "Corporate Stage 1")
    assert (found["Answered"], found["Up to 10"], found["11 to 20"], found["Mean"]) == ("2", "1", "1", "14.0")
    assert row(table("26a"), "Independent Adjudicator")["21 to 25"] == "1"


def test_a_directorate_is_set_against_last_year_in_points():
    found = row(table("27"), "Education Services")
    assert found["Stage 1, July 2023"] == "100% (1/1)"
    assert found["Stage 1, July 2024"] == "33% (1/3)"
    assert found["Stage 1, points"] == "\N{MINUS SIGN}67"


def test_a_reason_is_shown_for_what_was_late_and_for_nothing_else():
    found = table("34")
    assert found.cell("We were late ourselves", "Total").cases() == (2,)
    assert row(found, "Total")["Total"] == "1"


def test_extensions_say_whether_the_new_date_held():
    found = row(table("34a"), "Children Act Stage 1")
    assert found["Extended"] == "100% (1/1)"
    assert found["Extended and then on time"] == "100% (1/1)"


def test_an_acknowledgement_after_its_day_is_late():
    found = row(table("34b"), "Corporate Stage 1")
    assert list(found.values()) == ["2", "50% (1/2)", "1", "0"]


def test_in_a_year_without_cases_nothing_was_due():
    found = table("25", parse_period("2020-21"))
    assert {cell.text for cells in found.cells for cell in cells} == {"0", "n/a"}


def test_the_quarters_are_shown_within_ten_and_within_twenty_working_days_and_of_what_was_due():
    within_10, within_20, due = (row(table(code), "Total") for code in ("3a", "3b", "27b"))
    assert (within_10["Corporate Stage 1"], within_20["Corporate Stage 1"]) == ("50% (1/2)", "100% (2/2)")
    assert (within_10["Children Act Stage 1"], within_20["Children Act Stage 1"]) == ("0% (0/2)", "50% (1/2)")
    assert due["Corporate Stage 1"] == "33% (1/3)", "case 5, withdrawn, was due in July and received in June"
    assert due["Children Act Stage 1"] == "100% (1/1)", "case 4 is due in August"


def test_days_taken_by_service_are_of_first_stages():
    found = row(table("26b"), "Integrated Services & SEND")
    assert (found["Answered"], found["Up to 10"], found["11 to 20"], found["Mean"]) == ("2", "1", "1", "14.0")
    assert row(table("26b"), "Total")["Answered"] == "4"


def test_complaints_by_service_leave_enquiries_out():
    found = row(table("20e"), "Corporate Parenting")
    assert (found["July 2023"], found["July 2024"], found["Of total"]) == ("0", "2", "50%")
    assert row(table("20a"), "Corporate Parenting")["July 2024"] == "3"
