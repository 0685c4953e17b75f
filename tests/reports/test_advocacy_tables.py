"""Tables 12 to 12d of a handful of offers, counted by hand."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.domain.advocacy import Contract
from caseworker.domain.periods import parse_period
from caseworker.reports.r12_advocacy import helped_at
from tests.reports.example_facts import brief_of, part_line
from tests.reports.rows_of import built, rows_of

QUARTER = parse_period("2024-25-Q2")
PARTS = [
    # Imported referrals, in the other system's words.
    part_line(1, "advocacy", kind="ADV", status="accepted", supported_at="Stage 2", eligible_group="Care leaver"),
    part_line(2, "advocacy", kind="ADV", status="accepted", supported_at="CLA review"),
    # Recorded here: at a complaint, at an enquiry; refused; offered and not answered; of an earlier quarter.
    part_line(
        3, "advocacy", kind="CORP", status="accepted", supported_at="Stage 1", from_on="2024-08-05", what="Complaint",
    ),
    part_line(4, "advocacy", kind="MP", status="has_one", supported_at="MP enquiry", from_on="2024-09-30"),
    part_line(5, "advocacy", kind="CA", status="declined", supported_at="Stage 1", from_on="2024-08-09"),
    part_line(6, "advocacy", kind="CA", status="", supported_at="Stage 1", from_on="2024-08-10"),
    part_line(7, "advocacy", kind="CA", status="accepted", supported_at="Stage 1", from_on="2024-06-30"),
    part_line(8, "hours", from_on="2024-05-10", to_on="2024-05-10", amount="10"),
    part_line(9, "hours", from_on="2024-07-10", to_on="2024-07-10", amount="1.5"),
    part_line(10, "hours", from_on="2024-09-01", to_on="2024-09-01", amount="2.25"),
]  # fmt: skip
CONTRACT = Contract("Voice", date(2024, 6, 1), None, hours=100, extra_hours=12.5)
BRIEF = brief_of([], QUARTER, parts=PARTS, contracts=(CONTRACT,))


def test_young_people_are_counted_at_the_stage_they_were_helped_at_and_meetings_are_left_out():
    table = built("12", BRIEF)
    assert rows_of(table) == {"Young people supported": ["1", "1", "0", "1", "3"]}
    assert table.column_headings == ("Stage 1", "Stage 2", "General Enquiry", "MP Enquiry", "Total")
    assert table.cell("Young people supported", "Total").cases() == (1, 3, 4)
    assert table.note.endswith("Left out in this period: 1.")


@pytest.mark.parametrize(
    ("kind", "recorded", "heading"),
    [
        ("ADV", "Stage 1", "Stage 1"),
        ("CORP", "Stage 3: review panel", "Stage 3"),
        ("CA", "", "Stage 1"),
        ("GEN", "General enquiry", "General Enquiry"),
        ("ADV", "General Enquiry", "General Enquiry"),
        ("MAYOR", "", "Mayor Enquiry"),
        ("ADV", "Child protection conference", ""),
        ("ADV", "", ""),
        ("", "", ""),
    ],
)
def test_words_of_other_systems_and_of_this_one_come_under_one_heading(kind, recorded, heading):
    assert helped_at(kind, recorded) == heading


def test_hours_stand_beside_the_year_of_the_contract_so_far():
    assert rows_of(built("12a", BRIEF)) == {
        "July": ["2", "0", "1.5", "1.5", "100", "12.5"],
        "August": ["1", "2", "0", "1.5", "100", "12.5"],
        "September": ["1", "0", "2.25", "3.75", "100", "12.5"],
        "Total": ["4", "2", "3.75", "3.75", "100", "12.5"],
    }


def test_without_a_contract_the_table_says_that_none_was_entered():
    table = built("12a", brief_of([], QUARTER, parts=PARTS))
    assert rows_of(table)["July"] == ["2", "0", "1.5", "not entered", "not entered", "not entered"]


def test_hours_of_a_period_still_to_come_are_counted_to_its_own_end():
    table = built("12a", brief_of([], parse_period("2030-04"), contracts=(CONTRACT,)))
    assert rows_of(table)["April"] == ["0", "0", "0", "0", "100", "12.5"]


def test_offers_are_counted_by_their_answer_and_those_without_one_are_listed():
    table = built("12b", BRIEF)
    assert rows_of(table, ["Q2", "Total", "%"]) == {
        "Accepted": ["3", "3", "50%"],
        "Declined": ["1", "1", "17%"],
        "Has an advocate already": ["1", "1", "17%"],
        "Not offered, because": ["0", "0", "0%"],
        "Not recorded": ["1", "1", "17%"],
        "Total": ["6", "6", "100%"],
    }
    assert [each.rows.case_numbers() for each in table.missing] == [(6,)]


def test_what_for_and_which_group_are_said_of_those_helped():
    assert rows_of(built("12c", BRIEF), ["Total"]) == {
        "Complaint": ["1"], "Not recorded": ["3"], "Total": ["4"],
    }  # fmt: skip
    assert rows_of(built("12d", BRIEF), ["Total"])["Care leaver"] == ["1"]


@pytest.mark.parametrize("asked", ["2024-25", "2024-07", "2024-07-03..2024-07-20"])
@pytest.mark.parametrize("code", ["12", "12a", "12b", "12c", "12d"])
def test_an_office_without_advocacy_has_its_tables(code, asked):
    table = built(code, brief_of([], parse_period(asked)))
    assert all(cell.number == 0 for _place, cell in table.places())
