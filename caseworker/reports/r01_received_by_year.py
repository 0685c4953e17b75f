"""Tables 1a and 1b: new cases, this year and the two before. Source: rule book 10.1 (LEW25 1a, 1b)."""

from __future__ import annotations

from caseworker.domain.facts import COMPARED_YEARS, Facts
from caseworker.domain.periods import Period
from caseworker.reports.columns import COUNTED, HEADINGS, TOTAL
from caseworker.reports.rows import counts
from caseworker.reports.table import RECEIVED_BASIS, RECEIVED_POPULATION, Report, Table, count_cell


def _total_by_year(facts: Facts, period: Period) -> Table:
    """One figure a year, the earliest first as in the printed table."""
    years = (*reversed(period.previous_years(COMPARED_YEARS)), period)
    return TABLE_1A.answer(
        period,
        row_heading="New cases",
        row_headings=(TOTAL,),
        column_headings=tuple(year.label for year in years),
        column_periods=years,
        cells=(tuple(count_cell(facts.select(year, COUNTED)) for year in years),),
    )


def _types_by_year(facts: Facts, period: Period) -> Table:
    """One row a year, the latest first as in the printed table."""
    years = (period, *period.previous_years(COMPARED_YEARS))
    return TABLE_1B.answer(
        period,
        row_heading="Year" if period.is_whole_year else "Period",
        row_headings=tuple(year.label for year in years),
        row_periods=years,
        column_headings=(*(HEADINGS[kind] for kind in COUNTED), TOTAL),
        cells=tuple(counts(facts, year, COUNTED) for year in years),
        has_total_column=True,
    )


TABLE_1A = Report(
    code="1a",
    source_id="lewisham-2024-25/table-1a",
    title="New cases received over three years",
    question="How many new cases came in, beside the same days of the two years before?",
    population=RECEIVED_POPULATION,
    basis=RECEIVED_BASIS,
    source="Rule book 10.1, LEW25 1a",
    build=_total_by_year,
)

TABLE_1B = Report(
    code="1b",
    source_id="lewisham-2024-25/table-1b",
    title="New cases received over three years, by type",
    question="Of which type were they, and which types grow or shrink?",
    population=RECEIVED_POPULATION,
    basis=RECEIVED_BASIS,
    source="Rule book 10.1, LEW25 1b",
    build=_types_by_year,
)
