"""Tables 26 to 26b: answered in time by quarter, and how many working days answers took.

Source: rule book 10.1 (WF20 6; LEW20 A3 3).
"""

from __future__ import annotations

from caseworker.domain.populations import Rows
from caseworker.reports.axes import Axis, by_list, by_quarter
from caseworker.reports.brief import Brief
from caseworker.reports.cells import mean_cell
from caseworker.reports.measured import Column, count_of, measured
from caseworker.reports.r25_on_time_both_ways import (
    ANSWERED,
    ANSWERED_BASIS,
    CURRENT,
    TEN,
    TWENTY,
    on_time_columns,
)
from caseworker.reports.stage_rows import by_timed_stage, first_stages, joined, shown, stage_ones
from caseworker.reports.table import Chart, Missing, Report, Table

BANDS = (
    ("Up to 10", 0, 10),
    ("11 to 20", 11, 20),
    ("21 to 25", 21, 25),
    ("26 to 40", 26, 40),
    ("41 to 65", 41, 65),
)
"""Working days, both included; the marks of the law stand between them: 10, 20, 25, 65."""
CHARTED = 4
"""Series of a chart, at most."""
LONGER, UNKNOWN, MEAN = "Over 65", "Not known", "Mean"


def _by_quarter(brief: Brief) -> Table:
    answered = (stage_ones(brief) - brief.reviews).between("answered_on", brief.period)
    quarters = by_quarter(brief, lambda quarter: answered.between("answered_on", quarter))
    return measured(
        TABLE_26,
        brief,
        row_heading="Quarter",
        rows=quarters,
        columns=on_time_columns(brief, ANSWERED),
        base=answered,
        speaks_of=TWENTY,
        total_row=True,
        within=[(TEN, TWENTY, "n")],
        charts=[
            Chart(
                "Complaints answered in time, by quarter",
                "bars",
                "rows",
                (TEN, TWENTY, CURRENT),
                tuple(quarter.heading for quarter in quarters),
            )
        ],
        left_out=stage_ones(brief).between("answered_on", brief.period) & brief.reviews,
    )


def _by_kind(brief: Brief) -> Table:
    axis = by_timed_stage(brief)
    answered = joined(axis, brief).between("answered_on", brief.period)
    return _days_taken(brief, TABLE_26A, "Kind and stage", shown(axis, answered), answered, CHARTED)


def _by_service(brief: Brief) -> Table:
    answered = first_stages(brief).between("answered_on", brief.period)
    rows = by_list(brief, "service", "services", answered)
    needed = Missing("the service", answered.where(service=""))
    return _days_taken(brief, TABLE_26B, "Service", rows, answered, 0, needed)


def _days_taken(
    brief: Brief, report: Report, row_heading: str, rows: Axis, answered: Rows, charted: int, *needed: Missing
) -> Table:
    brief.days_taken()
    bands = (*(name for name, _least, _most in BANDS), LONGER, UNKNOWN)
    unknown = brief.stages.where(days_taken="")
    return measured(
        report,
        brief,
        row_heading=row_heading,
        rows=rows,
        columns=(
            count_of(ANSWERED),
            *(count_of(name, _within(brief, least, most)) for name, least, most in BANDS),
            count_of(LONGER, brief.stages.all - unknown - _within(brief, 0, BANDS[-1][2])),
            count_of(UNKNOWN, unknown),
            Column(MEAN, lambda lines: mean_cell(lines, "days_taken")),
        ),
        base=answered,
        speaks_of=ANSWERED,
        total_row=report is TABLE_26B,
        across=[(ANSWERED, bands)],
        charts=[
            Chart(report.title, "bars", "columns", tuple(row.heading for row in rows[:charted]), bands[:-1])
        ]
        if charted
        else (),
        missing=[Missing("an answer no earlier than its beginning", answered & unknown), *needed],
    )


def _within(brief: Brief, least: int, most: int) -> Rows:
    return brief.stages.where(days_taken=tuple(str(days) for days in range(least, most + 1)))


DAYS_BASIS = (
    "Answered basis: counted by the day of the answer. Working days of England and Wales from the day after receipt "
    "(of a later stage: the request) to the answer; pauses are not taken off. Open cases and those withdrawn without "
    "an answer are not counted. Not known: an answer dated before its beginning."
)

TABLE_26 = Report(
    code="26",
    source_id="",
    title="Stage 1 complaints answered in time, by quarter",
    question="What share of the complaints answered was within 10 and within 20 working days?",
    population="Stage 1 complaints answered in the period, without historic case reviews.",
    basis=ANSWERED_BASIS,
    source="Rule book 10.1, WF20 6; 1.5 (20 as the main measure, 10 beside it)",
    area="Answered on time",
    build=_by_quarter,
    noun=("complaint", "complaints"),
)

TABLE_26A = Report(
    code="26a",
    source_id="",
    title="Working days to the answer",
    question="How long did answers take?",
    population="Complaints, their later stages, enquiries and information requests answered in the period.",
    basis=DAYS_BASIS,
    source="Rule book 10.1, WF20 6",
    area="Answered on time",
    build=_by_kind,
    noun=("answer", "answers"),
)

TABLE_26B = Report(
    code="26b",
    source_id="",
    title="Working days to the answer, by service",
    question="How long did the answers of each service take?",
    population="Stage 1 complaints and enquiries answered in the period.",
    basis=DAYS_BASIS,
    source="Rule book 10.1, LEW20 A3 3 (bands by service)",
    area="Answered on time",
    build=_by_service,
    noun=("answer", "answers"),
)
