"""Table 35: the times allowed for each step. Source: rule book 10.1 (LEW20 1), 2.2 (targets)."""

from __future__ import annotations

from caseworker.reports.brief import Brief
from caseworker.reports.cells import Cell, target_cell, text_cell
from caseworker.reports.table import Report, Table
from caseworker.reports.work_in_hand import NONE_KNOWN, Standard

COLUMNS = ("Time allowed", "Longest with an extension", "Target on time", "Whose task")


def _standards(brief: Brief) -> Table:
    standards = brief.work.standards
    return Table(
        report=TABLE_35,
        period=brief.period,
        row_heading="Step",
        row_headings=tuple(f"{each.group}: {each.step}" for each in standards),
        column_headings=COLUMNS,
        cells=tuple(_cells(each) for each in standards),
    )


def _cells(standard: Standard) -> tuple[Cell, ...]:
    target = standard.target
    return (
        text_cell(standard.allowed or NONE_KNOWN),
        text_cell(standard.longest or NONE_KNOWN),
        text_cell(NONE_KNOWN) if target is None else target_cell(target),
        text_cell(standard.owner or NONE_KNOWN),
    )


TABLE_35 = Report(
    code="35",
    source_id="",
    title="Response standards",
    question="How long may each step take, and whose task is it?",
    population="The timescales in force on the period's last day.",
    basis="Times are those of the law or of the council's own scheme; targets are the council's own where it set some.",
    source="Rule book 10.1, LEW20 1; 2.2",
    area="Answered on time",
    build=_standards,
    noun=("step", "steps"),
)
