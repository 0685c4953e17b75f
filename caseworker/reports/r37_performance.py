"""Tables 37 and 37a: the performance sheet: received, answered, on time, open, late, against before and the target.

Source: issue (monthly performance sheet); rule book 2.2 (targets).
"""

from __future__ import annotations

from datetime import timedelta

from caseworker.domain.periods import Period, between, quarter_of
from caseworker.domain.populations import Rows
from caseworker.reports.axes import by_list
from caseworker.reports.brief import Brief
from caseworker.reports.cells import (
    Cell,
    Unit,
    change_cell,
    count_cell,
    points_cell,
    share_cell,
    target_cell,
    text_cell,
)
from caseworker.reports.last_day import as_of
from caseworker.reports.measured import Column, count_of, measured, points_between, share_of
from caseworker.reports.r28_bridge import open_at_end_of
from caseworker.reports.stage_rows import by_timed_stage, first_stages, joined, shown, without_a_day
from caseworker.reports.table import Missing, Report, Table
from caseworker.reports.work_in_hand import NONE_KNOWN

RECEIVED, ANSWERED, ON_TIME, OPEN, LATE = "Received", "Answered", "On time", "Open", "Late"
TARGET, AGAINST = "Target", "Against target, points"


def period_before(brief: Brief) -> Period:
    """The month before a month, the quarter before a quarter; otherwise the same days of the year before."""
    period = brief.period
    last = period.first - timedelta(days=1)
    if period.is_whole_month:
        return between(last.replace(day=1), last)
    if period.is_whole_quarter:
        return quarter_of(last)
    return brief.years[1]


def _columns(brief: Brief, *, targets: bool) -> tuple[Column, ...]:
    before_period = period_before(brief)
    stages, before = brief.stages, before_period.label
    received, earlier = (stages.between("from_on", period) for period in (brief.period, before_period))
    answered, answered_before = (
        stages.between("answered_on", period) - brief.reviews - without_a_day(brief)
        for period in (brief.period, before_period)
    )
    on_time = stages.where(on_time="1")
    open_now = open_at_end_of(brief, brief.period.last)
    late = open_now & stages.up_to("due_on", as_of(brief) - timedelta(days=1))
    against = (
        Column(TARGET, count_cell, of_row=lambda heading, _rows: _target(brief, heading)),
        Column(
            AGAINST,
            count_cell,
            of_row=lambda heading, rows: _against(brief, heading, share_cell(on_time, rows & answered)),
        ),
    )
    return (
        count_of(RECEIVED, received),
        count_of(f"Received in {before}", earlier),
        Column("Change", lambda rows: change_cell(rows & received, rows & earlier)),
        count_of(ANSWERED, answered),
        share_of(ON_TIME, on_time, answered),
        share_of(f"On time in {before}", on_time, answered_before),
        points_between("Change, points", on_time, answered, answered_before),
        *(against if targets else ()),
        count_of(OPEN, open_now),
        count_of(LATE, late),
    )


def _target(brief: Brief, heading: str) -> Cell:
    target = brief.targets.get(heading)
    return text_cell(NONE_KNOWN) if target is None else target_cell(target)


def _against(brief: Brief, heading: str, share: Cell) -> Cell:
    target = brief.targets.get(heading)
    if target is None:
        return text_cell(NONE_KNOWN, share.rows)
    return points_cell(share, Cell(Unit.PERCENT, None, percent=target))


def _concerned(brief: Brief, lines: Rows) -> Rows:
    """The lines that any column may count."""
    before = period_before(brief)
    return lines & (
        brief.stages.between("from_on", brief.period)
        | brief.stages.between("from_on", before)
        | brief.stages.between("answered_on", brief.period)
        | brief.stages.between("answered_on", before)
        | open_at_end_of(brief, brief.period.last)
    )


def _by_kind(brief: Brief) -> Table:
    axis = by_timed_stage(brief)
    lines = _concerned(brief, joined(axis, brief))
    return measured(
        TABLE_37,
        brief,
        row_heading="Kind and stage",
        rows=shown(axis, lines, [entry.heading for entry in axis[:7]]),
        columns=_columns(brief, targets=True),
        base=lines,
        speaks_of=ON_TIME,
        within=[(LATE, OPEN, "")],
    )


def _by_service(brief: Brief) -> Table:
    lines = _concerned(brief, first_stages(brief))
    return measured(
        TABLE_37A,
        brief,
        row_heading="Service",
        rows=by_list(brief, "service", "services", lines),
        columns=_columns(brief, targets=False),
        base=lines,
        speaks_of=ON_TIME,
        total_row=True,
        within=[(LATE, OPEN, "")],
        missing=[Missing("the service", lines.between("from_on", brief.period).where(service=""))],
    )


BASIS = (
    "Received by the day received, a later stage by the day asked for. Answered by the day of the answer, without "
    "historic case reviews; on time by the date in force, as extended; open cases never count as on time. Open and "
    "late at the end of the last day, or of the day the figures were taken: late when the date in force has passed. "
    "Beside a month stands the month before, beside a quarter the quarter before, beside other periods the same days "
    "of the year before. Points are percentage points of the percentages as shown."
)

TABLE_37 = Report(
    code="37",
    source_id="",
    title="Performance sheet by kind and stage",
    question="How did we do, against before and against the target?",
    population="Complaints, their later stages, enquiries and information requests.",
    basis=f"{BASIS} Targets are those in force on the last day.",
    source="Issue, monthly performance sheet; rule book 2.2",
    area="Workload",
    build=_by_kind,
    noun=("answer", "answers"),
)

TABLE_37A = Report(
    code="37a",
    source_id="",
    title="Performance sheet by service",
    question="How did each service do, against before?",
    population="Stage 1 complaints and enquiries.",
    basis=BASIS,
    source="Issue, monthly performance sheet",
    area="Workload",
    build=_by_service,
    noun=("answer", "answers"),
)
