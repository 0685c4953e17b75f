"""Tables 28 and 28a: what was open, came, ended and stayed open, for each kind and stage, and how old it is.

Source: issue item "both bases" (the bridge), rule book section 10 (open on a date), REC-1.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from caseworker.domain.populations import Rows
from caseworker.reports.brief import Brief
from caseworker.reports.last_day import as_of
from caseworker.reports.measured import count_of, measured
from caseworker.reports.stage_rows import by_every_stage, shown
from caseworker.reports.table import Missing, Report, Table

OPENING, RECEIVED, TO_DEAL_WITH = "Open before", "Received", "To deal with"
CLOSED, WITHDRAWN, FORWARD = "Answered or closed", "Withdrawn", "Carried forward"
AGES = (("Up to 1 month", 31), ("1 to 3 months", 92), ("3 to 6 months", 183), ("6 to 12 months", 365))
"""Age on the last day, or on that of the figures, in calendar days at most."""
OLDER, LATE = "Over a year", "Past the date in force"


def open_at_end_of(brief: Brief, day: date) -> Rows:
    """The lines begun by the end of a day and not over by then."""
    _over_on(brief)
    return brief.stages.up_to("from_on", day) & brief.stages.after("over_on", day)


def _over_on(brief: Brief) -> None:
    """Add the column `over_on`: the day a stage ended, at the earliest the day it began."""
    stages = brief.stages

    def over() -> Sequence[str]:
        begun, ended = stages.column("from_on"), stages.column("to_on")
        return list(map(max, begun, ended)) if stages.before("to_on", "from_on") else ended

    stages.derive("over_on", over)


def _bridge(brief: Brief) -> Table:
    period, stages = brief.period, brief.stages
    opening = open_at_end_of(brief, period.first - timedelta(days=1))
    received = stages.between("from_on", period)
    ended = stages.between("over_on", period)
    forward = open_at_end_of(brief, period.last)
    withdrawn = ended & (stages.where(stage_status="withdrawn") | stages.where(outcome="withdrawn"))
    concerned = opening | received
    return measured(
        TABLE_28,
        brief,
        row_heading="Kind and stage",
        rows=shown(by_every_stage(brief), concerned),
        columns=(
            count_of(OPENING, opening),
            count_of(RECEIVED, received),
            count_of(TO_DEAL_WITH, concerned),
            count_of(CLOSED, ended - withdrawn),
            count_of(WITHDRAWN, withdrawn),
            count_of(FORWARD, forward),
        ),
        base=stages.all,
        speaks_of=FORWARD,
        total_row=True,
        across=[(TO_DEAL_WITH, (OPENING, RECEIVED)), (TO_DEAL_WITH, (CLOSED, WITHDRAWN, FORWARD))],
        missing=[Missing("an end no earlier than the beginning", _ended_too_soon(received))],
    )


def _ended_too_soon(rows: Rows) -> Rows:
    """Those whose answer or withdrawal is dated before they began."""
    stages = rows.population
    answered, withdrawn = stages.recorded("answered_on"), stages.recorded("withdrawn_on") & rows
    too_soon = answered & stages.before("answered_on", "from_on") & rows
    return too_soon | (withdrawn & stages.before("withdrawn_on", "from_on")) - answered


def _ages(brief: Brief) -> Table:
    last = brief.period.last
    forward = open_at_end_of(brief, last)
    younger, today = brief.stages.none, as_of(brief)
    columns = [count_of(FORWARD)]
    for heading, days in AGES:
        begun = brief.stages.after("from_on", today - timedelta(days=days + 1))
        columns.append(count_of(heading, begun - younger))
        younger |= begun
    columns.append(count_of(OLDER, brief.stages.all - younger))
    due = brief.stages.up_to("due_on", today - timedelta(days=1))
    columns.append(count_of(LATE, due))
    return measured(
        TABLE_28A,
        brief,
        row_heading="Kind and stage",
        rows=shown(by_every_stage(brief), forward),
        columns=columns,
        base=forward,
        speaks_of=FORWARD,
        total_row=True,
        across=[(FORWARD, (*(heading for heading, _days in AGES), OLDER))],
        within=[(LATE, FORWARD, "")],
    )


TABLE_28 = Report(
    code="28",
    source_id="",
    title="Open, received, ended and carried forward",
    question="What was open before, what came, what ended, and what is carried forward?",
    population="Every stage of every case, compliments and information requests too.",
    basis=(
        "Open before: begun and not ended by the end of the day before the period. Received: begun in it, a first "
        "stage on the day received, a later one on the day asked for. Ended on the day answered, withdrawn or "
        "closed, or left unanswered for the next stage; withdrawn are those with that outcome. "
        "Carried forward: begun and not ended by the end of the last day, or of the day the figures were taken. Open "
        "before and received make what there was to deal with; so do ended, withdrawn and carried forward. Stages "
        "are counted apart; a suspended stage is open; an extension changes nothing here."
    ),
    source="Rule book section 10 (open on a date); 1.5",
    area="Workload",
    build=_bridge,
    noun=("stage", "stages"),
)

TABLE_28A = Report(
    code="28a",
    source_id="",
    title="Carried forward, by age",
    question="How old is what is carried forward, and how much of it is late?",
    population="Every stage open at the end of the period's last day.",
    basis=(
        "Open at the end of the last day, or of the day the figures were taken. Age in calendar days from the day "
        "received, of a later stage from the request: a month is 31 days, 3 months 92, 6 months 183, a year 365. "
        "Past the date in force: the current deadline, as extended, lies before that day; a stopped clock has none."
    ),
    source="Rule book section 10 (open on a date); 1.5",
    area="Workload",
    build=_ages,
    noun=("stage", "stages"),
)
