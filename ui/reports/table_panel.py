"""One table with everything that belongs to it: title, question, what it says, the figures, how they were counted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.reports import table_in_words
from ui.reports.cells_model import cell_words
from ui.reports.table_view import FigureTable
from ui.theme import Follows
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.words import Words, heading

WIDEST = 1_400  # px at 100 % text


class TablePanel(Follows, QWidget):
    """Shows one table.

    Args:
        below: stands under the table and its notes.

    Signals:
        opened(str, object, str): heading, case numbers and a note, of the figure that was opened.
        said(str): passing words, such as that a figure has no cases.
    """

    opened = Signal(str, object, str)
    said = Signal(str)

    def __init__(self, below: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: dict[str, tuple[int, int]] = {}
        self.title = heading("")
        self.question = Words("", tone="muted")
        self.sentence = Words("", "reading")
        self.view = FigureTable()
        self.note = Words("", tone="muted")
        self.hint = Words(
            "Enter opens the cases behind a figure. Alt+Left comes back to it.", "caption", tone="muted"
        )
        self.area = ScrollColumn(width=WIDEST)
        column = self.area.column
        column.setSpacing(8)
        for part in (self.title, self.question, self.sentence, self.view, self.hint, self.note):
            column.addWidget(part)
        column.addSpacing(8)
        column.addWidget(below)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)
        self.view.opened.connect(self.open_cell)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.area.inner.installEventFilter(self)
        self.follow_theme()

    def show_table(self, table: Any) -> None:
        """Show a table; the figure that was current in it before is current again."""
        self.title.setText(f"{table.name}. {table.title}")
        self.question.setText(f"{table.question} {table.period.label}.")
        self.sentence.setText(table_in_words(table))
        self.note.setText(table.note)
        self.view.setAccessibleName(f"{table.name}, {table.title}, {table.period.label}")
        self.view.setAccessibleDescription("Arrow keys walk the figures, Enter opens the cases behind one.")
        row, column = self._places.get(table.code, (0, 0))
        model = self.view.figures
        model.set_table(table)
        self.view.setCurrentIndex(
            model.index(min(row, model.rowCount() - 1), min(column, model.columnCount() - 1))
        )
        self._set_height()

    def current(self) -> tuple[int, int]:
        """Row and column of the current figure."""
        index = self.view.currentIndex()
        return max(0, index.row()), max(0, index.column())

    def go_to(self, code: str, row: int, column: int) -> None:
        """Remember which figure of a table is the current one when it is shown."""
        self._places[code] = (max(0, row), max(0, column))

    def open_cell(self, index: QModelIndex | None = None) -> None:
        """Open the cases behind a figure, by default the current one."""
        index = index or self.view.currentIndex()
        table = self.view.figures.table
        if table is None or not index.isValid():
            return
        cell = self.view.figures.cell(index)
        row, column = table.row_headings[index.row()], table.column_headings[index.column()]
        if not cell.number:
            self.said.emit(f"{row}, {column}: there are no cases behind this figure.")
            return
        where = _where(table, row, column)
        words = cell_words(cell, table.report.noun)
        note = f"{table.name}. {table.title}. {words[:1].upper()}{words[1:]}"
        self.opened.emit(where, cell.cases(), f"{note} answered on time." if cell.is_share else f"{note}.")

    def retheme(self) -> None:
        """Measure again."""
        self._set_height()

    def _set_height(self) -> None:
        if self.view.figures.table is not None:
            self.view.fit()
            self.view.setFixedHeight(self.view.height_needed())

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        table = self.view.figures.table
        if table is None or not now.isValid():
            return
        self._places[table.code] = (now.row(), now.column())
        rect = self.view.visualRect(now)
        place = self.view.viewport().mapTo(self.area.widget(), QPoint(rect.center()))
        self.area.ensureVisible(place.x(), place.y(), 0, rect.height() * 2)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Other room: other columns, perhaps higher headings, or a bar at the foot."""
        if event.type() == QEvent.Type.Resize:
            self._set_height()
        return super().eventFilter(watched, event)


def _where(table: Any, row: str, column: str) -> str:
    """Which figure it is, with the period named once: "MP enquiry, Q2, 2024-25"."""
    period = table.period.label
    parts = [column, row, *([] if period in (row, column) else [period])]
    return ", ".join(parts)
