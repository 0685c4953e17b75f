"""The five tables of the sample year equal the figures computed from its records, cell by cell."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from caseworker.domain.facts import case_count
from caseworker.domain.periods import parse_period
from caseworker.reports.as_json import as_data
from caseworker.reports.catalogue import CATALOGUE, build_all, find
from caseworker.reports.checks import run_checks
from caseworker.reports.columns import BY_MONTH, COUNTED, HEADINGS
from tests.reports.example_facts import DATA, YEAR, sample_cases, sample_facts

EXPECTED = json.loads((DATA / "expected.json").read_text(encoding="utf-8"))["tables"]


def plain_heading(heading: str) -> str:
    """A printed heading as ours writes it: years as 2024-25 whatever the dash, one way of capitals."""
    years = re.fullmatch(r"(\d{4})\s*[-–/]\s*(?:\d\d)?(\d\d)", heading)
    return f"{years[1]}-{years[2]}" if years else heading.casefold()


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda table: table["id"])
def test_every_cell_equals_the_figure_computed_from_the_records(expected: dict[str, Any]):
    report = next(report for report in CATALOGUE if report.source_id == expected["id"])
    data = as_data(report.build(sample_facts(), YEAR))
    for headings in ("row_headings", "column_headings"):
        assert [plain_heading(h) for h in data[headings]] == [plain_heading(h) for h in expected[headings]]
    assert data["cells"] == expected["expected"]


def test_all_five_tables_are_compared():
    assert {table["id"] for table in EXPECTED} == {report.source_id for report in CATALOGUE}


def test_nothing_is_to_reconcile_in_the_sample_year():
    assert run_checks(build_all(sample_facts(), YEAR), sample_facts()) == ()


@pytest.mark.parametrize("report", CATALOGUE, ids=lambda report: report.code)
@pytest.mark.parametrize("asked", ["2024-25", "2024-25-Q2", "2024-07", "2024-05-15..2024-08-20"])
def test_every_cell_opens_exactly_as_many_cases_as_it_shows(report, asked):
    period = parse_period(asked)
    for place, cell in report.build(sample_facts(period), period).places():
        assert len(set(cell.cases())) == len(cell.cases()) == cell.number, place
        if cell.is_share:
            assert len(cell.on_time_cases()) == cell.numerator, place
            assert sorted(cell.on_time_cases() + cell.late_cases()) == list(cell.cases()), place


def test_a_cell_opens_the_very_cases_it_speaks_of():
    second = parse_period("2024-25-Q2")
    found = [case for case in sample_cases() if case.received_on in second and case.kind == "MAYOR"]
    table = find("2a").build(sample_facts(), YEAR)
    assert table.cell("Q2", "Mayor enquiry").cases() == tuple(case.number for case in found)


def test_case_reviews_are_received_but_not_due():
    received = find("2a").build(sample_facts(), YEAR).cell("Q4", "Children Act Stage 1")
    on_time = find("3").build(sample_facts(), YEAR)
    due = on_time.cell("Q4", "Children Act Stage 1")
    reviews = set(received.cases()) - set(due.cases())
    assert (received.number, due.number) == (41, 39)
    assert on_time.left_out is not None
    assert set(on_time.left_out.cases()) == reviews
    assert reviews == {case.number for case in sample_cases() if case.is_review}


def test_where_nothing_was_due_paper_says_so_and_data_has_no_percentage():
    cell = find("3").build(sample_facts(), YEAR).cell("Q3", "Chief Executive enquiry")
    assert (cell.text, cell.percent, cell.numerator, cell.denominator) == ("n/a", None, 0, 0)
    assert cell.cases() == ()


def test_only_the_monthly_table_has_mp_before_member():
    assert set(BY_MONTH) == set(COUNTED)
    monthly = find("2b").build(sample_facts(), YEAR).column_headings
    quarterly = find("2a").build(sample_facts(), YEAR).column_headings
    assert monthly != quarterly
    assert sorted(monthly) == sorted(quarterly)
    assert monthly.index(HEADINGS[COUNTED[5]]) < monthly.index(HEADINGS[COUNTED[4]])


def test_a_quarter_has_its_own_months_and_the_same_quarter_of_two_years_before():
    second = parse_period("2024-25-Q2")
    one_a, one_b, two_a, two_b, three = build_all(sample_facts(second), second)
    assert one_a.column_headings == ("Quarter 2, 2022-23", "Quarter 2, 2023-24", "Quarter 2, 2024-25")
    assert one_b.row_headings == tuple(reversed(one_a.column_headings))
    assert two_a.row_headings == ("Q2", "Total")
    assert two_b.row_headings == ("July", "August", "September", "Total")
    assert three.row_headings == ("Q2",)
    of_the_year = find("2a").build(sample_facts(), YEAR)
    assert [cell.value for cell in two_a.cells[0]] == [cell.value for cell in of_the_year.cells[1]]


def test_days_that_cut_months_and_quarters_are_named_in_the_rows():
    period = parse_period("2024-05-15..2024-07-01")
    _, _, two_a, two_b, _ = build_all(sample_facts(period), period)
    assert two_a.row_headings == ("Q1, 15 May to 30 June", "Q2, 1 July", "Total")
    assert two_b.row_headings == ("15 to 31 May", "June", "1 July", "Total")


def test_rows_name_their_year_where_the_period_crosses_one():
    period = parse_period("2023-10-01..2024-10-31")
    _, _, two_a, two_b, _ = build_all(sample_facts(period), period)
    assert two_a.row_headings[:2] == ("Q3 2023-24", "Q4 2023-24")
    assert two_a.row_headings[-2] == "Q3 2024-25, 1 to 31 October"
    assert two_b.row_headings[0] == "October 2023"
    assert len(set(two_b.row_headings)) == len(two_b.row_headings) == 14


def test_a_year_without_cases_gives_tables_of_noughts():
    empty = parse_period("2020-21")
    tables = build_all(sample_facts(empty), empty)
    assert case_count(sample_facts(empty).select(empty, COUNTED)) == 0
    assert {cell.text for table in tables[:4] for _, cell in table.places()} == {"0"}
    assert {cell.text for _, cell in tables[4].places()} == {"n/a"}
    assert run_checks(tables, sample_facts(empty)) == ()
