"""Tables 2a and 2b: new cases by quarter and by month. Source: rule book 10.1 (LEW25 2a, 2b)."""

from __future__ import annotations

from collections.abc import Sequence

from caseworker.domain.facts import Facts
from caseworker.domain.kinds import Kind
from caseworker.domain.periods import Period
from caseworker.reports.columns import BY_MONTH, COUNTED, HEADINGS, TOTAL
from caseworker.reports.rows import counts, month_heading, quarter_heading, total_row
from caseworker.reports.table import RECEIVED_BASIS, RECEIVED_POPULATION, Report, Table


def _by_quarter(facts: Facts, period: Period) -> Table:
    quarters = period.quarters()
    headings = tuple(quarter_heading(quarter, period) for quarter in quarters)
    return _with_totals(TABLE_2A, facts, period, "Quarter", quarters, headings, COUNTED)


def _by_month(facts: Facts, period: Period) -> Table:
    months = period.months()
    headings = tuple(month_heading(month, period) for month in months)
    return _with_totals(TABLE_2B, facts, period, "Month", months, headings, BY_MONTH)


def _with_totals(
    report: Report,
    facts: Facts,
    period: Period,
    row_heading: str,
    pieces: tuple[Period, ...],
    headings: tuple[str, ...],
    kinds: Sequence[Kind],
) -> Table:
    rows = tuple(counts(facts, piece, kinds) for piece in pieces)
    return report.answer(
        period,
        row_heading=row_heading,
        row_headings=(*headings, TOTAL),
        row_periods=(*pieces, period),
        column_headings=(*(HEADINGS[kind] for kind in kinds), TOTAL),
        cells=(*rows, total_row(rows)),
        has_total_row=True,
        has_total_column=True,
    )


TABLE_2A = Report(
    code="2a",
    source_id="lewisham-2024-25/table-2a",
    title="New cases received by quarter and type",
    question="How did the new cases spread over the quarters?",
    population=RECEIVED_POPULATION,
    basis=RECEIVED_BASIS,
    source="Rule book 10.1, LEW25 2a",
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
    build=_by_month,
)
