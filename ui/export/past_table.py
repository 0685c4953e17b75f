"""The table of earlier exports: when, who, what, why, where to."""

from __future__ import annotations

from PySide6.QtCore import QObject

from caseworker.actions.case_words import moment_words
from caseworker.actions.export.recorded import WHAT, PastExport
from ui.widgets.case_table import CaseTable
from ui.widgets.rows_model import Column, RowsModel


def past_table(parent: QObject) -> tuple[CaseTable, RowsModel[PastExport]]:
    """Return the table and its model."""
    table = CaseTable("Earlier exports", ("export", "exports"), with_filter=False)
    columns: list[Column[PastExport]] = [
        Column("at", "When", lambda each: moment_words(each.at), lambda each: each.at, width=31),
        Column("who", "Who", lambda each: each.who, width=17),
        Column("what", "What", lambda each: WHAT.get(each.what, each.what), width=16),
        Column("reason", "Reason", lambda each: each.reason, width=0),
        Column("folder", "Written to", lambda each: each.folder, width=26),
    ]
    model: RowsModel[PastExport] = RowsModel(columns, speak=_spoken, key=lambda each: each.at, parent=parent)
    table.set_model(model)
    table.set_empty("Nothing was exported yet", "Every export stands here with who made it and why.")
    return table, model


def _spoken(each: PastExport) -> str:
    return f"{WHAT.get(each.what, each.what)}, {moment_words(each.at)}, {each.who}, {each.reason}, to {each.folder}"
