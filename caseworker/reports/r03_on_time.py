"""Table 3: what share of complaints and enquiries was answered on time. Source: rule book 10.1 (LEW25 3)."""

from __future__ import annotations

from caseworker.domain.populations import Rows
from caseworker.reports.axes import by_kind, by_quarter
from caseworker.reports.bases import ON_TIME_BASIS
from caseworker.reports.brief import Brief
from caseworker.reports.cells import Cell, share_cell
from caseworker.reports.columns import COUNTED
from caseworker.reports.crosstab import crosstab, whole_of
from caseworker.reports.table import Chart, Report, Table


def _by_quarter(brief: Brief) -> Table:
    on_time = brief.stages.where(on_time="1")

    def share(due: Rows) -> Cell:
        return share_cell(on_time, due)

    kinds = by_kind(brief, COUNTED)
    quarters = by_quarter(brief, brief.received)
    headings = tuple(quarter.heading for quarter in quarters)
    return crosstab(
        TABLE_3,
        brief,
        row_heading="Quarter",
        rows=quarters,
        columns=kinds,
        base=brief.cases - brief.reviews,
        measure=share,
        left_out=whole_of(kinds, brief.received()) & brief.reviews,
        charts=[
            Chart(
                "Complaints answered on time",
                "bars",
                "rows",
                tuple(kind.heading for kind in kinds[:2]),
                headings,
            )
        ],
    )


TABLE_3 = Report(
    code="3",
    source_id="lewisham-2024-25/table-3",
    title="Stage 1 complaints and enquiries answered on time",
    question="Of the cases received, what share was answered on time?",
    population="Stage 1 complaints and enquiries received in the period, without historic case reviews.",
    basis=ON_TIME_BASIS,
    source="Rule book 10.1, LEW25 3; case reviews LEW25 3.6; 1.5 (declare the basis under every table)",
    area="Answered on time",
    build=_by_quarter,
)
