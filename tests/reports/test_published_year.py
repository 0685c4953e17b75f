"""The tables of the sample office equal the figures computed from its records, cell by cell."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from caseworker.domain.periods import parse_period
from caseworker.reports.as_json import as_data
from caseworker.reports.catalogue import CATALOGUE, find
from caseworker.reports.cells import Unit
from caseworker.reports.checks import run_checks
from caseworker.reports.columns import BY_MONTH, COUNTED, HEADINGS
from tests.reports.example_facts import DATA, YEAR, counted, numbers, sample_brief, sample_cases

EXPECTED = {
    table["id"]: table for table in json.loads((DATA / "expected.json").read_text(encoding="utf-8"))["tables"]
}
BY_SOURCE = {report.source_id: report for report in CATALOGUE if report.source_id}
FIRST_SIX = ("1a", "1b", "2a", "2b", "3", "4")


def plain_heading(heading: str) -> str:
    """A printed heading as ours writes it: years as 2024-25 whatever the dash, one way of capitals."""
    years = re.fullmatch(r"(\d{4})\s*[-–/]\s*(?:\d\d)?(\d\d)", heading)
    return f"{years[1]}-{years[2]}" if years else heading.casefold()


@pytest.mark.parametrize("code", FIRST_SIX)
def test_counting_the_file_by_hand_gives_the_figures_computed_from_the_records(code: str):
    """Without storage or import: the lines come straight from the rows of the file."""
    report = find(code)
    expected = EXPECTED[report.source_id]
    data = as_data(report.build(sample_brief()))
    rows = data["row_headings"][: len(expected["expected"])]
    assert [plain_heading(h) for h in rows] == [plain_heading(h) for h in expected["row_headings"]]
    assert [plain_heading(h) for h in data["column_headings"]] == [
        plain_heading(h) for h in expected["column_headings"]
    ]
    assert data["cells"][: len(rows)] == expected["expected"]


def test_no_figure_disagrees_with_another_in_the_published_tables_of_the_sample_year():
    assert run_checks([find(code).build(sample_brief()) for code in FIRST_SIX], sample_brief()) == ()


@pytest.mark.parametrize("asked", ["2024-25", "2024-25-Q2", "2024-07", "2024-05-15..2024-08-20", "2025-26"])
def test_every_cell_opens_exactly_as_many_cases_as_it_shows(sample_pack: Any, asked: str):
    """Of every table there is, over the sample office."""
    for table in sample_pack(asked).tables:
        for place, cell in table.places():
            assert len(set(cell.cases())) == len(cell.cases()) <= cell.number, place
            if cell.unit is Unit.COUNT:
                assert cell.rows is not None
                assert cell.value == cell.rows.count, place
            if cell.is_share:
                assert cell.part is not None
                assert cell.part.count == cell.numerator, place
                assert cell.number == cell.denominator, place
                if cell.unit is not Unit.RATIO:
                    assert {*cell.part_cases(), *cell.other_cases()} == set(cell.cases()), place


@pytest.mark.parametrize("asked", ["2024-25", "2024-25-Q2", "2024-07", "2024-05-15..2024-08-20", "2025-26"])
def test_the_sample_office_never_contradicts_itself(sample_pack: Any, asked: str):
    wrong = [each for each in sample_pack(asked).to_reconcile if each.kind not in ("not recorded", "no type")]
    assert wrong == []


def test_a_cell_opens_the_very_cases_it_speaks_of():
    second = parse_period("2024-25-Q2")
    found = [case for case in sample_cases() if case.received_on in second and case.kind == "MAYOR"]
    table = find("2a").build(sample_brief())
    assert table.cell("Q2", "Mayor enquiry").cases() == numbers(found)


def test_case_reviews_are_received_but_not_due():
    received = find("2a").build(sample_brief()).cell("Q4", "Children Act Stage 1")
    on_time = find("3").build(sample_brief())
    due = on_time.cell("Q4", "Children Act Stage 1")
    reviews = set(received.cases()) - set(due.cases())
    assert (received.number, due.number) == (41, 39)
    assert on_time.left_out is not None
    assert set(on_time.left_out.cases()) == reviews
    assert reviews == {case.number for case in sample_cases() if case.is_review}


def test_where_nothing_was_due_paper_says_so_and_data_has_no_percentage():
    cell = find("3").build(sample_brief()).cell("Q3", "Chief Executive enquiry")
    assert (cell.text, cell.percent, cell.numerator, cell.denominator) == ("n/a", None, 0, 0)
    assert cell.cases() == ()


def test_only_the_monthly_table_has_mp_before_member():
    assert set(BY_MONTH) == set(COUNTED)
    monthly = find("2b").build(sample_brief()).column_headings
    quarterly = find("2a").build(sample_brief()).column_headings
    assert monthly != quarterly
    assert sorted(monthly) == sorted(quarterly)
    assert monthly.index(HEADINGS[COUNTED[5]]) < monthly.index(HEADINGS[COUNTED[4]])


def test_a_quarter_has_its_own_months_and_the_same_quarter_of_two_years_before():
    second = parse_period("2024-25-Q2")
    one_a, one_b, two_a, two_b, three = (find(code).build(sample_brief(second)) for code in FIRST_SIX[:5])
    assert one_a.column_headings == ("Quarter 2, 2022-23", "Quarter 2, 2023-24", "Quarter 2, 2024-25")
    assert one_b.row_headings == tuple(reversed(one_a.column_headings))
    assert two_a.row_headings == ("Q2", "Total")
    assert two_b.row_headings == ("July", "August", "September", "Total")
    assert three.row_headings == ("Q2",)
    of_the_year = find("2a").build(sample_brief())
    assert [cell.value for cell in two_a.cells[0]] == [cell.value for cell in of_the_year.cells[1]]


def test_days_that_cut_months_and_quarters_are_named_in_the_rows():
    brief = sample_brief(parse_period("2024-05-15..2024-07-01"))
    two_a, two_b = find("2a").build(brief), find("2b").build(brief)
    assert two_a.row_headings == ("Q1, 15 May to 30 June", "Q2, 1 July", "Total")
    assert two_b.row_headings == ("15 to 31 May", "June", "1 July", "Total")


def test_rows_name_their_year_where_the_period_crosses_one():
    brief = sample_brief(parse_period("2023-10-01..2024-10-31"))
    two_a, two_b = find("2a").build(brief), find("2b").build(brief)
    assert two_a.row_headings[:2] == ("Q3 2023-24", "Q4 2023-24")
    assert two_a.row_headings[-2] == "Q3 2024-25, 1 to 31 October"
    assert two_b.row_headings[0] == "October 2023"
    assert len(set(two_b.row_headings)) == len(two_b.row_headings) == 14


def test_years_that_meet_inside_a_month_are_told_apart():
    table = find("1b").build(sample_brief(parse_period("2023-04-15..2024-04-14")))
    first, before = table.row_periods[0], table.row_periods[1]
    assert table.cell(table.row_headings[0], "Total").cases() == numbers(
        [case for case in sample_cases() if case.received_on in first]
    )
    assert table.cell(table.row_headings[1], "Total").cases() == numbers(
        [case for case in sample_cases() if case.received_on in before]
    )


def test_a_year_without_cases_gives_tables_of_noughts():
    brief = counted((), YEAR)
    tables = [find(code).build(brief) for code in FIRST_SIX]
    assert {cell.text for table in tables[:4] for _, cell in table.places()} == {"0"}
    assert {cell.text for table in tables[4:] for _, cell in table.places()} == {"n/a"}


def test_an_office_without_cases_has_every_table_and_nothing_to_reconcile():
    brief = counted((), parse_period("2020-21"))
    tables = [report.build(brief) for report in CATALOGUE]
    assert [table.code for table in tables] == [report.code for report in CATALOGUE]
    assert run_checks(tables, brief) == ()
