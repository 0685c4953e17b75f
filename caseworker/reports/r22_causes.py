"""Tables 22 to 22c: what complaints were about and what was found. Source: rule book 10.1 (LEW20 4, LEW20 A4 8,
BEX19 2.2)."""

from __future__ import annotations

from caseworker.domain.kinds import Kind
from caseworker.domain.populations import Rows
from caseworker.reports.axes import Entry, by_list
from caseworker.reports.brief import Brief
from caseworker.reports.chart_room import fitting
from caseworker.reports.crosstab import crosstab
from caseworker.reports.found import NUMBER, PARTS, found_columns
from caseworker.reports.measured import count_of, measured
from caseworker.reports.stage_rows import STAGE_ONE, stage_ones
from caseworker.reports.table import Chart, Missing, Report, Table
from caseworker.reports.wanting import of_category, of_cause
from caseworker.reports.went_on import went_on

FURTHER = "Went further"
BASIS = (
    "Complaints received in the period, with the outcome of stage 1 as it stands now; an open complaint has none yet "
    "and counts as neither upheld nor not upheld. The most frequent come first."
)
WENT = "Went further: to a later stage, the adjudicator or the Ombudsman by the period's last day."


def _found_by(
    brief: Brief, report: Report, row_heading: str, column: str, list_name: str, base: Rows, missing: Missing
) -> Table:
    received = base.between("received_on", brief.period)
    rows = by_list(brief, column, list_name, received, always=(), biggest_first=True)
    return measured(
        report,
        brief,
        row_heading=row_heading,
        rows=rows,
        columns=(
            *found_columns(brief),
            count_of(FURTHER, went_on(brief, received, "S2", "S3", "ADJ", "LGO")),
        ),
        base=received,
        speaks_of=NUMBER,
        total_row=True,
        across=[(NUMBER, PARTS)],
        charts=[Chart(report.title, "bars", "rows", (NUMBER,), tuple(row.heading for row in rows))],
        missing=[missing],
    )


def _causes(brief: Brief) -> Table:
    base = stage_ones(brief)
    needed = of_cause(base.between("received_on", brief.period))
    return _found_by(brief, TABLE_22, "Root cause", "root_cause", "root_causes", base, needed)


def _themes(brief: Brief, report: Report, kind: Kind) -> Table:
    base = stage_ones(brief).where(kind=kind.value)
    needed = of_category(base.between("received_on", brief.period))
    return _found_by(brief, report, "Theme", "theme", "themes", base, needed)


def _corporate_themes(brief: Brief) -> Table:
    return _themes(brief, TABLE_22A, Kind.CORPORATE)


def _statutory_themes(brief: Brief) -> Table:
    return _themes(brief, TABLE_22B, Kind.STATUTORY)


def _causes_of_closed(brief: Brief) -> Table:
    ended = stage_ones(brief).between("ended_on", brief.period)
    rows = by_list(brief, "root_cause", "root_causes", ended, always=(), biggest_first=True)
    return crosstab(
        TABLE_22C,
        brief,
        row_heading="Root cause",
        rows=rows,
        columns=tuple(
            Entry(heading, brief.stages.where(kind=kind.value))
            for heading, kind in zip(STAGE_ONE, (Kind.CORPORATE, Kind.STATUTORY), strict=True)
        ),
        base=ended,
        total_row=True,
        total_column=True,
        percent_column=True,
        missing=[of_cause(ended)],
        charts=[
            *fitting(
                Chart(
                    "Root causes of complaints", "bars", "rows", STAGE_ONE, tuple(row.heading for row in rows)
                )
            )
        ],
    )


TABLE_22 = Report(
    code="22",
    source_id="",
    title="Root causes of complaints and what was found",
    question="What lies behind the complaints, and how many were justified?",
    population="Stage 1 complaints received in the period.",
    basis=f"{BASIS} {WENT}",
    source="Rule book 10.1, LEW20 4",
    area="Outcomes",
    build=_causes,
    noun=("complaint", "complaints"),
)

TABLE_22A = Report(
    code="22a",
    source_id="",
    title="Themes of corporate complaints and what was found",
    question="What were corporate complaints about, what was found, and how many went further?",
    population="Corporate stage 1 complaints received in the period.",
    basis=f"{BASIS} {WENT}",
    source="Rule book 10.1, LEW20 A4 8",
    area="Outcomes",
    build=_corporate_themes,
    noun=("complaint", "complaints"),
)

TABLE_22B = Report(
    code="22b",
    source_id="",
    title="Themes of Children Act complaints and what was found",
    question="What were Children Act complaints about, what was found, and how many went further?",
    population="Children Act stage 1 complaints received in the period.",
    basis=f"{BASIS} {WENT}",
    source="Rule book 10.1, LEW20 A4 8",
    area="Outcomes",
    build=_statutory_themes,
    noun=("complaint", "complaints"),
)

TABLE_22C = Report(
    code="22c",
    source_id="",
    title="Root causes of complaints closed",
    question="What lay behind the complaints that ended?",
    population="Stage 1 complaints answered, withdrawn or closed in the period, whenever they were received.",
    basis=(
        "Counted by the day stage 1 ended, under the type as received. Open complaints are not counted. The most "
        "frequent come first."
    ),
    source="Rule book 10.1, BEX19 2.2",
    area="Outcomes",
    build=_causes_of_closed,
    noun=("complaint", "complaints"),
)
