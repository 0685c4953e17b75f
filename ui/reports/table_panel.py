"""One table with all that belongs to it: question, what it says, figures, charts, how they were counted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from caseworker.actions.reports import table_in_words
from ui.context import Context
from ui.reports.charts_part import ChartsPart
from ui.reports.opening import Opening
from ui.reports.table_view import FigureTable
from ui.theme import Follows, theme
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.tab_order import order_tabs
from ui.widgets.words import Words, heading

WIDEST = 1_400  # px at 100 % text
CHART_WIDEST = 980
_EMPTY = "There is nothing to count in this period. Choose another period above, or log a case (Ctrl+N)."


class TablePanel(Follows, QWidget):
    """Shows one table.

    Args:
        below: stands under the table, its charts and its notes.

    Signals:
        opened(str, object, str): heading, case numbers and a note, of the figure that was opened.
        opened_case(int): the number of the one case that a line of words is about.
        said(str): passing words, such as that a figure has no cases.
    """

    opened = Signal(str, object, str)
    opened_case = Signal(int)
    said = Signal(str)

    def __init__(self, context: Context, below: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: dict[str, tuple[int, int]] = {}
        self.opening = Opening(context, self)
        self.title = heading("")
        self.question = Words("", tone="muted")
        self.sentence = Words("", "reading")
        self.view = FigureTable()
        self.empty = Words(_EMPTY, bold=True)
        self.charts = ChartsPart(context)
        self.note = Words("", tone="muted")
        self.hint = Words(
            "Enter opens the cases behind a figure or a bar. Alt+Left comes back to it.",
            "caption",
            tone="muted",
        )
        self.area = ScrollColumn(width=WIDEST)
        column = self.area.column
        column.setSpacing(8)
        for part in (self.title, self.question, self.sentence, self.view, self.empty, self.hint):
            column.addWidget(part)
        column.addSpacing(4)
        for part in (self.charts, self.note):
            column.addWidget(part)
        column.addSpacing(8)
        column.addWidget(below)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)
        self._connect()
        self.area.inner.installEventFilter(self)
        self.follow_theme()

    @property
    def table(self) -> Any:
        """The table shown, or None."""
        return self.view.figures.table

    def show_table(self, table: Any) -> None:
        """Show a table; the figure that was current in it before is current again."""
        is_other = self.table is None or self.table.code != table.code
        self.title.setText(f"{table.name}. {table.title}")
        self.question.setText(f"{table.question} {table.period.label}.")
        self.sentence.setText(table_in_words(table))
        self.note.setText(table.note)
        self.view.setAccessibleName(f"{table.name}, {table.title}, {table.period.label}")
        self.view.setAccessibleDescription("Arrow keys walk the figures, Enter opens the cases behind one.")
        row, column = self._places.get(table.code, (0, 0))
        model = self.view.figures
        model.set_table(table)
        has_rows = bool(table.row_headings)
        for part in (self.view, self.hint):
            part.setVisible(has_rows)
        self.empty.setVisible(
            not any(cell.number or cell.rows is None for row in table.cells for cell in row)
        )
        self.view.setCurrentIndex(
            model.index(min(row, model.rowCount() - 1), min(column, model.columnCount() - 1))
        )
        self._set_height()
        self.charts.show_table(table)
        if is_other:
            self.area.verticalScrollBar().setValue(0)

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
        table = self.table
        if table is None or not index.isValid():
            return
        row, column = table.row_headings[index.row()], table.column_headings[index.column()]
        at = self.view.viewport().mapToGlobal(self.view.visualRect(index).bottomLeft())
        self.opening.open(table, row, column, at)

    def open_bar(self, row: str, column: str, at: QPoint) -> None:
        """Open the cases behind a bar of a chart; `at` is where it stands on the screen."""
        index = self.view.figures.place(row, column)
        if index.isValid():
            self._places[self.table.code] = (index.row(), index.column())
            self.opening.open(self.table, row, column, at)

    def retheme(self) -> None:
        """Measure again."""
        self.charts.setMaximumWidth(theme().px(CHART_WIDEST))
        self._set_height()

    def _order_tabs(self) -> None:
        """Tab goes from the table to its charts, which are drawn later than the window is made."""
        order_tabs(self.view, self.charts.charts)

    def _connect(self) -> None:
        self.charts.drawn.connect(self._order_tabs)
        self.view.opened.connect(self.open_cell)
        self.charts.opened.connect(self.open_bar)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.opening.cases.connect(self.opened)
        self.opening.case.connect(self.opened_case)
        self.opening.said.connect(self.said)

    def _set_height(self) -> None:
        if self.table is not None:
            self.view.fit()
            height = self.view.height_needed()
            if height != self.view.height():
                self.view.setFixedHeight(height)

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        table = self.table
        if table is None or not now.isValid():
            return
        self._places[table.code] = (now.row(), now.column())
        if not self.view.hasFocus():
            return
        rect = self.view.visualRect(now)
        around: QWidget | None = self.area
        while around is not None:  # where the page scrolls as one, it is not the area that does
            if isinstance(around, QScrollArea):
                place = self.view.viewport().mapTo(around.widget(), QPoint(rect.center()))
                around.ensureVisible(place.x(), place.y(), 0, rect.height() * 2)
            around = around.parentWidget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Other room: other columns, perhaps higher headings, or a bar at the foot."""
        if event.type() == QEvent.Type.Resize:
            self._set_height()
        return super().eventFilter(watched, event)
