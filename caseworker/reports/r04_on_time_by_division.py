"""Table 4: the same share by division, over the whole period. Source: rule book 10.1 (LEW25 4)."""

from __future__ import annotations

from caseworker.domain.populations import Rows
from caseworker.reports.axes import by_kind, by_list
from caseworker.reports.bases import ON_TIME_BASIS
from caseworker.reports.brief import Brief
from caseworker.reports.cells import Cell, share_cell
from caseworker.reports.columns import COUNTED
from caseworker.reports.crosstab import crosstab, whole_of
from caseworker.reports.table import Missing, Report, Table


def _by_division(brief: Brief) -> Table:
    on_time = brief.stages.where(on_time="1")
    kinds = by_kind(brief, COUNTED)
    received = whole_of(kinds, brief.received())
    due = received - brief.reviews

    def share(rows: Rows) -> Cell:
        return share_cell(on_time, rows)

    return crosstab(
        TABLE_4,
        brief,
        row_heading="Division",
        rows=by_list(brief, "division", "divisions", due),
        columns=kinds,
        base=due,
        measure=share,
        total_row=True,
        left_out=received & brief.reviews,
        missing=[Missing("the division", due.where(division=""))],
    )


TABLE_4 = Report(
    code="4",
    source_id="lewisham-2024-25/table-4",
    title="Cases answered on time, by division",
    question="Which divisions answered on time?",
    population="Stage 1 complaints and enquiries received in the period, without historic case reviews.",
    basis=ON_TIME_BASIS,
    source="Rule book 10.1, LEW25 4; its sums equal the totals of Table 3",
    area="Answered on time",
    build=_by_division,
)
