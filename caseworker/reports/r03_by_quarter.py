"""Tables 3a, 3b and 27b: on time by quarter and type within 10 and 20 working days, and of what was due.

The published Table 3 does not say whether 10 or 20 working days are meant, so that both are shown beside it; the
2019-20 report counts what was due in the quarter. Source: rule book 10.1 (LEW25 3; LEW20 A4 3) and 1.5.
"""

from __future__ import annotations

from caseworker.domain.populations import Rows
from caseworker.reports.axes import by_kind, by_quarter
from caseworker.reports.brief import Brief
from caseworker.reports.cells import Cell, share_cell
from caseworker.reports.columns import COUNTED
from caseworker.reports.crosstab import crosstab, whole_of
from caseworker.reports.last_day import fallen_due
from caseworker.reports.stage_rows import first_stages
from caseworker.reports.table import Chart, Report, Table

CHARTED = 2


def _received(brief: Brief, report: Report, working_days: int) -> Table:
    quick = brief.answered_within(working_days)
    kinds = by_kind(brief, COUNTED)
    quarters = by_quarter(brief, brief.received)

    def share(received: Rows) -> Cell:
        return share_cell(quick, received)

    return crosstab(
        report,
        brief,
        row_heading="Quarter",
        rows=quarters,
        columns=kinds,
        base=brief.cases - brief.reviews,
        measure=share,
        total_row=True,
        left_out=whole_of(kinds, brief.received()) & brief.reviews,
        charts=[
            Chart(
                report.title,
                "bars",
                "rows",
                tuple(kind.heading for kind in kinds[:CHARTED]),
                tuple(quarter.heading for quarter in quarters),
            )
        ],
    )


def _within_ten(brief: Brief) -> Table:
    return _received(brief, TABLE_3A, 10)


def _within_twenty(brief: Brief) -> Table:
    return _received(brief, TABLE_3B, 20)


def _due(brief: Brief) -> Table:
    first, on_time = first_stages(brief), brief.stages.where(on_time="1")
    answered = brief.stages.recorded("answered_on")
    quarters = by_quarter(brief, lambda quarter: first & fallen_due(brief, "due_on", quarter, answered))

    def share(due: Rows) -> Cell:
        return share_cell(on_time, due)

    return crosstab(
        TABLE_27B,
        brief,
        row_heading="Quarter",
        rows=quarters,
        columns=by_kind(brief, COUNTED),
        base=first - brief.reviews,
        measure=share,
        total_row=True,
    )


_WORKING_DAYS_BASIS = (
    "Counted by date received and type as received. Working days from the day after receipt to the answer, whatever "
    "the deadline, extended or not. Open cases, and those withdrawn without an answer, stay in the number and never "
    "count as answered in time. Percentages are rounded half up; n/a where nothing was received. Historic case reviews "
    "are left out."
)
_POPULATION = "Stage 1 complaints and enquiries received in the period, without historic case reviews."
_SOURCE = "Rule book 10.1, LEW25 3 (10 or 20 not stated: both); 1.5 (two measures)"

TABLE_3A = Report(
    code="3a",
    source_id="",
    title="Stage 1 complaints and enquiries answered within 10 working days",
    question="Of the cases received, what share was answered within 10 working days?",
    population=_POPULATION,
    basis=_WORKING_DAYS_BASIS,
    source=_SOURCE,
    area="Answered on time",
    build=_within_ten,
)

TABLE_3B = Report(
    code="3b",
    source_id="",
    title="Stage 1 complaints and enquiries answered within 20 working days",
    question="Of the cases received, what share was answered within 20 working days?",
    population=_POPULATION,
    basis=_WORKING_DAYS_BASIS,
    source=_SOURCE,
    area="Answered on time",
    build=_within_twenty,
)

TABLE_27B = Report(
    code="27b",
    source_id="",
    title="Cases due and on time, by quarter and type",
    question="Of what was due, what share was answered on time?",
    population="Stage 1 complaints and enquiries whose answer was due in the period.",
    basis=(
        "Due basis: counted by the day the answer was due, as extended, whenever it was received. On time: answered by "
        "that day. Open and withdrawn cases whose day lay in the quarter are counted and never count as on time; while "
        "the period runs, what is due after the day of the figures is not counted yet. Historic case reviews are left "
        "out."
    ),
    source="Rule book 10.1, LEW20 A4 3",
    area="Answered on time",
    build=_due,
)
