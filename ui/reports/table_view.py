"""A table of figures: headings that wrap and stay in view, arrows that walk the cells, Enter that opens their cases."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui.reports.cells_model import FOLDS, WRAPS, CellsModel, folded
from ui.reports.column_widths import TIGHTEST, column_widths
from ui.reports.headings import Headings
from ui.theme import Follows, theme, tokens
from ui.widgets.roles import Role
from ui.widgets.table_delegate import SIDE, TableDelegate
from ui.widgets.words import Words

_ROWS_WIDEST = 230  # px at 100 % text of the row headings
_FOOT = 14  # px free above and below a heading
_ABOVE = 7  # px free above and below words that wrap
_FITS = ((SIDE, "body"), (5, "body"), (3, "caption"), (2, "caption"))
"""Px free at both ends of a cell and the font of the headings: the first with which all columns have room."""
_MOST_MEASURED = 1_500  # rows of words that get the height they need; longer tables have rows of one line
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_UNDER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CellDelegate(TableDelegate):
    """Draws figures on one line, or on two where room is scarce, and words over as many as they need."""

    side = SIDE

    def _draw_words(
        self,
        painter: QPainter,
        room: QRect,
        index: QModelIndex | QPersistentModelIndex,
        text: str,
        *,
        selected: bool,
    ) -> None:
        room = room.adjusted(self.side - SIDE, 0, SIDE - self.side, 0)
        under = index.data(FOLDS) if self.side != SIDE else None
        if under:
            painter.setFont(theme().font(bold=bool(index.data(Role.BOLD))))
            painter.setPen(QColor(tokens().selection_text if selected else tokens().text))
            painter.drawText(room, int(_UNDER), under)
            return
        if not index.data(WRAPS) or room.height() <= theme().row_height():
            super()._draw_words(painter, room, index, text, selected=selected)
            return
        painter.setFont(theme().font())
        painter.setPen(QColor(tokens().selection_text if selected else tokens().text))
        painter.drawText(room, int(_WRAP), text)


class FigureTable(Follows, QTableView):
    """The cells of a report's table.

    Signals:
        opened(QModelIndex): Enter or a double click on a figure.
    """

    opened = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.across = Headings(Qt.Orientation.Horizontal, self)
        self.down = Headings(Qt.Orientation.Vertical, self)
        self.setHorizontalHeader(self.across)
        self.setVerticalHeader(self.down)
        self.corner = Words("", bold=True, parent=self)
        self.corner.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        self._delegate = CellDelegate(self)
        self.setItemDelegate(self._delegate)
        self.figures = CellsModel(self)
        self.setModel(self.figures)
        self._fitted = -1
        self.doubleClicked.connect(self.opened)
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self.down.viewport().update())
        self.figures.modelReset.connect(self.retheme)
        self.follow_theme()

    def retheme(self) -> None:
        """Measure again."""
        self._delegate.retheme()
        self._fitted = -1
        self.fit()

    def fit(self) -> None:
        """Give every column the room its content asks for, as far as there is any, and every row its height."""
        table = self.figures.table
        around = self.parentWidget()
        room = around.width() if around is not None else self.width()
        if table is None or self._fitted == room:
            return
        self._fitted = room
        self.corner.setText(table.row_heading)
        edges = 2 * self.frameWidth() + 4
        for side, kind in _FITS:
            self._delegate.side = self.across.side = self.down.side = side
            self.across.kind = self.down.kind = kind
            rows, widths = self._measured(side, room - edges)
            if rows + sum(widths) + edges <= room:
                break
        self.setMaximumWidth(rows + sum(widths) + edges)
        self.down.setFixedWidth(rows)
        above = self.across.height_for(widths) if widths else theme().control_height()
        corner = _height(QFontMetrics(self.corner.font()), self.corner.text(), rows - SIDE)
        self.across.setFixedHeight(max(above, corner + _FOOT))
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        for row, height in enumerate(self._heights(rows, widths)):
            self.setRowHeight(row, height)
        self._place_corner()

    def _measured(self, side: int, room: int) -> tuple[int, list[int]]:
        """The width of the row headings and of each column, with so much free at both ends of a cell."""
        rows = min(
            theme().px(_ROWS_WIDEST), max(self.down.longest_heading(), _advance(self.corner) + 2 * side)
        )
        rows = max(rows, self.down.longest_word())
        widths = self._widths(room - rows)
        over = rows + sum(widths) - room
        if over > 0:  # row headings wrap before figures scroll sideways
            rows = max(self.down.longest_word(), rows - over)
        return rows, widths

    def height_needed(self) -> int:
        """The height at which every row shows."""
        bar = self.horizontalScrollBar()
        around = self.parentWidget()
        room = around.width() if around is not None else self.width()
        wide = self.across.length() + self.down.width() + 2 * self.frameWidth() > room
        return int(
            self.across.height()
            + self.down.length()
            + 2 * self.frameWidth()
            + (bar.sizeHint().height() if wide else 0)
        )

    def _widths(self, room: int) -> list[int]:
        words, table, side = self.figures.word_columns(), self.figures.table, self._delegate.side
        bold, plain = QFontMetrics(theme().font(bold=True)), QFontMetrics(theme().font())
        needed, whole = [], []
        for number in range(len(words)):
            texts = {row[number].text for row in table.cells}
            heading = self.across.least_width(number)
            if words[number]:
                longest = max((plain.horizontalAdvance(word) for t in texts for word in t.split()), default=0)
                widest = max((plain.horizontalAdvance(text) for text in texts), default=0)
            else:
                lines = {line for text in texts for line in self._lines(text)}
                longest = widest = max((bold.horizontalAdvance(line) for line in lines), default=0)
            needed.append(max(heading, min(longest, theme().px(_ROWS_WIDEST)) + 2 * side))
            whole.append(max(heading, widest + 2 * side + 2))
        return column_widths(needed, whole, words, room, theme().px, tightest=TIGHTEST if side == SIDE else 0)

    def _heights(self, rows: int, widths: list[int]) -> list[int]:
        """The height of each row: that of its heading or of the longest words in it."""
        table, least = self.figures.table, theme().row_height()
        if len(table.row_headings) > _MOST_MEASURED:
            return [least] * len(table.row_headings)
        bold, plain = QFontMetrics(theme().font(bold=True)), QFontMetrics(theme().font())
        beside = QFontMetrics(theme().font(self.down.kind, bold=True))
        side, kinds = self._delegate.side, self.figures.word_columns()
        wrapped = [number for number, words in enumerate(kinds) if words]
        figures = [number for number, words in enumerate(kinds) if not words]
        heights = []
        for heading, cells in zip(table.row_headings, table.cells, strict=True):
            parts = [
                _height(beside, heading, rows - 2 * side),
                *(_height(plain, cells[n].text, widths[n] - 2 * side) for n in wrapped),
                max((bold.lineSpacing() * len(self._lines(cells[n].text)) for n in figures), default=0),
            ]
            heights.append(max([least, *(part + 2 * _ABOVE for part in parts if part)]))
        return heights

    def _lines(self, text: str) -> list[str]:
        """A figure as it is drawn: on two lines where it folds and room is scarce."""
        under = folded(text) if self._delegate.side != SIDE else None
        return (under or text).split("\n")

    def _place_corner(self) -> None:
        frame, side = self.frameWidth(), self._delegate.side
        self.corner.setGeometry(
            frame + side, frame, self.down.width() - side, self.across.height() - _FOOT // 2
        )

    # Qt's own names from here on.

    def minimumSizeHint(self) -> QSize:
        """It scrolls inside itself where room is scarce: figures keep their columns."""
        return QSize(theme().px(200), theme().px(60))

    def updateGeometries(self) -> None:
        """The corner stays where row and column headings meet."""
        super().updateGeometries()
        if hasattr(self, "corner"):  # Qt calls this while the view is being made
            self._place_corner()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the cases; Esc is the window's."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _height(metrics: QFontMetrics, text: str, room: int) -> int:
    """The height of words over several lines; 0 where one line holds them."""
    if metrics.horizontalAdvance(text) <= room and "\n" not in text:
        return 0
    return metrics.boundingRect(QRect(0, 0, room, 100_000), int(_WRAP), text).height()


def _advance(words: Words) -> int:
    return QFontMetrics(words.font()).horizontalAdvance(words.text())
