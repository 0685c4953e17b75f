"""A few rows of words in columns under headings, with hairlines; each row is spoken as one sentence."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.cases.stage_tables import SmallTable
from ui.theme import Follows, theme, tokens
from ui.widgets.words import Words

_READ = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class SmallTableView(QWidget):
    """The table with its title and note."""

    def __init__(self, table: SmallTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(Words(table.title, bold=True))
        self.grid = _Grid(table)
        column.addWidget(self.grid)
        if table.note:
            column.addWidget(Words(table.note, tone="muted"))


class _Grid(Follows, QWidget):
    def __init__(self, table: SmallTable) -> None:
        super().__init__()
        self._rows = len(table.rows) + 1
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        for place, words in enumerate(table.headings):
            self._grid.addWidget(Words(words, "caption", tone="muted"), 0, place, Qt.AlignmentFlag.AlignTop)
            self._grid.setColumnStretch(place, 1)
        for number, row in enumerate(table.rows, 1):
            for place, words in enumerate(row):
                self._add(number, place, words, table, row)
        self.follow_theme()

    def retheme(self) -> None:
        """The lines are drawn in the colours of the theme."""
        self._grid.setVerticalSpacing(theme().px(5))
        self.update()

    def _add(self, number: int, place: int, words: str, table: SmallTable, row: tuple[str, ...]) -> None:
        cell = Words(words, bold=place == 0)
        cell.setContentsMargins(0, 2, 0, 2)  # what takes the focus is 24 px high at least
        if place == 0:
            spoken = "; ".join(f"{head}: {value}" for head, value in zip(table.headings, row, strict=True))
            cell.setTextInteractionFlags(_READ)
            cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            cell.setAccessibleName(spoken)
        self._grid.addWidget(cell, number, place, Qt.AlignmentFlag.AlignTop)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline between rows."""
        painter = QPainter(self)
        for number in range(1, self._rows):
            y = self._grid.cellRect(number, 0).top() - self._grid.verticalSpacing() // 2 - 1
            painter.fillRect(0, y, self.width(), 1, QColor(tokens().line))
        painter.end()
