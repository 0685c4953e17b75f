"""Tables 5 and 5r: how stage 1 complaints ended, by type at closure and by type as received.

Source: rule book 10.1 (LEW25 5), section 10 (outcome tables count a case by its type at closure).
"""

from __future__ import annotations

from caseworker.domain.populations import Rows
from caseworker.reports.axes import Axis, Entry, by_kind
from caseworker.reports.brief import Brief
from caseworker.reports.columns import COMPLAINTS, TOTAL
from caseworker.reports.crosstab import crosstab, whole_of
from caseworker.reports.outcomes import ended_without_outcome, stage_1_outcomes
from caseworker.reports.table import Chart, Missing, Report, Table

ANOTHER_TYPE = "Another type at closure"


def complaints_received(brief: Brief) -> Rows:
    """The stage 1 complaints of the period, by type as received."""
    return whole_of(by_kind(brief, COMPLAINTS), brief.received())


def by_type_at_closure(brief: Brief, complaints: Rows) -> Axis:
    """The two types of complaint at closure; a third column only where a complaint was closed as something else."""
    types = by_kind(brief, COMPLAINTS, "kind_at_closure")
    others = complaints - whole_of(types, complaints)
    return (*types, Entry(ANOTHER_TYPE, others)) if others else types


def _at_closure(brief: Brief) -> Table:
    return _outcomes(TABLE_5, brief, by_type_at_closure(brief, complaints_received(brief)))


def _as_received(brief: Brief) -> Table:
    return _outcomes(TABLE_5R, brief, by_kind(brief, COMPLAINTS))


def _outcomes(report: Report, brief: Brief, types: Axis) -> Table:
    complaints = complaints_received(brief)
    outcomes = stage_1_outcomes(brief, complaints)
    without = ended_without_outcome(complaints - brief.reviews)
    return crosstab(
        report,
        brief,
        row_heading="Outcome",
        rows=outcomes,
        columns=types,
        base=complaints,
        total_row=True,
        total_column=True,
        speaks_of=TOTAL,
        percent_column=True,
        missing=[Missing("the outcome", without)],
        charts=[
            Chart(
                "Outcomes of stage 1 complaints",
                "bars",
                "rows",
                tuple(entry.heading for entry in types),
                tuple(entry.heading for entry in outcomes),
            )
        ],
    )


_BASIS = (
    "Counted by date received, so that the total is that of Table 1b; the outcomes are those recorded by the day of "
    "the figures. Open complaints stand under “No outcome yet”, those that went on to stage 2 without an answer under "
    "“Went on unanswered”; both count in the total. % is of all complaints, case reviews included."
)

TABLE_5 = Report(
    code="5",
    source_id="lewisham-2024-25/table-5",
    title="Outcomes of stage 1 complaints",
    question="What was found?",
    population="Corporate and Children Act stage 1 complaints received in the period.",
    basis=f"{_BASIS} The columns go by the type at closure.",
    source="Rule book 10.1, LEW25 5",
    area="Outcomes",
    build=_at_closure,
    noun=("complaint", "complaints"),
)

TABLE_5R = Report(
    code="5r",
    source_id="not-published/table-5-by-type-received",
    title="Outcomes of stage 1 complaints, by type as received",
    question="What was found, by the type the complaint had when it came in?",
    population="Corporate and Children Act stage 1 complaints received in the period.",
    basis=f"{_BASIS} The columns go by the type as received, like Tables 1 to 4.",
    source="Rule book 10.1, LEW25 5; 10.2 (163 against 165)",
    area="Outcomes",
    build=_as_received,
    noun=("complaint", "complaints"),
)
