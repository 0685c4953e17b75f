"""Table 16: where those who complain live, and how many complaints there are for each 1,000 residents.

Source: rule book 10.1 (LEW20 C3-C5).
"""

from __future__ import annotations

from caseworker.domain.populations import Rows
from caseworker.reports.axes import NOT_RECORDED
from caseworker.reports.brief import Brief
from caseworker.reports.cells import Cell, count_cell, entered_cell, rate_cell
from caseworker.reports.columns import TOTAL
from caseworker.reports.r14_who import COMPLAINTS_HEADING, ENQUIRIES_HEADING
from caseworker.reports.stage_rows import enquiries, first_stages, stage_ones
from caseworker.reports.table import At, Chart, Report, Sum, Table

WARD_POPULATION = "ward_population"
RESIDENTS, RATE = "Residents", "Complaints per 1,000 residents"
_COUNTED = (COMPLAINTS_HEADING, ENQUIRIES_HEADING)


def _by_ward(brief: Brief) -> Table:
    received = first_stages(brief).between("received_on", brief.period)
    found = received.split("ward")
    entered = brief.outside.names(WARD_POPULATION, brief.period)
    wards = sorted({*found, *entered} - {""}, key=str.casefold)
    none = brief.stages.none
    people = {ward: _residents(brief, ward) for ward in wards}
    lines = [_line(brief, found.get(ward, none), people[ward]) for ward in wards]
    headings = list(wards)
    if "" in found:
        headings.append(NOT_RECORDED)
        lines.append((*_counts(brief, found[""]), entered_cell(None), rate_cell(none, None)))
    known = [number for number in people.values() if number]
    whole = sum(known) if known and len(known) == len(wards) else None
    with_ward = stage_ones(brief) & (received - brief.stages.where(ward=""))
    total = (*_counts(brief, received), entered_cell(whole), rate_cell(with_ward, whole))
    return Table(
        report=TABLE_16,
        period=brief.period,
        row_heading="Ward",
        row_headings=(*headings, TOTAL),
        column_headings=(*_COUNTED, TOTAL, RESIDENTS, RATE),
        cells=(*lines, total),
        has_total_row=True,
        claims=(*_column_sums(headings), *_row_sums(headings)),
        charts=(Chart(TABLE_16.title, "bars", "rows", (COMPLAINTS_HEADING,), tuple(wards)),) if wards else (),
        speaks_of=TOTAL,
        basis=f"{TABLE_16.basis} {brief.outside.sources(WARD_POPULATION, brief.period)}".strip(),
    )


def _residents(brief: Brief, ward: str) -> int | None:
    figure = brief.outside.of(WARD_POPULATION, ward, brief.period)
    return figure.figure if figure else None


def _line(brief: Brief, rows: Rows, residents: int | None) -> tuple[Cell, ...]:
    return (
        *_counts(brief, rows),
        entered_cell(residents),
        rate_cell(rows & stage_ones(brief), residents),
    )


def _counts(brief: Brief, rows: Rows) -> tuple[Cell, ...]:
    asked = rows & stage_ones(brief), rows & enquiries(brief)
    return (*map(count_cell, asked), count_cell(rows))


def _column_sums(headings: list[str]) -> list[Sum]:
    found = []
    for column in (*_COUNTED, TOTAL):
        parts = tuple(At("16", row, column) for row in headings)
        found.append(Sum("column total", At("16", TOTAL, column), parts, "the sum of its column"))
    return found


def _row_sums(headings: list[str]) -> list[Sum]:
    found = []
    for row in (*headings, TOTAL):
        parts = tuple(At("16", row, column) for column in _COUNTED)
        found.append(Sum("row total", At("16", row, TOTAL), parts, "the sum of its row"))
    return found


TABLE_16 = Report(
    code="16",
    source_id="",
    title="Complaints and enquiries by ward",
    question="Where do those who complain live, and where do more complain than elsewhere?",
    population="Stage 1 complaints and enquiries received in the period, whatever became of them.",
    basis=(
        "Counted by date received and type as received; open and extended cases count like any other. The rate is of "
        "complaints, for each 1,000 residents; wards of which the number of residents was not entered say so. Cases "
        "without an address, such as those of elected members, stand under “Not recorded”."
    ),
    source="Rule book 10.1, LEW20 C3-C5",
    area="People",
    build=_by_ward,
)
