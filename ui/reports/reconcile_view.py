"""To reconcile (S12): figures that should agree and do not, and cases that lack what a table goes by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.reports.reconcile_words import EVERY_FIGURE, in_short, kind_of, mend_of, note_of, place_of
from ui.widgets.case_table import CaseTable
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.words import Words, heading

_ALL_WELL = (
    "Nothing to reconcile",
    "Every total equals the sum of its parts, every figure equals the cases behind it, and no case lacks a value.",
)
_ABOUT = (
    "Figures that disagree must be looked at before a table goes out. Cases to complete lack a value that a table goes "
    "by: open them and record it."
)


class ReconcileView(QWidget):
    """The list: figures that disagree first, then a line for each value that cases lack.

    Signals:
        opened(str, object, str): heading, case numbers and a note, of the one that was opened.
    """

    opened = Signal(str, object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = CaseTable("To reconcile", ("line", "lines"), with_filter=False)
        columns: list[Column[Any]] = [
            Column("kind", "What it is", kind_of, width=18),
            Column("place", "Where", place_of, width=24),
            Column("sentence", "What is to be mended", mend_of, width=0),
            Column("cases", "Cases", lambda each: f"{len(each.cases):,}", width=8, is_number=True),
        ]
        self.model: RowsModel[Any] = RowsModel(
            columns, speak=_spoken, key=lambda each: each.sentence, parent=self
        )
        self.table.set_model(self.model)
        self.table.set_empty(*_ALL_WELL)
        self.table.opened.connect(self._open)
        area = ScrollColumn(width=1_400)
        layout = area.column
        layout.setSpacing(8)
        layout.addWidget(heading("To reconcile"))
        self.short = Words("", bold=True)
        layout.addWidget(self.short)
        layout.addWidget(Words(_ABOUT, tone="muted"))
        self.whole = Words("", "reading")
        layout.addWidget(self.table, 1)
        layout.addWidget(self.whole)
        self.table.moved.connect(self._show_whole)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def show_all(self, found: Sequence[Any]) -> None:
        """Show what the checks of a pack found."""
        agree = EVERY_FIGURE if all(each.is_to_complete for each in found) else ""
        self.short.setText(" ".join(filter(None, (agree, in_short(found)))))
        self.model.set_rows(found)
        self._show_whole(self.table.view.currentIndex())

    def _show_whole(self, index: QModelIndex) -> None:
        """Say below the table in full what a row may have no room for."""
        is_row = index.isValid() and index.row() < self.model.rowCount()
        self.whole.setText(self.model.row(index).sentence if is_row else "")

    def _open(self, index: QModelIndex) -> None:
        each = self.model.row(index)
        self.opened.emit(f"To reconcile: {place_of(each)}", each.cases, note_of(each))


def _spoken(each: Any) -> str:
    number = len(each.cases)
    return f"{kind_of(each)}. {each.sentence} {number:,} {'case' if number == 1 else 'cases'}"
