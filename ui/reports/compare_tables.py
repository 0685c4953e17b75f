"""The two tables of the comparison: the printed tables with how many figures agree, and what was found in them."""

from __future__ import annotations

from PySide6.QtCore import QObject

from caseworker.actions.compare_published import CONTRADICTS, DIFFERS, LEFT, ROUNDING, Finding
from ui.widgets.case_table import CaseTable
from ui.widgets.rows_model import Column, RowsModel

_TAGS = {CONTRADICTS: "overdue", DIFFERS: "due_soon", LEFT: "closed", ROUNDING: "closed"}


def printed_table(page: QObject) -> tuple[CaseTable, RowsModel]:  # type: ignore[type-arg]
    """A line for each printed table."""
    model: RowsModel = RowsModel(  # type: ignore[type-arg]
        (
            Column("name", "Printed table", lambda t: t.published.name, width=40),
            Column("ours", "Table of ours", _ours, width=16, may_filter=True),
            Column("period", "Days of ours", lambda t: t.period.label if t.period else "", width=20),
            Column("same", "Agree", lambda t: str(t.agreeing), sort=lambda t: t.agreeing, width=9, is_number=True),
            Column(
                "differ", "Differ", lambda t: str(len(t.differences)), sort=lambda t: len(t.differences), width=9,
                is_number=True,
            ),
            Column(
                "left", "Not compared", lambda t: str(len(t.unmatched)), sort=lambda t: len(t.unmatched), width=0,
                is_number=True,
            ),
        ),
        speak=lambda t: f"{t.published.name}, {_ours(t)}, {t.agreeing} agree, {len(t.differences)} differ",
        key=lambda t: t.published.id,
        parent=page,
    )  # fmt: skip
    table = CaseTable("Printed tables", ("table", "tables"))
    table.set_model(model)
    table.set_empty(
        "No tables yet", "Choose files: JSON, or CSV with the headings in the first row and column."
    )
    return table, model


def findings_table(page: QObject) -> tuple[CaseTable, RowsModel[Finding]]:
    """A line for each finding."""
    model: RowsModel[Finding] = RowsModel(
        (
            Column("what", "What", lambda f: f.what, tag=lambda f: _TAGS[f.what], width=26, may_filter=True),
            Column("table", "Printed table", lambda f: f.table, width=18, may_filter=True),
            Column("row", "Row", lambda f: f.row, width=22),
            Column("column", "Column", lambda f: f.column, width=18),
            Column("printed", "Printed", lambda f: f.printed, width=13),
            Column("ours", "Ours, or computed", lambda f: f.ours, width=17),
            Column("words", "In words", lambda f: f.words, width=0),
        ),
        speak=_spoken,
        key=lambda f: f"{f.what}/{f.table}/{f.row}/{f.column}/{f.words}",
        parent=page,
    )
    table = CaseTable("What was found", ("finding", "findings"))
    table.set_model(model)
    table.set_empty("Nothing was found", "Every figure that could be compared is ours.")
    return table, model


def _ours(compared: object) -> str:
    code = getattr(compared, "code", "")
    return f"Table {code}" if code else "None"


def _spoken(finding: Finding) -> str:
    first = f"{finding.what}: {finding.table}, {finding.row}, {finding.column}"
    return f"{first}, printed {finding.printed}, {finding.ours or 'nothing of ours'}. {finding.words}"
