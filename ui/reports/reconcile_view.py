"""To reconcile (S12): the figures that should agree and do not, each with the cases that are not counted alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.case_table import CaseTable
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.words import Words, heading

_ALL_WELL = (
    "Nothing to reconcile",
    "Every total equals the sum of its parts, and every figure equals the cases behind it.",
)


class ReconcileView(QWidget):
    """The list of disagreements.

    Signals:
        opened(str, object): heading and case numbers of the one that was opened.
    """

    opened = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = CaseTable("To reconcile", ("difference", "differences"), with_filter=False)
        columns: list[Column[Any]] = [
            Column("place", "Figure", _place, width=26),
            Column("sentence", "What does not agree", lambda each: each.sentence, width=0),
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
        layout.addWidget(
            Words(
                "Figures that should agree and do not. Look at these before a table goes out.",
                tone="muted",
            )
        )
        self.whole = Words("", "reading")
        layout.addWidget(self.table, 1)
        layout.addWidget(self.whole)
        self.table.moved.connect(self._show_whole)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def show_all(self, disagreements: Sequence[Any]) -> None:
        """Show what the checks of a pack found."""
        self.model.set_rows(disagreements)
        self._show_whole(self.table.view.currentIndex())

    def _show_whole(self, index: QModelIndex) -> None:
        """Say below the table in full what a row may have no room for."""
        is_row = index.isValid() and index.row() < self.model.rowCount()
        self.whole.setText(self.model.row(index).sentence if is_row else "")

    def _open(self, index: QModelIndex) -> None:
        each = self.model.row(index)
        self.opened.emit(f"To reconcile: {_place(each)}", each.cases)


def _place(each: Any) -> str:
    if not each.places:
        return "All tables"
    place = each.places[0]
    return ", ".join(part for part in (f"Table {place.code}", place.row, place.column) if part)


def _spoken(each: Any) -> str:
    number = len(each.cases)
    return f"{each.sentence} {number:,} {'case' if number == 1 else 'cases'}"
