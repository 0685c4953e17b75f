"""Tables 31 and 31a: what the Independent Adjudicator determined. Source: rule book 10.1 (LEW20 8, A1)."""

from __future__ import annotations

from caseworker.domain.populations import Rows
from caseworker.reports.axes import Axis, Entry, by_list
from caseworker.reports.brief import Brief
from caseworker.reports.cells import average_cell, pounds_cell
from caseworker.reports.found import CODES, IN_FAVOUR, PARTLY, UPHELD, having
from caseworker.reports.measured import Column, count_of, measured, share_of
from caseworker.reports.stage_rows import later_stages
from caseworker.reports.table import Missing, Report, Table

DETERMINED, COMPENSATED, COMPENSATION = "Determined", "Compensated", "Compensation"
AVERAGE = "Average"
SHARE = "Upheld or partly upheld"


def _money(lines: Rows) -> tuple[Column, ...]:
    return (
        count_of(COMPENSATED, lines.population.recorded("compensation")),
        Column(COMPENSATION, lambda rows: pounds_cell(rows, "compensation")),
        Column(AVERAGE, lambda rows: average_cell(rows, "compensation")),
    )


def _years(brief: Brief, lines: Rows) -> Axis:
    return tuple(Entry(year.label, lines.between("ended_on", year), year) for year in brief.years)


def _adjudicator(brief: Brief) -> Table:
    lines = later_stages(brief, "ADJ")
    return measured(
        TABLE_31,
        brief,
        row_heading="Year",
        rows=_years(brief, lines),
        columns=(
            count_of(DETERMINED),
            count_of(UPHELD, having(brief, CODES[UPHELD])),
            count_of(PARTLY, having(brief, CODES[PARTLY])),
            share_of(SHARE, having(brief, IN_FAVOUR)),
            *_money(lines),
        ),
        base=lines,
        speaks_of=DETERMINED,
        within=[(COMPENSATED, DETERMINED, "")],
    )


def _adjudicator_by_place(brief: Brief) -> Table:
    decided = later_stages(brief, "ADJ").between("ended_on", brief.period)
    return measured(
        TABLE_31A,
        brief,
        row_heading="Directorate",
        rows=by_list(brief, "division", "divisions", decided),
        columns=(
            count_of(DETERMINED),
            share_of(SHARE, having(brief, IN_FAVOUR)),
            share_of("On time", brief.stages.where(on_time="1")),
            *_money(decided),
        ),
        base=decided,
        speaks_of=DETERMINED,
        total_row=True,
        missing=[Missing("the division", decided.where(division=""))],
    )


TABLE_31 = Report(
    code="31",
    source_id="",
    title="Independent Adjudicator over three years",
    question="How many complaints did the adjudicator determine, and what came of them?",
    population="Complaints the Independent Adjudicator determined.",
    basis=(
        "Counted by the day of the determination. The percentage is of all determined. Compensation is what was "
        "recorded for the adjudicator's stage; open complaints are not counted."
    ),
    source="Rule book 10.1, LEW20 8",
    area="Later stages",
    build=_adjudicator,
    noun=("complaint", "complaints"),
)

TABLE_31A = Report(
    code="31a",
    source_id="",
    title="Independent Adjudicator by directorate",
    question="Whose complaints did the adjudicator determine?",
    population="Complaints the Independent Adjudicator determined in the period.",
    basis=(
        "Counted by the day of the determination. On time: by the date in force, as extended. Compensation is what "
        "was recorded for the adjudicator's stage; open complaints are not counted."
    ),
    source="Rule book 10.1, LEW20 A1",
    area="Later stages",
    build=_adjudicator_by_place,
    noun=("complaint", "complaints"),
)
