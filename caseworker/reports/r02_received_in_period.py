"""Tables 2a and 2b: new cases by quarter and by month. Source: rule book 10.1 (LEW25 2a, 2b)."""

from __future__ import annotations

from caseworker.reports.axes import by_kind, by_month, by_quarter
from caseworker.reports.bases import RECEIVED_BASIS, RECEIVED_POPULATION
from caseworker.reports.brief import Brief
from caseworker.reports.columns import BY_MONTH, COUNTED, TOTAL
from caseworker.reports.crosstab import crosstab
from caseworker.reports.table import Chart, Report, Table


def _by_quarter(brief: Brief) -> Table:
    return crosstab(
        TABLE_2A,
        brief,
        row_heading="Quarter",
        rows=by_quarter(brief, brief.received),
        columns=by_kind(brief, COUNTED),
        base=brief.cases,
        total_row=True,
        total_column=True,
    )


def _by_month(brief: Brief) -> Table:
    months = by_month(brief, brief.received)
    headings = tuple(month.heading for month in months)
    return crosstab(
        TABLE_2B,
        brief,
        row_heading="Month",
        rows=months,
        columns=by_kind(brief, BY_MONTH),
        base=brief.cases,
        total_row=True,
        total_column=True,
        charts=[Chart("New cases by month", "lines", "rows", (TOTAL,), headings)],
    )


TABLE_2A = Report(
    code="2a",
    source_id="lewisham-2024-25/table-2a",
    title="New cases received by quarter and type",
    question="How did the new cases spread over the quarters?",
    population=RECEIVED_POPULATION,
    basis=RECEIVED_BASIS,
    source="Rule book 10.1, LEW25 2a",
    area="Received",
    build=_by_quarter,
)

TABLE_2B = Report(
    code="2b",
    source_id="lewisham-2024-25/table-2b",
    title="New cases received by month and type",
    question="How did the new cases spread over the months?",
    population=RECEIVED_POPULATION,
    basis=RECEIVED_BASIS,
    source="Rule book 10.1, LEW25 2b; totals are recomputed, never copied",
    area="Received",
    build=_by_month,
)
