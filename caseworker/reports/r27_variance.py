"""Tables 27 and 27a: on time by directorate, of what was due, with the change on last year in points.

Source: rule book 10.1 (LEW20 5 and 6).
"""

from __future__ import annotations

from collections.abc import Sequence

from caseworker.domain.kinds import Kind
from caseworker.domain.populations import Rows
from caseworker.reports.axes import by_kind, by_list
from caseworker.reports.brief import Brief
from caseworker.reports.columns import HEADINGS
from caseworker.reports.last_day import fallen_due
from caseworker.reports.measured import Column, measured, points_between, share_of
from caseworker.reports.stage_rows import first_stages, later_stages, stage_ones
from caseworker.reports.table import Missing, Report, Table

BASIS = (
    "Due basis: counted by the day the answer was due, as extended, whenever it was received. On time: answered by "
    "that day. Open and withdrawn cases whose day lay in the period are counted and never count as on time; while the "
    "period runs, what is due after the day of the figures is not counted yet. The last column of each kind is the "
    "change on the same days of the year before in percentage points, of the percentages as shown. Historic case "
    "reviews are left out."
)


def _variance(brief: Brief, report: Report, kinds: Sequence[tuple[str, Rows]]) -> Table:
    now_period, before_period = brief.years[0], brief.years[1]
    on_time = brief.stages.where(on_time="1")
    columns: list[Column] = []
    counted, answered = brief.stages.none, brief.stages.recorded("answered_on")
    now_due, before_due = (
        fallen_due(brief, "due_on", period, answered) for period in (now_period, before_period)
    )
    for heading, rows in kinds:
        lines = rows - brief.reviews
        now, before = lines & now_due, lines & before_due
        counted |= now | before
        columns += [
            share_of(f"{heading}, {before_period.label}", on_time, before),
            share_of(f"{heading}, {now_period.label}", on_time, now),
            points_between(f"{heading}, points", on_time, now, before),
        ]
    undated = (_all(kinds) & brief.stages.between("from_on", now_period)).where(due_on="", is_review="")
    timed = undated.where(procedure=("CA", "CORP", "ENQ")) & brief.stages.recorded("answered_on")
    return measured(
        report,
        brief,
        row_heading="Directorate",
        rows=by_list(brief, "division", "divisions", counted),
        columns=columns,
        base=counted,
        speaks_of=f"{kinds[0][0]}, {now_period.label}",
        total_row=True,
        missing=[Missing("the day the answer was due", timed)],
    )


def _all(kinds: Sequence[tuple[str, Rows]]) -> Rows:
    found = kinds[0][1]
    for _heading, rows in kinds[1:]:
        found |= rows
    return found


def _complaints(brief: Brief) -> Table:
    general = first_stages(brief).where(kind=Kind.GENERAL.value)
    kinds = (
        ("Stage 1", stage_ones(brief)),
        ("Stage 2", later_stages(brief, "S2")),
        (HEADINGS[Kind.GENERAL], general),
    )
    return _variance(brief, TABLE_27, kinds)


def _enquiries(brief: Brief) -> Table:
    first = first_stages(brief)
    kinds = by_kind(brief, (Kind.MP, Kind.MAYOR, Kind.MEMBER, Kind.CHIEF_EXECUTIVE))
    return _variance(brief, TABLE_27A, [(asked_by(kind.heading), kind.rows & first) for kind in kinds])


def asked_by(heading: str) -> str:
    """Whose enquiry it is, without the word that all four columns share: "MP", "Chief Executive"."""
    return heading.removesuffix(" enquiry")


TABLE_27 = Report(
    code="27",
    source_id="",
    title="Complaints due and on time by directorate, against last year",
    question="Which directorates answered complaints better than a year ago?",
    population="Stage 1 and stage 2 complaints and general enquiries whose answer was due in the period.",
    basis=BASIS,
    source="Rule book 10.1, LEW20 5",
    area="Answered on time",
    build=_complaints,
)

TABLE_27A = Report(
    code="27a",
    source_id="",
    title="Enquiries due and on time by directorate, against last year",
    question="Which directorates answered enquiries better than a year ago?",
    population="MP, Mayor, Member and Chief Executive enquiries whose answer was due in the period.",
    basis=BASIS,
    source="Rule book 10.1, LEW20 6",
    area="Answered on time",
    build=_enquiries,
    noun=("enquiry", "enquiries"),
)
