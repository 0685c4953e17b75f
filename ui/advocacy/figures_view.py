"""One table of advocacy with its title; Enter opens the cases behind a figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.domain.advocacy_figures import FigureRows
from ui.reports.table_view import FigureTable
from ui.theme import Follows
from ui.widgets.words import heading

Open = Callable[[str, Sequence[int]], object]


class FiguresView(Follows, QWidget):
    """Shows one table.

    Args:
        on_open: called with what a figure says and the numbers of its cases.
    """

    def __init__(self, on_open: Open, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._on_open = on_open
        self.title = heading("")
        self.view = FigureTable()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.view)
        self.view.opened.connect(self.open_cell)
        self.follow_theme()

    def show_rows(self, rows: FigureRows, period: str) -> None:
        """Show a table; the figure that was current is current again."""
        now = self.view.currentIndex()
        place = max(0, now.row()), max(0, now.column())
        self.title.setText(rows.title)
        self.view.setAccessibleName(f"{rows.title}, {period}")
        self.view.setAccessibleDescription("Arrow keys walk the figures, Enter opens the cases behind one.")
        model = self.view.figures
        model.set_table(rows)
        self.view.setCurrentIndex(
            model.index(min(place[0], model.rowCount() - 1), min(place[1], model.columnCount() - 1))
        )
        self._set_height()

    def open_cell(self, index: QModelIndex) -> None:
        """Open the cases behind a figure."""
        table = self.view.figures.table
        if table is None or not index.isValid():
            return
        cell = self.view.figures.cell(index)
        self._on_open(f"{table.row_headings[index.row()]}: {cell.words}", cell.cases())

    def retheme(self) -> None:
        """Measure again."""
        self._set_height()

    def _set_height(self) -> None:
        if self.view.figures.table is not None:
            self.view.fit()
            self.view.setFixedHeight(self.view.height_needed())

    # Qt's own names from here on.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other room: other columns, perhaps higher headings."""
        super().resizeEvent(event)
        self._set_height()
