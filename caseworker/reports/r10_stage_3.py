"""Tables 8 and 9: requests for stage 3, and what the panels found. Source: rule book 10.1 (LEW25 8, 9)."""

from __future__ import annotations

from caseworker.domain.populations import Rows
from caseworker.reports.brief import Brief
from caseworker.reports.cells import text_cell
from caseworker.reports.details import (
    counted_by_year,
    one_by_one,
    told_of,
)
from caseworker.reports.r08_stage_2 import REQUESTS, requests_for
from caseworker.reports.table import Report, Table

COLUMNS = ("Case Type", "Service", "Details", "Outcome", "Remedy")


def _by_year(brief: Brief) -> Table:
    third = brief.stages.where(step="S3")
    return counted_by_year(
        TABLE_8,
        brief,
        lambda year: requests_for(brief, "S3", year),
        third,
        REQUESTS,
        "Stage 3 requests received",
    )


def completed(brief: Brief) -> Rows:
    """The stage 3 complaints answered in the period."""
    return brief.stages.where(step="S3").between("answered_on", brief.period)


def _details(brief: Brief) -> Table:
    rows = one_by_one(brief, completed(brief), "answered_on")
    texts = brief.facts.texts([each.n for each in rows])
    cells = []
    for each in rows:
        said = texts.get(each.n, {})
        words = told_of(brief, each.rows, said)
        cells.append(tuple(text_cell(word, each.rows) for word in words))
    return Table(
        report=TABLE_9,
        period=brief.period,
        row_heading="No.",
        row_headings=tuple(str(number) for number in range(1, len(cells) + 1)),
        column_headings=COLUMNS,
        cells=tuple(cells),
    )


TABLE_8 = Report(
    code="8",
    source_id="lewisham-2024-25/table-8",
    title="Stage 3 requests over three years",
    question="How many complaints went to a review panel?",
    population="Requests for stage 3 made in the period and the same days of the two years before.",
    basis="Counted by the date of the request, whether the panel has met or not; open cases count like any other.",
    source="Rule book 10.1, LEW25 8",
    area="Later stages",
    build=_by_year,
    noun=("request", "requests"),
)

TABLE_9 = Report(
    code="9",
    source_id="lewisham-2024-25/table-9",
    title="Stage 3 complaints completed",
    question="What were they about, what was found, what was put right?",
    population="Stage 3 complaints answered in the period, one a row.",
    basis=(
        "By the date of the answer, in that order; open cases are not shown. The type is that of the procedure: a "
        "review panel is part of the statutory procedure. The texts are those recorded."
    ),
    source="Rule book 10.1, LEW25 9; 10.2 (stage 3 typed Corporate)",
    area="Later stages",
    build=_details,
    noun=("complaint", "complaints"),
)
