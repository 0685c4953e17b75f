"""Tables of the council's own: any definition over any cases adds up, and every cell opens what it shows."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseworker.domain.periods import Period, between, financial_year, parse_period
from caseworker.errors import ProblemsError
from caseworker.reports.axes import NOT_RECORDED
from caseworker.reports.builder import DIMENSIONS, MEASURES, Definition, check, definition_of, report_of
from caseworker.reports.builder.dimensions import MOST_COLUMNS, OTHERS
from caseworker.reports.cells import Unit
from caseworker.reports.checks import run_checks
from caseworker.reports.in_words import in_words
from caseworker.reports.shown import show
from tests.reports.any_lines import brief_with, some_offices
from tests.reports.example_facts import brief_of, stage_line

YEAR = financial_year(2024)
PERIODS = [
    YEAR,
    parse_period("2024-25-Q2"),
    parse_period("2024-07"),
    between(YEAR.months()[1].first, YEAR.months()[7].last),
]
CODES = st.sampled_from(list(DIMENSIONS))


@st.composite
def definitions(draw: st.DrawFn) -> Definition:
    """Any definition that passes the check."""
    measure = draw(st.sampled_from(list(MEASURES.values())))
    fits = [d for d in DIMENSIONS.values() if measure.of in d.of]
    rows = draw(st.sampled_from(fits))
    columns = draw(
        st.sampled_from([None, *(d for d in fits if d != rows and not (d.is_time and rows.is_time))])
    )
    kept = draw(st.lists(st.sampled_from([d.code for d in fits if not d.is_time]), max_size=2, unique=True))
    values = st.lists(
        st.sampled_from(["", "CORP", "CA", "1", "Education Services", "upheld", "S1"]),
        max_size=3,
        unique=True,
    )
    filters = tuple((code, tuple(draw(values))) for code in kept)
    return Definition("Mine", measure.code, rows.code, columns.code if columns else "", filters)


@settings(max_examples=80, deadline=None)
@given(some_offices(), st.sampled_from(PERIODS), definitions())
def test_any_table_over_any_cases_adds_up_and_opens_what_it_shows(
    cases: Any, period: Period, definition: Definition
):
    brief = brief_with(cases, period)
    table = report_of(definition, "o1").build(brief)
    assert run_checks([table]) == ()
    assert len(set(table.row_headings)) == len(table.row_headings)
    assert len(set(table.column_headings)) == len(table.column_headings)
    for _place, cell in table.places():
        if cell.unit is Unit.COUNT:
            assert cell.value == cell.number
        elif cell.unit is Unit.SHARE:
            assert (cell.denominator, cell.numerator) == (cell.number, cell.part.count if cell.part else 0)
    assert in_words(table)
    show(table)


@settings(max_examples=40, deadline=None)
@given(some_offices(), st.sampled_from(PERIODS), definitions())
def test_no_line_is_lost_or_stands_in_two_rows(cases: Any, period: Period, definition: Definition):
    brief = brief_with(cases, period)
    measure, dimension = MEASURES[definition.measure], DIMENSIONS[definition.rows]
    if dimension.is_time or DIMENSIONS.get(definition.columns, dimension).is_time:
        return
    table = report_of(definition, "o1").build(brief)
    whole = measure.base(brief, brief.period)
    for code, values in definition.filters:
        whole &= whole.population.where(**{DIMENSIONS[code].column: values})
    if table.has_total_row:
        last = table.cells[-1][-1]
        assert last.rows == whole
    else:
        assert not whole


def test_cases_received_by_theme_and_quarter_in_the_sample_are_those_of_the_tables(
    sample_pack: Any, sample_office: Any
):
    from caseworker.actions.reports import reading_for

    with reading_for(sample_office, YEAR) as brief:
        types = (("kind", ("CORP", "CA")),)
        mine = report_of(Definition("Quarters", "received", "quarter", "kind", types), "o1").build(brief)
        on_time = report_of(Definition("On time", "on_time", "quarter", "kind"), "o2").build(brief)
        open_now = report_of(Definition("Open", "open", "month"), "o3").build(brief)
        years = report_of(Definition("Years", "received", "kind", "year"), "o4").build(brief)
    tables = {table.code: table for table in sample_pack("2024-25").tables}
    for row in ("Q1", "Q2", "Q3", "Q4", "Total"):
        for column in ("Corporate Stage 1", "Children Act Stage 1"):
            assert mine.cell(row, column).cases() == tables["2a"].cell(row, column).cases()
            if row != "Total":
                assert on_time.cell(row, column).text == tables["3"].cell(row, column).text
    assert not open_now.has_total_row
    assert "Total" not in years.column_headings
    assert [years.cell("MP enquiry", year).text for year in ("2022-23", "2023-24", "2024-25")[::-1]] == [
        "124",
        "96",
        "91",
    ]


def test_more_columns_than_fit_are_counted_together():
    lines = [stage_line(n, ward=f"Ward {n % 20:02}") for n in range(1, 101)]
    table = report_of(Definition("W", "received", "kind", "ward"), "o1").build(brief_of(lines))
    assert len(table.column_headings) == MOST_COLUMNS + 1
    assert table.column_headings[-2] == OTHERS
    assert run_checks([table]) == ()
    assert table.cell("Total", "Total").value == 100


def test_words_that_are_headings_of_ours_are_told_apart():
    lines = [stage_line(1, ward="Total"), stage_line(2, ward="All others"), stage_line(3)]
    table = report_of(Definition("W", "received", "ward"), "o1").build(brief_of(lines))
    assert table.row_headings == (
        "All others (as recorded)", "Total (as recorded)", NOT_RECORDED, "Total"
    )  # fmt: skip


def test_the_basis_names_what_it_is_limited_to():
    definition = Definition("W", "received", "ward", "", (("kind", ("CORP", "")), ("channel", ("Email",))))
    table = report_of(definition, "o1").build(brief_of([stage_line(1)]))
    assert table.basis.endswith("Only: type Corporate Stage 1 or Not recorded; how it arrived Email.")


@pytest.mark.parametrize(
    ("definition", "field"),
    [
        (Definition("", "received", "ward"), "name"),
        (Definition("n" * 101, "received", "ward"), "name"),
        (Definition("a", "x", "ward"), "measure"),
        (Definition("a", "received", ""), "rows"),
        (Definition("a", "received", "ward", "x"), "columns"),
        (Definition("a", "received", "ward", "ward"), "columns"),
        (Definition("a", "received", "month", "year"), "columns"),
        (Definition("a", "actions", "ward"), "rows"),
        (Definition("a", "received", "ward", "", (("month", ("1",)),)), "filters"),
        (Definition("a", "actions", "kind", "", (("ward", ("1",)),)), "filters"),
    ],
)
def test_what_does_not_go_together_is_refused_at_its_field(definition: Definition, field: str):
    with pytest.raises(ProblemsError) as refused:
        check(definition)
    assert [problem.field for problem in refused.value.problems] == [field]


def test_equalities_make_a_table_sensitive_also_as_a_filter():
    assert report_of(Definition("a", "received", "gender")).is_sensitive
    assert report_of(Definition("a", "received", "ward", "", (("age", ("1",)),))).is_sensitive
    assert not report_of(Definition("a", "received", "ward")).is_sensitive


def test_a_table_that_names_officers_is_for_the_service_alone():
    assert report_of(Definition("a", "received", "owner")).is_internal
    assert report_of(Definition("a", "received", "ward", "", (("owner", ("1",)),))).is_internal
    assert not report_of(Definition("a", "received", "ward")).is_internal


@given(definitions())
def test_what_is_kept_comes_back_the_same(definition: Definition):
    again = definition_of(definition.to_doc())
    assert again.to_doc() == definition.to_doc()
    assert (again.measure, again.rows, again.columns) == (
        definition.measure,
        definition.rows,
        definition.columns,
    )
    assert dict(again.filters) == dict(definition.filters)
