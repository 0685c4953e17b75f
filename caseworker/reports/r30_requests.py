"""Tables 30 to 30b: requests to go further, what became of them, and how many complaints go on.

Source: rule book 10.1 (LEW20 A4 4 and 5), 10.2 (the numerator is stated).
"""

from __future__ import annotations

from caseworker.domain.kinds import Procedure
from caseworker.domain.populations import Rows
from caseworker.reports.axes import Entry, by_list
from caseworker.reports.brief import Brief
from caseworker.reports.cells import Cell, rate_cell, text_cell
from caseworker.reports.columns import TOTAL
from caseworker.reports.measured import Column, count_of, measured, share_of
from caseworker.reports.stage_rows import later_stages, stage_ones
from caseworker.reports.table import Report, Table
from caseworker.reports.wanting import of_request
from caseworker.reports.went_on import went_on

CORPORATE, STATUTORY = "Corporate", "Statutory"
OF_HUNDRED = "For each 100 stage 1 complaints"
WHAT = ("accepted", "rejected", "withdrawn", "adr")


def _requests(brief: Brief, report: Report, step: str) -> Table:
    requests = later_stages(brief, step).between("started_on", brief.period)
    received = stage_ones(brief).between("received_on", brief.period).count

    def for_each_hundred(rows: Rows) -> Cell:
        if not received:
            return text_cell("n/a", rows)
        return rate_cell(rows, received, 100)

    return measured(
        report,
        brief,
        row_heading="What became of it",
        rows=by_list(brief, "request_outcome", "stage_2_requests", requests, always=WHAT),
        columns=(
            count_of(CORPORATE, brief.stages.where(procedure=Procedure.CORPORATE.value)),
            count_of(STATUTORY, brief.stages.where(procedure=Procedure.CHILDREN_ACT.value)),
            count_of(TOTAL),
            Column(OF_HUNDRED, for_each_hundred),
        ),
        base=requests,
        speaks_of=TOTAL,
        total_row=True,
        across=[(TOTAL, (CORPORATE, STATUTORY))],
        missing=[of_request(requests)],
    )


def _stage_2(brief: Brief) -> Table:
    return _requests(brief, TABLE_30, "S2")


def _stage_3(brief: Brief) -> Table:
    return _requests(brief, TABLE_30A, "S3")


STAGE_1, STAGE_2 = "Stage 1 answered", "Stage 2 answered"
TO_2, TO_3, TO_OMBUDSMAN = "Went on to stage 2", "Went on to stage 3", "Went to the Ombudsman"


def _rates(brief: Brief) -> Table:
    answered = brief.stages.between("answered_on", brief.period)
    first, second = stage_ones(brief) & answered, later_stages(brief, "S2") & answered
    corporate = first.where(kind="CORP") | second.where(procedure=Procedure.CORPORATE.value)
    statutory = first.where(kind="CA") | second.where(procedure=Procedure.CHILDREN_ACT.value)
    return measured(
        TABLE_30B,
        brief,
        row_heading="Procedure",
        rows=(Entry(CORPORATE, corporate), Entry(STATUTORY, statutory)),
        columns=(
            count_of(STAGE_1, first),
            share_of(TO_2, went_on(brief, first, "S2"), first),
            count_of(STAGE_2, second),
            share_of(TO_3, went_on(brief, second, "S3", "ADJ"), second),
            share_of(TO_OMBUDSMAN, went_on(brief, first, "LGO"), first),
        ),
        base=first | second,
        speaks_of=TO_2,
        total_row=True,
    )


REQUESTS = (
    "Counted by the day it was asked for, whatever became of it; every request counts, accepted or not. Not recorded: "
    "not decided yet, or never written down. The last column sets the requests of its row, not the accepted ones "
    "alone, against the stage 1 complaints received in the same days; they need not be of the same cases, so it is a "
    "rate and no share."
)

TABLE_30 = Report(
    code="30",
    source_id="",
    title="Stage 2 requests and what became of them",
    question="How many asked for stage 2, and how many were accepted?",
    population="Stage 2 requests received in the period.",
    basis=REQUESTS,
    source="Rule book 10.1, LEW20 A4 4; 10.2 (state the numerator)",
    area="Later stages",
    build=_stage_2,
    noun=("request", "requests"),
)

TABLE_30A = Report(
    code="30a",
    source_id="",
    title="Stage 3 requests and what became of them",
    question="How many asked for stage 3, and how many were accepted?",
    population="Stage 3 requests received in the period.",
    basis=REQUESTS,
    source="Rule book 10.1, LEW20 A4 5; 10.2 (state the numerator)",
    area="Later stages",
    build=_stage_3,
    noun=("request", "requests"),
)

TABLE_30B = Report(
    code="30b",
    source_id="",
    title="How many complaints went further",
    question="What share of those answered asked for the next stage?",
    population="Stage 1 and stage 2 complaints answered in the period.",
    basis=(
        "Answered basis: counted by the day of the answer. Went on: the next stage was asked for by the period's last "
        "day, accepted or not; the 20 working days to ask may still run for the latest answers. Open complaints are "
        "not counted. To the Ombudsman: of the stage 1 complaints answered, those the Ombudsman asked about."
    ),
    source="Rule book 10.1, LEW20 A4 4 and 5 (escalation); 1.5 (20 working days to ask)",
    area="Later stages",
    build=_rates,
    noun=("complaint", "complaints"),
)
