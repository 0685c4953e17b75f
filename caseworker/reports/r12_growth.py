"""The growth figures of the conclusion: this period against the same days a year earlier.

Source: rule book 10.1 (LEW25 conclusion), 10.2 (percent against points, text against table).
"""

from __future__ import annotations

from collections.abc import Callable

from caseworker.domain.kinds import Kind, Procedure
from caseworker.domain.periods import Period
from caseworker.domain.populations import Rows
from caseworker.reports.brief import Brief
from caseworker.reports.cells import change_cell, count_cell
from caseworker.reports.columns import COUNTED
from caseworker.reports.r08_stage_2 import requests_for
from caseworker.reports.table import Chart, Report, Table

CHANGE = "Change"
NEW_CASES = "All new complaints and enquiries"
ROWS: tuple[tuple[str, Callable[[Brief, Period], Rows]], ...] = (
    (NEW_CASES, lambda brief, days: brief.received(days).where(kind=tuple(kind.value for kind in COUNTED))),
    ("Stage 1 Corporate complaints", lambda brief, days: _of_kind(brief, days, Kind.CORPORATE)),
    ("Stage 1 Children Act complaints", lambda brief, days: _of_kind(brief, days, Kind.STATUTORY)),
    ("Stage 2 Corporate complaints", lambda brief, days: _stage_2(brief, days, Procedure.CORPORATE)),
    ("Stage 2 Statutory complaints", lambda brief, days: _stage_2(brief, days, Procedure.CHILDREN_ACT)),
    ("MP enquiries", lambda brief, days: _of_kind(brief, days, Kind.MP)),
    ("FOI requests", lambda brief, days: _of_kind(brief, days, Kind.FOI)),
)


def _of_kind(brief: Brief, days: Period, kind: Kind) -> Rows:
    return brief.received(days).where(kind=kind.value)


def _stage_2(brief: Brief, days: Period, procedure: Procedure) -> Rows:
    return requests_for(brief, "S2", days).where(procedure=procedure.value)


def _growth(brief: Brief) -> Table:
    now, before = brief.years[0], brief.years[1]
    cells = []
    for _heading, choose in ROWS:
        latest, earlier = choose(brief, now), choose(brief, before)
        cells.append((count_cell(earlier), count_cell(latest), change_cell(latest, earlier)))
    headings = tuple(heading for heading, _choose in ROWS)
    return Table(
        report=TABLE_C,
        period=brief.period,
        row_heading="Received",
        row_headings=headings,
        column_headings=(before.label, now.label, CHANGE),
        cells=tuple(cells),
        column_periods=(before, now, now),
        charts=(
            Chart(
                "Received, compared with a year earlier", "bars", "rows", (before.label, now.label), headings
            ),
        ),
    )


TABLE_C = Report(
    code="c",
    source_id="lewisham-2024-25/section-conclusion",
    title="Growth on the year before",
    question="What grew, and by how much?",
    population="Complaints, enquiries, stage 2 requests and FOI requests received in the period and a year earlier.",
    basis=(
        "Counted by date received, later stages by date of request, whether open, answered or extended. The change is "
        "in whole percent of the earlier number, halves away from nothing; n/a where there was none."
    ),
    source="Rule book 10.1, LEW25 conclusion",
    area="Received",
    build=_growth,
)
