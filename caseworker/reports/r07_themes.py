"""Tables 5a and 5b: what upheld complaints were about, and what returned ones.

Source: rule book 10.1 (LEW25 4.0 and 4.1: themes of upheld and of returned complaints, with the counts behind them).
"""

from __future__ import annotations

from collections.abc import Iterable

from caseworker.reports.axes import by_list
from caseworker.reports.brief import Brief
from caseworker.reports.columns import TOTAL
from caseworker.reports.crosstab import crosstab, whole_of
from caseworker.reports.outcomes import PARTLY_UPHELD, RETURNED, UPHELD, stage_1_outcomes
from caseworker.reports.r06_outcomes import by_type_at_closure, complaints_received
from caseworker.reports.table import Chart, Missing, Report, Table

_CHARTED = 10


def _upheld(brief: Brief) -> Table:
    return _themes(TABLE_5A, brief, (UPHELD, PARTLY_UPHELD))


def _returned(brief: Brief) -> Table:
    return _themes(TABLE_5B, brief, (RETURNED,))


def _themes(report: Report, brief: Brief, outcomes: Iterable[str]) -> Table:
    received = complaints_received(brief)
    chosen = [entry for entry in stage_1_outcomes(brief, received) if entry.heading in outcomes]
    complaints = whole_of(tuple(chosen), received)
    themes = by_list(brief, "theme", "themes", complaints, always=(), biggest_first=True)
    return crosstab(
        report,
        brief,
        row_heading="Theme",
        rows=themes,
        columns=by_type_at_closure(brief, received),
        base=complaints,
        total_row=True,
        total_column=True,
        speaks_of=TOTAL,
        percent_column=True,
        missing=[Missing("the main category", complaints.where(theme=""))],
        charts=[
            Chart(report.title, "bars", "rows", (TOTAL,), tuple(theme.heading for theme in themes[:_CHARTED]))
        ],
    )


TABLE_5A = Report(
    code="5a",
    source_id="",
    title="Themes of upheld and partly upheld complaints",
    question="What were the complaints about that were upheld?",
    population="Stage 1 complaints received in the period and upheld or partly upheld.",
    basis=(
        "The complaints of the rows “Upheld” and “Partly upheld” of Table 5, by their main category, the most frequent "
        "first. Counted by date received; open complaints have no outcome and are not counted. % is of these "
        "complaints."
    ),
    source="Rule book 10.1, LEW25 4.0; WF20 2",
    area="Outcomes",
    build=_upheld,
    noun=("complaint", "complaints"),
)

TABLE_5B = Report(
    code="5b",
    source_id="",
    title="Themes of returned and withdrawn complaints",
    question="What were the complaints about that were returned or withdrawn?",
    population="Stage 1 complaints received in the period and returned or withdrawn.",
    basis=(
        "The complaints of the row “Returned / Withdrawn” of Table 5, by their main category, the most frequent first. "
        "Counted by date received; open complaints are not counted. % is of these complaints."
    ),
    source="Rule book 10.1, LEW25 4.1",
    area="Outcomes",
    build=_returned,
    noun=("complaint", "complaints"),
)
