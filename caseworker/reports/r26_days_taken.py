"""Tables 26 and 26a: answered in time by quarter, and how many working days answers took. Source: rule book 10.1
(WF20 6)."""

from __future__ import annotations

from caseworker.domain.populations import Rows
from caseworker.reports.axes import by_quarter
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
from caseworker.reports.stage_rows import by_timed_stage, joined, shown, stage_ones
from caseworker.reports.table import Chart, Missing, Report, Table

BANDS = (
    ("Up to 10", 0, 10),
    ("11 to 20", 11, 20),
    ("21 to 25", 21, 25),
    ("26 to 40", 26, 40),
    ("41 to 65", 41, 65),
)
"""Working days, both included; the marks of the law stand between them: 10, 20, 25, 65."""
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


def _days_taken(brief: Brief) -> Table:
    brief.days_taken()
    axis = by_timed_stage(brief)
    answered = joined(axis, brief).between("answered_on", brief.period)
    rows = shown(axis, answered)
    bands = (*(name for name, _least, _most in BANDS), LONGER, UNKNOWN)
    unknown = brief.stages.where(days_taken="")
    return measured(
        TABLE_26A,
        brief,
        row_heading="Kind and stage",
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
        across=[(ANSWERED, bands)],
        charts=[
            Chart(
                "Working days to the answer",
                "bars",
                "columns",
                tuple(row.heading for row in rows[:4]),
                bands[:-1],
            )
        ],
        missing=[Missing("an answer no earlier than its beginning", answered & unknown)],
    )


def _within(brief: Brief, least: int, most: int) -> Rows:
    return brief.stages.where(days_taken=tuple(str(days) for days in range(least, most + 1)))


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
    basis=(
        "Answered basis: counted by the day of the answer. Working days of England and Wales from the day after "
        "receipt (of a later stage: the request) to the answer; pauses are not taken off. Open cases and those "
        "withdrawn without an answer are not counted. Not known: an answer dated before its beginning."
    ),
    source="Rule book 10.1, WF20 6; LEW20 A3 3 (bands)",
    area="Answered on time",
    build=_days_taken,
    noun=("answer", "answers"),
)
