"""Table 35: the times allowed for each step. Source: rule book 10.1 (LEW20 1), 2.2 (targets)."""

from __future__ import annotations

from caseworker.reports.brief import Brief
from caseworker.reports.cells import Cell, text_cell
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
    target = NONE_KNOWN if standard.target is None else f"{standard.target}%"
    words = (standard.allowed, standard.longest, target, standard.owner)
    return tuple(text_cell(each or NONE_KNOWN) for each in words)


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
