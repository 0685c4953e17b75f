"""What a cell shows, and how a share is rounded."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.domain.facts import FactCell
from caseworker.errors import RuleError
from caseworker.reports.catalogue import CATALOGUE, find
from caseworker.reports.table import count_cell, percent_of, share_cell
from tests.reports.example_facts import YEAR, sample_facts


def group(cases: str, *, on_time: bool) -> FactCell:
    return FactCell("2024-07", "CA", "", False, on_time, cases, cases.count(",") + 1)


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent"),
    [(5, 8, 63), (1, 8, 13), (1, 200, 1), (1, 201, 0), (14, 43, 33), (0, 7, 0), (7, 7, 100), (0, 0, None)],
)
def test_halves_of_a_percent_are_rounded_up(numerator, denominator, percent):
    assert percent_of(numerator, denominator) == percent


@given(st.integers(1, 10**6).flatmap(lambda due: st.tuples(st.integers(0, due), st.just(due))))
def test_rounding_agrees_with_decimal_arithmetic(share):
    numerator, denominator = share
    exact = Decimal(100 * numerator) / Decimal(denominator)
    assert percent_of(numerator, denominator) == int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def test_a_count_shows_its_number_and_opens_its_cases_in_order():
    cell = count_cell((group("12,3", on_time=True), group("7", on_time=False)))
    assert (cell.text, cell.number, cell.cases()) == ("3", 3, (3, 7, 12))


def test_a_share_keeps_its_fraction_and_opens_both_sides():
    cell = share_cell((group("12,3", on_time=True), group("7", on_time=False)))
    assert (cell.text, cell.number, cell.percent) == ("67% (2/3)", 3, 67)
    assert (cell.on_time_cases(), cell.late_cases()) == ((3, 12), (7,))


def test_no_cases_make_a_nought_or_nothing_due():
    assert (count_cell(()).text, count_cell(()).cases()) == ("0", ())
    assert (share_cell(()).text, share_cell(()).cases()) == ("n/a", ())


@pytest.mark.parametrize("code", ["2a", "2A", " Table 2a "])
def test_a_report_is_found_by_the_code_people_say(code):
    assert find(code).code == "2a"


def test_an_unknown_report_is_refused_with_the_codes_there_are():
    with pytest.raises(RuleError, match=r"no report “7c”. The reports are 1a, 1b, 2a, 2b, 3\."):
        find("7c")


@pytest.mark.parametrize("report", CATALOGUE, ids=lambda report: report.code)
def test_every_report_says_what_it_asks_whom_it_counts_and_how(report):
    assert report.question.endswith("?")
    assert report.basis.endswith(".")
    assert report.population.endswith(".")
    assert report.source
    table = report.build(sample_facts(), YEAR)
    assert (table.code, table.source_id, table.basis) == (report.code, report.source_id, report.basis)
    assert len(table.cells) == len(table.row_headings)
    assert all(len(row) == len(table.column_headings) for row in table.cells)


def test_codes_and_published_tables_are_named_once():
    assert len({report.code for report in CATALOGUE}) == len(CATALOGUE)
    assert len({report.source_id for report in CATALOGUE}) == len(CATALOGUE)


def test_a_cell_is_found_by_its_headings():
    table = find("1b").build(sample_facts(), YEAR)
    assert table.cell("2024-25", "Total").text == "528"
    with pytest.raises(KeyError, match="Table 1b has no cell 2021-22, Total"):
        table.cell("2021-22", "Total")


def test_a_table_is_filed_under_its_code_and_period():
    assert find("2a").build(sample_facts(), YEAR).file_stem == "table-2a-2024-25"
