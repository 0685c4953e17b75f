"""What a cell shows, and how a share is rounded."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.domain.populations import Population
from caseworker.errors import RuleError
from caseworker.reports.brief import covered_by
from caseworker.reports.catalogue import CATALOGUE, find
from caseworker.reports.cells import (
    change_cell,
    count_cell,
    entered_cell,
    hours_cell,
    mean_cell,
    percent_cell,
    percent_of,
    points_cell,
    pounds_cell,
    rate_cell,
    ratio_cell,
    share_cell,
    text_cell,
)
from tests.reports.example_facts import EVERY_DAY, YEAR, sample_brief

LINES = Population(
    "lines",
    {
        "n": [1, 2, 3, 4],
        "case_n": [12, 3, 7, 7],
        "mark": ["a", "a", "b", "b"],
        "amount": ["0.50", "1120", "", "2.25"],
        "days": ["3", "", "4", "9"],
    },
    covered=EVERY_DAY,
)
A, B = LINES.where(mark="a"), LINES.where(mark="b")


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
    cell = count_cell(LINES.all)
    assert (cell.text, cell.number, cell.cases()) == ("4", 4, (3, 7, 12))


def test_a_share_keeps_its_fraction_and_opens_both_sides():
    cell = share_cell(A, LINES.all)
    assert (cell.text, cell.number, cell.percent) == ("50% (2/4)", 4, 50)
    assert (cell.part_cases(), cell.other_cases()) == ((3, 12), (7,))


def test_what_is_not_in_the_whole_is_in_no_share_of_it():
    cell = share_cell(LINES.all, A)
    assert (cell.text, cell.part_cases(), cell.other_cases()) == ("100% (2/2)", (3, 12), ())


def test_no_cases_make_a_nought_or_nothing_due():
    assert (count_cell(LINES.none).text, count_cell(LINES.none).cases()) == ("0", ())
    assert (share_cell(A, LINES.none).text, share_cell(A, LINES.none).cases()) == ("n/a", ())


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (percent_cell(A, LINES.all), "50%"),
        (percent_cell(A, LINES.none), "n/a"),
        (ratio_cell(A, B), "100% (2/2)"),
        (ratio_cell(LINES.all, A), "200% (4/2)"),
        (ratio_cell(A, LINES.none), "n/a"),
        (pounds_cell(LINES.all, "amount"), "£1,122.75"),
        (pounds_cell(LINES.where(amount="1120"), "amount"), "£1,120"),
        (hours_cell(LINES.all, "amount"), "1,122.75"),
        (hours_cell(A, "amount"), "1,120.5"),
        (mean_cell(LINES.all, "days"), "5.3"),
        (mean_cell(LINES.where(days=""), "days"), "n/a"),
        (change_cell(LINES.all, A), "+100%"),
        (change_cell(LINES.none, A), "\N{MINUS SIGN}100%"),
        (change_cell(A, B), "0%"),
        (change_cell(A, LINES.none), "n/a"),
        (points_cell(share_cell(A, LINES.all), share_cell(A, A)), "\N{MINUS SIGN}50"),
        (points_cell(share_cell(A, A), share_cell(A, LINES.all)), "+50"),
        (points_cell(share_cell(A, A), share_cell(A, LINES.none)), "n/a"),
        (rate_cell(LINES.all, 32_000), "0.1"),
        (rate_cell(LINES.all, None), "not entered"),
        (entered_cell(1_234), "1,234"),
        (entered_cell(None), "not entered"),
        (text_cell("Corporate", A), "Corporate"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.unit.value,
)
def test_every_kind_of_figure_is_read_as_paper_has_it(cell, text):
    assert cell.text == text


@pytest.mark.parametrize("code", ["2a", "2A", " Table 2a "])
def test_a_report_is_found_by_the_code_people_say(code):
    assert find(code).code == "2a"


def test_an_unknown_report_is_refused_with_the_codes_there_are():
    with pytest.raises(RuleError, match=r"no report “7z”. The reports are 1a, 1b, 2a, 2b, 3, 3a, 3b, 4"):
        find("7z")


@pytest.mark.parametrize("report", CATALOGUE, ids=lambda report: report.code)
def test_every_report_says_what_it_asks_whom_it_counts_and_how(report):
    assert report.question.endswith("?")
    assert report.basis.endswith(".")
    assert report.population.endswith(".")
    assert report.source
    assert all(report.noun)


@pytest.mark.parametrize("report", CATALOGUE, ids=lambda report: report.code)
def test_every_table_has_a_figure_for_each_row_and_column_and_no_heading_twice(report):
    table = report.build(sample_brief())
    assert (table.report, table.period, table.basis or report.basis) == (
        report,
        YEAR,
        table.note.split(" Left")[0],
    )
    assert len(table.cells) == len(table.row_headings) == len(set(table.row_headings))
    assert all(len(row) == len(table.column_headings) for row in table.cells)
    assert len(set(table.column_headings)) == len(table.column_headings)
    for periods, headings in (
        (table.row_periods, table.row_headings),
        (table.column_periods, table.column_headings),
    ):
        assert len(periods) in (0, len(headings))
    for chart in table.charts:
        across, series = table.row_headings, table.column_headings
        if chart.across == "columns":
            across, series = series, across
        assert set(chart.categories) <= set(across)
        assert set(chart.series) <= set(series)
        assert 1 <= len(chart.series) <= 4


def test_codes_and_published_tables_are_named_once():
    sources = [report.source_id for report in CATALOGUE if report.source_id]
    assert len({report.code for report in CATALOGUE}) == len(CATALOGUE)
    assert len(set(sources)) == len(sources)
    assert all(report.code == report.code.lower() for report in CATALOGUE)


def test_a_cell_is_found_by_its_headings():
    table = find("1b").build(sample_brief())
    assert table.cell("2024-25", "Total").text == "528"
    with pytest.raises(KeyError, match="Table 1b has no cell 2021-22, Total"):
        table.cell("2021-22", "Total")


def test_a_table_is_filed_under_its_code_and_period():
    assert find("2a").build(sample_brief()).file_stem == "table-2a-2024-25"


def test_a_year_is_read_with_the_two_years_before():
    days = covered_by(YEAR)
    assert (days.first.isoformat(), days.last.isoformat()) == ("2022-04-01", "2025-03-31")
