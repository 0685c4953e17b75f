"""Tables 1a and 1b: new cases, this year and the two before. Source: rule book 10.1 (LEW25 1a, 1b)."""

from __future__ import annotations

from caseworker.reports.axes import Entry, by_kind, by_year
from caseworker.reports.bases import RECEIVED_BASIS, RECEIVED_POPULATION
from caseworker.reports.brief import Brief
from caseworker.reports.columns import COUNTED, TOTAL
from caseworker.reports.crosstab import crosstab, whole_of
from caseworker.reports.table import Chart, Report, Table


def _total_by_year(brief: Brief) -> Table:
    """One figure a year, the earliest first as in the printed table."""
    years = by_year(brief, brief.received, earliest_first=True)
    counted = whole_of(by_kind(brief, COUNTED), brief.cases)
    headings = tuple(year.heading for year in years)
    return crosstab(
        TABLE_1A,
        brief,
        row_heading="New cases",
        rows=(Entry(TOTAL, counted),),
        columns=years,
        base=brief.cases,
        charts=[Chart("New cases received", "bars", "columns", (TOTAL,), headings)],
    )


def _types_by_year(brief: Brief) -> Table:
    """One row a year, the latest first as in the printed table."""
    kinds = by_kind(brief, COUNTED)
    years = by_year(brief, brief.received)
    headings = tuple(year.heading for year in years)
    return crosstab(
        TABLE_1B,
        brief,
        row_heading="Year" if brief.period.is_whole_year else "Period",
        rows=years,
        columns=kinds,
        base=brief.cases,
        total_column=True,
        charts=[
            Chart("New cases by type", "bars", "columns", headings, tuple(kind.heading for kind in kinds))
        ],
    )


TABLE_1A = Report(
    code="1a",
    source_id="lewisham-2024-25/table-1a",
    title="New cases received over three years",
    question="How many new cases came in, beside the same days of the two years before?",
    population=RECEIVED_POPULATION,
    basis=RECEIVED_BASIS,
    source="Rule book 10.1, LEW25 1a",
    area="Received",
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
    area="Received",
    build=_types_by_year,
)
