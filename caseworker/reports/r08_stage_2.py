"""Tables 6, 6i and 7b: requests for stage 2, where they stand, and how many complaints went further.

Source: rule book 10.1 (LEW25 6, 6a, 5.2), 10.2 (a status table that mixes periods).
"""

from __future__ import annotations

from caseworker.domain.kinds import Procedure
from caseworker.domain.periods import Period
from caseworker.domain.populations import Rows
from caseworker.reports.axes import Axis, Entry, by_list
from caseworker.reports.brief import Brief
from caseworker.reports.cells import count_cell, ratio_cell
from caseworker.reports.columns import COMPLAINTS, TOTAL
from caseworker.reports.crosstab import crosstab
from caseworker.reports.table import At, Chart, Missing, Of, Report, Sum, Table, Within

STATUTORY, CORPORATE = "Statutory", "Corporate"
PROCEDURES = ((STATUTORY, Procedure.CHILDREN_ACT), (CORPORATE, Procedure.CORPORATE))
REQUESTS, WITHDRAWN = "Requests received", "Withdrawn / Suspended"
NEW, INVESTIGATED = "New requests received", "Currently being investigated"
PENDING, COMPLETED = "Pending investigation", "Completed investigation"
ENDED, CARRIED_OVER = "Withdrawn or ended otherwise", "Carried over from before"
HANDLED = "New and carried over"
COMPLAINTS_RECEIVED, ESCALATED = "Complaints received", "Escalated to stage 2"


def requests_for(brief: Brief, step: str, period: Period | None = None) -> Rows:
    """The later stages ("S2", "S3") asked for in a period (the one asked for)."""
    return brief.stages.where(step=step).between("from_on", period or brief.period)


def by_procedure(brief: Brief, names: tuple[tuple[str, Procedure], ...] = PROCEDURES) -> Axis:
    """Statutory and corporate, as the later stages are called."""
    return tuple(Entry(name, brief.stages.where(procedure=procedure.value)) for name, procedure in names)


def _by_year(brief: Brief) -> Table:
    rows: list[Entry] = []
    claims: list[Sum | Within] = []
    for year in brief.years:
        requests = requests_for(brief, "S2", year)
        parts = [
            Entry(f"{year.label} {each.heading}", requests & each.rows, year) for each in by_procedure(brief)
        ]
        whole = Entry(f"{year.label} {TOTAL}", requests, year)
        rows += [whole, *parts]
        for column in (REQUESTS, WITHDRAWN):
            places = tuple(At("6", part.heading, column) for part in parts)
            claims.append(Sum("row total", At("6", whole.heading, column), places, "statutory and corporate"))
        claims += [
            Within("part of", At("6", row.heading, WITHDRAWN), At("6", row.heading, REQUESTS))
            for row in (whole, *parts)
        ]
    second = brief.stages.where(step="S2")
    withdrawn = brief.stages.recorded("withdrawn_on") | brief.stages.recorded("suspended_on")
    totals = tuple(row.heading for row in reversed(rows) if row.heading.endswith(TOTAL))
    return crosstab(
        TABLE_6,
        brief,
        row_heading="Year" if brief.period.is_whole_year else "Period",
        rows=tuple(rows),
        columns=(Entry(REQUESTS, second), Entry(WITHDRAWN, withdrawn)),
        base=second,
        claims=claims,
        charts=[Chart("Stage 2 requests received", "bars", "rows", (REQUESTS,), totals)],
        speaks_of=REQUESTS,
    )


def _by_status(brief: Brief) -> Table:
    """New requests are of the period; the others tell where things stand on its last day."""
    day = min(brief.period.last, brief.data_on)
    second = brief.stages.where(step="S2")
    new = requests_for(brief, "S2")
    ended = second.between("to_on", brief.period)
    completed = ended & brief.stages.recorded("answered_on")
    in_progress = second & brief.stages.open_on(day)
    accepted = brief.stages.up_to("accepted_on", day)
    before = second & brief.stages.up_to("from_on", brief.period.first) - new
    carried_over = before & (in_progress | ended)
    rows = (
        Entry(NEW, new),
        Entry(INVESTIGATED, in_progress & accepted),
        Entry(PENDING, in_progress - accepted),
        Entry(COMPLETED, completed),
        Entry(ENDED, ended - completed),
        Entry(CARRIED_OVER, carried_over),
        Entry(HANDLED, new | carried_over),
    )
    shown = new | carried_over | in_progress | ended
    divisions = by_list(brief, "division", "divisions", shown)
    columns = tuple(
        Entry(f"{division.heading}: {each.heading.lower()}", division.rows & each.rows)
        for division in divisions
        for each in by_procedure(brief)
    )
    claims = [
        Sum("statuses", At("6i", HANDLED, column), tuple(At("6i", part, column) for part in parts), against)
        for column in (*(entry.heading for entry in columns), TOTAL)
        for parts, against in (
            ((NEW, CARRIED_OVER), "new requests and those carried over"),
            ((INVESTIGATED, PENDING, COMPLETED, ENDED), "those in progress, completed and ended otherwise"),
        )
    ]
    return crosstab(
        TABLE_6I,
        brief,
        row_heading="Stage 2 complaints",
        rows=rows,
        columns=columns,
        base=second,
        total_column=True,
        claims=claims,
        missing=[Missing("the division", shown.where(division=""))],
    )


def _escalated(brief: Brief) -> Table:
    """Both numbers beside the percentage, each year."""
    rows = []
    for year in brief.years:
        complaints = brief.received(year).where(kind=tuple(kind.value for kind in COMPLAINTS))
        requests = requests_for(brief, "S2", year)
        rows.append((count_cell(complaints), count_cell(requests), ratio_cell(requests, complaints)))
    headings = tuple(year.label for year in brief.years)
    sides: tuple[tuple[Of, str], ...] = (("n", REQUESTS), ("d", COMPLAINTS_RECEIVED))
    shares = [
        Sum("share and counts", At("7b", row, ESCALATED, of), (At("7b", row, column),), column.lower())
        for row in headings
        for of, column in sides
    ]
    return Table(
        report=TABLE_7B,
        period=brief.period,
        row_heading="Year" if brief.period.is_whole_year else "Period",
        row_headings=headings,
        column_headings=(COMPLAINTS_RECEIVED, REQUESTS, ESCALATED),
        cells=tuple(rows),
        row_periods=brief.years,
        claims=tuple(shares),
        speaks_of=REQUESTS,
    )


TABLE_6 = Report(
    code="6",
    source_id="lewisham-2024-25/table-6",
    title="Stage 2 requests over three years",
    question="How many complaints went on to stage 2?",
    population="Requests for stage 2 made in the period and the same days of the two years before.",
    basis=(
        "Counted by the date of the request, whether open, answered or extended. Withdrawn / Suspended: those among "
        "them that are withdrawn, and those suspended at any time, also when they were taken up again."
    ),
    source="Rule book 10.1, LEW25 6",
    area="Later stages",
    build=_by_year,
    noun=("request", "requests"),
)

TABLE_6I = Report(
    code="6i",
    source_id="lewisham-2024-25/table-6-i",
    title="Stage 2 complaints by directorate and status",
    question="Where do the stage 2 complaints stand at the end of the period?",
    population="Stage 2 complaints requested in the period, or requested before it and not over when it began.",
    basis=(
        "New requests by date of request; completed investigations by date of the answer; the others as they stood on "
        "the last day of the period, or on the day of the figures where that is earlier. Being investigated: accepted "
        "by then; pending: not yet. Extended investigations count as open. New and carried over together are those in "
        "progress, completed and ended otherwise together."
    ),
    source="Rule book 10.1, LEW25 6a; 10.2 (43 against 40)",
    area="Later stages",
    build=_by_status,
    noun=("request", "requests"),
)

TABLE_7B = Report(
    code="7b",
    source_id="lewisham-2024-25/section-5-2",
    title="Complaints escalated to stage 2",
    question="What share of complaints went on to stage 2?",
    population="Stage 1 complaints received, and stage 2 requests made, in the period and the two years before.",
    basis=(
        "Stage 2 requests made in the period as a percentage of stage 1 complaints received in it; a request may "
        "follow a complaint received earlier. Open and extended cases count like any other. Percentages are rounded "
        "half up."
    ),
    source="Rule book 10.1, LEW25 5.2; 10.2 (say which numerator)",
    area="Later stages",
    build=_escalated,
    noun=("request", "requests"),
)
