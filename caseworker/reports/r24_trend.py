"""Tables 24 to 24c: causes of complaint at each stage, with the share upheld. Source: rule book 10.1 (WF20 5)."""

from __future__ import annotations

from caseworker.domain.populations import Rows
from caseworker.reports.axes import by_list
from caseworker.reports.brief import Brief
from caseworker.reports.found import DECIDED, IN_FAVOUR, NUMBER, PARTS, found_columns, having
from caseworker.reports.measured import measured, share_of
from caseworker.reports.stage_rows import later_stages, stage_ones
from caseworker.reports.table import Report, Table
from caseworker.reports.wanting import of_cause

SHARE = "Upheld or partly upheld"
BASIS = (
    "Counted by the day the stage was asked for, stage 1 by the day received, with the outcome as it stands now. The "
    "percentage is of those decided (upheld, partly upheld or not upheld), in every row and in the total: withdrawn, "
    "open and otherwise ended ones are in the number and not in the percentage."
)


def _trend(brief: Brief, report: Report, begun: Rows) -> Table:
    return measured(
        report,
        brief,
        row_heading="Root cause",
        rows=by_list(brief, "root_cause", "root_causes", begun, always=(), biggest_first=True),
        columns=(
            *found_columns(brief),
            share_of(SHARE, having(brief, IN_FAVOUR), having(brief, DECIDED)),
        ),
        base=begun,
        speaks_of=NUMBER,
        total_row=True,
        across=[(NUMBER, PARTS)],
        missing=[of_cause(begun)],
    )


def _stage_1(brief: Brief) -> Table:
    return _trend(brief, TABLE_24, stage_ones(brief).between("received_on", brief.period))


def _stage_2(brief: Brief) -> Table:
    return _trend(brief, TABLE_24A, later_stages(brief, "S2").between("started_on", brief.period))


def _stage_3(brief: Brief) -> Table:
    return _trend(brief, TABLE_24B, later_stages(brief, "S3", "ADJ").between("started_on", brief.period))


def _ombudsman(brief: Brief) -> Table:
    return _trend(brief, TABLE_24C, later_stages(brief, "LGO").between("started_on", brief.period))


TABLE_24 = Report(
    code="24",
    source_id="",
    title="Causes and outcomes at stage 1",
    question="Which causes of complaint were upheld at stage 1?",
    population="Stage 1 complaints received in the period.",
    basis=BASIS,
    source="Rule book 10.1, WF20 5; 10.2 (one denominator in rows and total)",
    area="Outcomes",
    build=_stage_1,
    noun=("complaint", "complaints"),
)

TABLE_24A = Report(
    code="24a",
    source_id="",
    title="Causes and outcomes at stage 2",
    question="Which causes of complaint were upheld at stage 2?",
    population="Stage 2 requests received in the period.",
    basis=BASIS,
    source="Rule book 10.1, WF20 5; 10.2 (one denominator in rows and total)",
    area="Later stages",
    build=_stage_2,
    noun=("request", "requests"),
)

TABLE_24B = Report(
    code="24b",
    source_id="",
    title="Causes and outcomes at stage 3 and with the adjudicator",
    question="Which causes of complaint were upheld at the last stage?",
    population="Stage 3 requests received in the period, and complaints that went to the adjudicator.",
    basis=BASIS,
    source="Rule book 10.1, WF20 5; 10.2 (one denominator in rows and total)",
    area="Later stages",
    build=_stage_3,
    noun=("request", "requests"),
)

TABLE_24C = Report(
    code="24c",
    source_id="",
    title="Causes and outcomes with the Ombudsman",
    question="Which causes of complaint did the Ombudsman uphold?",
    population="Complaints the Ombudsman asked about in the period.",
    basis=f"{BASIS} Fault found, with or without injustice, and fault already put right count as upheld.",
    source="Rule book 10.1, WF20 5; 10.2 (one denominator in rows and total)",
    area="Ombudsman",
    build=_ombudsman,
    noun=("complaint", "complaints"),
)
