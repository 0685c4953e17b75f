"""Table 3: what share of complaints and enquiries was answered on time. Source: rule book 10.1 (LEW25 3)."""

from __future__ import annotations

from caseworker.domain.facts import Facts
from caseworker.domain.kinds import Kind
from caseworker.domain.periods import Period
from caseworker.reports.columns import COUNTED, HEADINGS
from caseworker.reports.rows import quarter_heading
from caseworker.reports.table import Cell, Report, Table, count_cell, share_cell


def _by_quarter(facts: Facts, period: Period) -> Table:
    quarters = period.quarters()
    received = facts.select(period, COUNTED)
    return TABLE_3.answer(
        period,
        row_heading="Quarter",
        row_headings=tuple(quarter_heading(quarter, period) for quarter in quarters),
        row_periods=quarters,
        column_headings=tuple(HEADINGS[kind] for kind in COUNTED),
        cells=tuple(tuple(_on_time(facts, quarter, kind) for kind in COUNTED) for quarter in quarters),
        left_out=count_cell(tuple(cell for cell in received if cell.is_review)),
    )


def _on_time(facts: Facts, quarter: Period, kind: Kind) -> Cell:
    return share_cell(tuple(cell for cell in facts.select(quarter, (kind,)) if not cell.is_review))


TABLE_3 = Report(
    code="3",
    source_id="lewisham-2024-25/table-3",
    title="Stage 1 complaints and enquiries answered on time",
    question="Of the cases received, what share was answered on time?",
    population="Stage 1 complaints and enquiries received in the period, without historic case reviews.",
    basis=(
        "On time means answered no later than the date in force at the time: the extended date where there "
        "is one, otherwise the due date. Open cases never count as on time. Percentages are rounded half up; "
        "n/a where nothing was due. Historic case reviews are left out."
    ),
    source="Rule book 10.1, LEW25 3; case reviews LEW25 3.6; 1.5 (declare the basis under every table)",
    build=_by_quarter,
)
