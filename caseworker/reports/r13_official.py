"""Table 13e: the statistics that the Code of Practice under section 45 asks every larger authority to publish.

Source: rule book 4.3 (Freedom of Information Code of Practice 8.5), 4.2 (outcomes).
"""

from __future__ import annotations

from collections.abc import Sequence

from caseworker.domain.information_outcomes import Group, statistics_group
from caseworker.domain.populations import Rows
from caseworker.reports.axes import Axis, Entry, by_quarter
from caseworker.reports.brief import Brief
from caseworker.reports.columns import TOTAL
from caseworker.reports.crosstab import crosstab
from caseworker.reports.r13_information import by_step, foi_requests
from caseworker.reports.table import At, Chart, Claim, Missing, Report, Sum, Table, Within

RECEIVED, NOT_YET, PROCESSED = "Requests received", "Not yet processed", "Processed"
EXTENDED, STOPPED = "Not yet processed: deadline extended", "Not yet processed: clock stopped"
OTHERWISE = "Withdrawn, transferred or dealt with otherwise"
MET, MET_EXTENDED, LATE = "Within the statutory deadline", "Within an extended deadline", "Late"
NO_DAYS = "Day of the answer or deadline not recorded"
GRANTED, PARTLY, REFUSED = "Granted in full", "Part granted, part refused", "Refused in full"
NOT_HELD, NO_ANSWER, UNKNOWN = "Information not held", "Not clear or lapsed", "Outcome not recorded"
REVIEWED = "Internal reviews asked for"
_NOT_COUNTED = ("withdrawn", "transferred", "outside_foi")
_HEADINGS = {
    Group.GRANTED: GRANTED,
    Group.PARTLY_WITHHELD: PARTLY,
    Group.FULLY_WITHHELD: REFUSED,
    Group.NOT_HELD: NOT_HELD,
    Group.PROBLEM: NO_ANSWER,
    Group.LAPSED: NO_ANSWER,
    Group.NOT_YET: UNKNOWN,
}
"""A request that is over without an outcome is one whose outcome was not recorded."""


def _official(brief: Brief) -> Table:
    requests, stages = foi_requests(brief), brief.stages
    reviews = by_step(brief)[1].rows
    open_ = requests.where(stage_status=("open", "suspended"))
    otherwise = (requests - open_) & (
        stages.where(outcome=_NOT_COUNTED) | stages.where(stage_status="withdrawn")
    )
    processed = requests - open_ - otherwise
    stopped = stages.where(stage_status="suspended") | stages.where(status="paused")
    timing, outcomes = _timing(brief, processed), _outcomes(brief, processed)
    rows = (
        Entry(RECEIVED, requests),
        Entry(NOT_YET, open_),
        Entry(EXTENDED, open_.where(is_extended="1") - stopped),
        Entry(STOPPED, open_ & stopped),
        Entry(OTHERWISE, otherwise),
        Entry(PROCESSED, processed),
        *timing,
        *outcomes,
        Entry(REVIEWED, reviews),
    )
    quarters = by_quarter(brief, lambda days: stages.between("from_on", days))
    columns = (*(quarter.heading for quarter in quarters), TOTAL)
    now = stages.between("from_on", brief.period)
    return crosstab(
        TABLE_13E,
        brief,
        row_heading="Freedom of Information requests",
        rows=rows,
        columns=quarters,
        base=requests | reviews,
        total_column=True,
        claims=_claims(columns, timing, outcomes),
        missing=_missing(now, timing, outcomes),
        charts=[
            Chart(
                "Outcomes of information requests",
                "bars",
                "rows",
                (TOTAL,),
                tuple(e.heading for e in outcomes),
            )
        ],
    )


def _timing(brief: Brief, processed: Rows) -> Axis:
    """Processed requests by whether the deadline was met; a row for what cannot be said only where there is any."""
    on_time = processed.where(on_time="1")
    met = on_time.where(on_time_original="1")
    known = on_time | (processed & brief.stages.recorded("answered_on") & brief.stages.recorded("due_on"))
    rows = (Entry(MET, met), Entry(MET_EXTENDED, on_time - met), Entry(LATE, known - on_time))
    unsaid = processed - known
    return (*rows, Entry(NO_DAYS, unsaid)) if unsaid else rows


def _outcomes(brief: Brief, processed: Rows) -> Axis:
    """Processed requests by outcome, every heading of the Code first and then whatever else was recorded."""
    found = dict.fromkeys((GRANTED, PARTLY, REFUSED, NOT_HELD), brief.stages.none)
    for code, some in processed.split("outcome").items():
        group = statistics_group(code)
        heading = _HEADINGS[group] if group else brief.label("outcomes", code)
        found[heading] = found.get(heading, brief.stages.none) | some
    return tuple(Entry(heading, some) for heading, some in found.items())


def _claims(columns: Sequence[str], timing: Axis, outcomes: Axis) -> list[Claim]:
    found: list[Claim] = []
    for column in columns:
        for whole, parts, against in (
            (
                RECEIVED,
                (NOT_YET, OTHERWISE, PROCESSED),
                "those not yet processed, processed and dealt with otherwise",
            ),
            (PROCESSED, tuple(entry.heading for entry in timing), "those on time and late"),
            (PROCESSED, tuple(entry.heading for entry in outcomes), "the sum of its outcomes"),
        ):
            places = tuple(At("13e", part, column) for part in parts)
            found.append(Sum("parts of a row", At("13e", whole, column), places, against))
        found += [
            Within("part of a part", At("13e", part, column), At("13e", NOT_YET, column))
            for part in (EXTENDED, STOPPED)
        ]
    return found


def _missing(now: Rows, timing: Axis, outcomes: Axis) -> list[Missing]:
    wanted = {NO_DAYS: "the day of the answer and the deadline", UNKNOWN: "the outcome"}
    return [Missing(wanted[e.heading], now & e.rows) for e in (*timing, *outcomes) if e.heading in wanted]


TABLE_13E = Report(
    code="13e",
    source_id="",
    title="Statistics of Freedom of Information requests",
    question="How many requests were received, processed on time and granted?",
    population="Freedom of Information requests and internal reviews of the period.",
    basis=(
        "Requests are counted by date received, internal reviews by the day they were asked for, as they stand on the "
        "day of the figures. Open requests are “not yet processed”, whether extended, stopped or neither, and never "
        "count as on time. Refusals for cost or as vexatious count as refused in full; information not held is shown "
        "apart."
    ),
    source="Rule book 4.3 (Code of Practice under section 45, 8.5)",
    area="Information requests",
    build=_official,
    noun=("request", "requests"),
)
