"""Tables 25 to 25e: on time by the 10- and the 20-day measure and by both deadlines, on both bases.

Source: rule book 10.1 (BEX19 2.4, WF20 4, LEW20 A4 3) and 1.5 (two measures; the basis under every table).
"""

from __future__ import annotations

from caseworker.domain.populations import Rows
from caseworker.reports.axes import Axis, by_list
from caseworker.reports.brief import Brief
from caseworker.reports.measured import Column, count_of, measured, share_of
from caseworker.reports.stage_rows import TIMED, by_timed_stage, first_stages, joined, shown, without_a_day
from caseworker.reports.table import Chart, Missing, Report, Table

CURRENT, ORIGINAL = "By the current deadline", "By the original deadline"
TEN, TWENTY = "Within 10 working days", "Within 20 working days"
RECEIVED, ANSWERED, STILL_OPEN = "Received", "Answered", "Still open"

MEASURES = (
    "The current deadline is the date in force when it was answered: the extended one where there is one. The "
    "original deadline is the date before any extension. Working days are counted from the day after receipt, of a "
    "later stage from the day after the request, whatever the deadline."
)
RECEIVED_BASIS = (
    "Received basis: counted by the day received, a later stage by the day it was asked for, under the type as "
    f"received. {MEASURES} Open and withdrawn cases stay in the number and never count as on time. Historic case "
    "reviews are left out."
)
ANSWERED_BASIS = (
    "Answered basis: counted by the day of the answer, whenever it was received, under the type as received. "
    f"{MEASURES} Open cases and those withdrawn or closed without an answer are not counted. Historic case reviews "
    "are left out."
)


def on_time_columns(brief: Brief, first: str) -> tuple[Column, ...]:
    """How many, and the four measures of timeliness."""
    return (
        count_of(first),
        share_of(CURRENT, brief.stages.where(on_time="1")),
        share_of(ORIGINAL, brief.stages.where(on_time_original="1")),
        share_of(TEN, brief.answered_within(10)),
        share_of(TWENTY, brief.answered_within(20)),
    )


def _on_time(
    brief: Brief,
    report: Report,
    row_heading: str,
    rows: Axis,
    lines: Rows,
    *,
    answered: bool,
    total: bool,
    missing: tuple[Missing, ...] = (),
) -> Table:
    first = ANSWERED if answered else RECEIVED
    lines -= without_a_day(brief)
    undated = (lines & brief.stages.recorded("answered_on")).where(due_on="", procedure=TIMED)
    return measured(
        report,
        brief,
        row_heading=row_heading,
        rows=rows,
        columns=on_time_columns(brief, first)
        if answered
        else (*on_time_columns(brief, first), count_of(STILL_OPEN, _open(brief))),
        base=lines - brief.reviews,
        speaks_of=CURRENT,
        total_row=total,
        within=[(TEN, TWENTY, "n")],
        charts=[
            Chart(
                report.title,
                "bars",
                "rows",
                (ORIGINAL, TEN, TWENTY, CURRENT),  # of too many the last stay
                tuple(row.heading for row in rows),
            )
        ],
        missing=(Missing("the day the answer was due", undated), *missing),
        left_out=lines & brief.reviews,
    )


def _open(brief: Brief) -> Rows:
    return brief.stages.where(stage_status=("open", "suspended"))


def _by_kind(brief: Brief, report: Report, *, answered: bool) -> Table:
    axis = by_timed_stage(brief)
    lines = _of(brief, joined(axis, brief), answered=answered) - without_a_day(brief)
    rows = shown(axis, lines, [entry.heading for entry in axis[:7]])
    return _on_time(brief, report, "Kind and stage", rows, lines, answered=answered, total=False)


def _by_list(brief: Brief, report: Report, column: str, list_name: str, *, answered: bool) -> Table:
    lines = _of(brief, first_stages(brief), answered=answered)
    heading = "Directorate" if column == "division" else "Service"
    rows = by_list(brief, column, list_name, lines - brief.reviews)
    needed = (Missing(f"the {column}", lines.where(**{column: ""})),)
    return _on_time(brief, report, heading, rows, lines, answered=answered, total=True, missing=needed)


def _of(brief: Brief, lines: Rows, *, answered: bool) -> Rows:
    return lines.between("answered_on" if answered else "from_on", brief.period)


def _report(code: str, title: str, question: str, source: str, *, by: str, answered: bool) -> Report:
    def build(brief: Brief) -> Table:
        if not by:
            return _by_kind(brief, report, answered=answered)
        return _by_list(brief, report, by, f"{by}s", answered=answered)

    what = "Complaints, their later stages, enquiries and information requests" if not by else "Cases"
    report = Report(
        code=code,
        source_id="",
        title=title,
        question=question,
        population=f"{what} {'answered' if answered else 'received'} in the period, without historic case reviews.",
        basis=ANSWERED_BASIS if answered else RECEIVED_BASIS,
        source=f"Rule book 10.1, {source}; 1.5 (two measures)",
        area="Answered on time",
        build=build,
        noun=("case", "cases") if by else ("stage", "stages"),
    )
    return report


TABLE_25 = _report(
    "25",
    "On time by every measure, of what was received",
    "Of what was received, how much was answered on time, by each measure?",
    "LEW20 A4 3",
    by="",
    answered=False,
)
TABLE_25A = _report(
    "25a",
    "On time by every measure, of what was answered",
    "Of what was answered, how much was on time, by each measure?",
    "BEX19 2.4",
    by="",
    answered=True,
)
TABLE_25B = _report(
    "25b",
    "On time by directorate, of what was received",
    "Of what each directorate received, how much was answered on time?",
    "LEW20 5",
    by="division",
    answered=False,
)
TABLE_25C = _report(
    "25c",
    "On time by directorate, of what was answered",
    "Of what each directorate answered, how much was on time?",
    "LEW20 5",
    by="division",
    answered=True,
)
TABLE_25D = _report(
    "25d",
    "On time by service, of what was received",
    "Of what each service received, how much was answered on time?",
    "WF20 4",
    by="service",
    answered=False,
)
TABLE_25E = _report(
    "25e",
    "On time by service, of what was answered",
    "Of what each service answered, how much was on time?",
    "WF20 4",
    by="service",
    answered=True,
)
