"""Whatever cases there are and whatever period is asked: no table contradicts another or the cases."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from caseworker.domain.kinds import Kind
from caseworker.domain.periods import Period, between, parse_period
from caseworker.reports.catalogue import build_all, find
from caseworker.reports.cells import Unit
from caseworker.reports.checks import run_checks
from caseworker.reports.columns import COUNTED, HEADINGS, UNPLACED
from caseworker.reports.table import Table
from tests.reports.any_lines import brief_with, some_offices
from tests.reports.example_facts import CountedCase, counted

DAYS = st.dates(date(2021, 3, 20), date(2025, 4, 10))
KINDS = st.sampled_from((*COUNTED, Kind.UNDECIDED, Kind.FOI))


@st.composite
def some_cases(draw: st.DrawFn) -> list[CountedCase]:
    said = st.tuples(DAYS, KINDS, st.sampled_from(["East", "West"]), st.booleans(), st.booleans())
    return [CountedCase(number, *each) for number, each in enumerate(draw(st.lists(said, max_size=60)), 1)]


@st.composite
def some_periods(draw: st.DrawFn) -> Period:
    if draw(st.booleans()):
        return parse_period(draw(st.sampled_from(["2023-24", "2024-25", "2024-25-Q3", "2023-24-M02"])))
    first = draw(st.dates(date(2023, 3, 1), date(2024, 12, 31)))
    return between(first, first + timedelta(days=draw(st.integers(0, 420))))


@given(some_cases(), some_periods())
def test_all_identities_hold(cases, period):
    brief = counted(cases, period)
    disagreements = run_checks(build_all(brief), brief)
    undecided = [case.number for case in cases if case.kind in UNPLACED and case.received_on in period]
    found = [each.kind for each in disagreements if each.kind != "not recorded"]
    assert found == ["no type"] * bool(undecided)


@settings(max_examples=settings().max_examples // 2)  # each builds every table there is
@given(some_offices(), some_periods())
def test_of_cases_at_every_stage_every_table_agrees_with_itself_and_the_others(cases, period):
    """Cases lacking a value are listed; nothing else is ever to reconcile."""
    brief = brief_with(cases, period)
    tables = build_all(brief)
    disagreements = run_checks(tables, brief)
    assert {each.kind for each in disagreements} <= {"no type", "not recorded"}, disagreements
    for table in tables:
        assert len(set(table.row_headings)) == len(table.row_headings), table.row_headings
        assert len(set(table.column_headings)) == len(table.column_headings)
        for place, cell in table.places():
            if cell.unit in (Unit.SHARE, Unit.PERCENT):
                assert set(cell.part_cases()) <= set(cell.cases()), place
            if cell.unit is Unit.COUNT:
                assert cell.value == cell.number, place


@given(some_cases(), some_periods())
def test_every_figure_is_a_plain_count_of_the_cases(cases, period):
    brief = counted(cases, period)
    one_a, one_b, two_a, two_b, three, four = (
        find(code).build(brief) for code in ("1a", "1b", "2a", "2b", "3", "4")
    )
    kind_under = {heading: kind for kind, heading in HEADINGS.items()}

    def received(days: Period, column: str) -> tuple[int, ...]:
        kinds = (kind_under[column],) if column in kind_under else COUNTED
        return tuple(case.number for case in cases if case.received_on in days and case.kind in kinds)

    for days, column in zip(one_a.column_periods, one_a.column_headings, strict=True):
        assert one_a.cell("Total", column).cases() == received(days, "Total")
    for table in (one_b, two_a, two_b):
        for days, row in zip(table.row_periods, table.cells, strict=True):
            for column, cell in zip(table.column_headings, row, strict=True):
                assert cell.cases() == received(days, column)
    by_number = {case.number: case for case in cases}

    def check_shares(table: Table, row: str, among: set[int]) -> None:
        days = dict(zip(table.row_headings, table.row_periods, strict=True)) if table.row_periods else {}
        for column in table.column_headings:
            cell = table.cell(row, column)
            due = [
                n
                for n in received(days.get(row, period), column)
                if n in among and not by_number[n].is_review
            ]
            assert cell.cases() == tuple(due)
            assert cell.part_cases() == tuple(n for n in due if by_number[n].on_time)
            assert (cell.numerator, cell.denominator) == (len(cell.part_cases()), len(due))

    for row in three.row_headings:
        check_shares(three, row, set(by_number))
    for row in four.row_headings:
        check_shares(four, row, {n for n, case in by_number.items() if row in (case.division, "Total")})
