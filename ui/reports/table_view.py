"""A table of figures: headings that wrap and stay in view, arrows that walk the cells, Enter that opens their cases."""

from __future__ import annotations

import re

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyleOptionHeader, QTableView, QWidget

from ui.reports.cells_model import CellsModel
from ui.theme import Follows, theme, tokens
from ui.widgets.table_delegate import SIDE, TableDelegate
from ui.widgets.words import Words

_NARROWEST, _WIDEST = 84, 150  # px at 100 % text of a column of figures
_ROWS_WIDEST = 210  # px at 100 % text of the row headings


class Headings(Follows, QHeaderView):
    """Headings in bold that run over several lines; the row's or column's own is marked while it is current."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across = orientation == Qt.Orientation.Horizontal
        side = Qt.AlignmentFlag.AlignRight if across else Qt.AlignmentFlag.AlignLeft
        foot = Qt.AlignmentFlag.AlignBottom if across else Qt.AlignmentFlag.AlignVCenter
        self._flags = int(side | foot | Qt.TextFlag.TextWordWrap)
        self.follow_theme()

    def retheme(self) -> None:
        """Measure again."""
        self.setFont(theme().font(bold=True))
        self.viewport().update()

    def height_for(self, width: int) -> int:
        """How high the headings of the columns are at a column width."""
        room = QRect(0, 0, width - 2 * SIDE, 10_000)
        metrics = QFontMetrics(theme().font(bold=True))
        heights = [metrics.boundingRect(room, self._flags, words).height() for words in self._all_words()]
        return max([theme().control_height(), *(height + 14 for height in heights)])

    def longest_word(self) -> int:
        """The width below which a heading would be cut inside a word."""
        metrics = QFontMetrics(theme().font(bold=True))
        words = [word for heading in self._all_words() for word in heading.split(" ")]
        return max((metrics.horizontalAdvance(word) for word in words), default=0) + 2 * SIDE + 2

    def longest_heading(self) -> int:
        """The width at which no heading needs a second line."""
        metrics = QFontMetrics(theme().font(bold=True))
        return (
            max((metrics.horizontalAdvance(words) for words in self._all_words()), default=0) + 2 * SIDE + 2
        )

    def _all_words(self) -> list[str]:
        model = self.model()
        if model is None:
            return []
        return [_kept_together(model.headerData(n, self.orientation())) for n in range(self.count())]

    # Qt's own names from here on.

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """One heading."""
        painter.save()
        across = self.orientation() == Qt.Orientation.Horizontal
        if across:
            option = QStyleOptionHeader()
            self.initStyleOption(option)
            option.rect = rect
            self.style().drawControl(QStyle.ControlElement.CE_HeaderSection, option, painter, self)
        else:
            painter.fillRect(rect, QColor(tokens().alternate if section % 2 else tokens().base))
        painter.setFont(theme().font(bold=True))
        painter.setPen(QColor(tokens().text))
        words = _kept_together(self.model().headerData(section, self.orientation()))
        room = rect.adjusted(SIDE, 6, -SIDE, -7) if across else rect.adjusted(SIDE, 0, -SIDE, 0)
        painter.drawText(room, self._flags, words)
        painter.restore()


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
        self._delegate = TableDelegate(self)
        self.setItemDelegate(self._delegate)
        self.figures = CellsModel(self)
        self.setModel(self.figures)
        self.doubleClicked.connect(self.opened)
        self.figures.modelReset.connect(self.fit)
        self.follow_theme()

    def retheme(self) -> None:
        """Measure again."""
        self._delegate.retheme()
        self.fit()

    def fit(self) -> None:
        """Give every column the same room, as much as there is and as headings need."""
        table = self.figures.table
        if table is None:
            return
        self.corner.setText(table.row_heading)
        rows = min(
            theme().px(_ROWS_WIDEST), max(self.down.longest_heading(), _advance(self.corner) + 2 * SIDE)
        )
        rows = max(rows, self.down.longest_word())
        columns = max(1, self.figures.columnCount())
        least = max(theme().px(_NARROWEST), self.across.longest_word(), self._widest_figure())
        edges = 2 * self.frameWidth() + 2
        around = self.parentWidget()
        room = around.width() if around is not None else self.width()
        width = max(least, min((room - rows - edges) // columns, theme().px(_WIDEST)))
        self.setMaximumWidth(rows + columns * width + edges)
        self.down.setFixedWidth(rows)
        self.across.setFixedHeight(self.across.height_for(width))
        for column in range(columns):
            self.setColumnWidth(column, width)
        for row in range(self.figures.rowCount()):
            self.setRowHeight(row, theme().row_height())
        self._place_corner()

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

    def _widest_figure(self) -> int:
        metrics = QFontMetrics(theme().font(bold=True))
        table = self.figures.table
        return (
            max((metrics.horizontalAdvance(c.text) for row in table.cells for c in row), default=0) + 2 * SIDE
        )

    def _place_corner(self) -> None:
        frame = self.frameWidth()
        self.corner.setGeometry(frame + SIDE, frame, self.down.width() - SIDE, self.across.height() - 7)

    # Qt's own names from here on.

    def minimumSizeHint(self) -> QSize:
        """It scrolls inside itself where room is scarce: figures keep their columns."""
        return QSize(theme().px(200), theme().px(120))

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


def _kept_together(heading: object) -> str:
    """A number at the end stays with the word before it: "Children Act Stage 1"."""
    return re.sub(r" (\d+)$", "\u00a0\\1", str(heading or ""))


def _advance(words: Words) -> int:
    return QFontMetrics(words.font()).horizontalAdvance(words.text())
