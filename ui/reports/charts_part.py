"""The charts of the table shown, each above the sentence that says what it shows; drawn off the UI thread."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.report_charts import chart_pictures
from ui.context import Context
from ui.pdf_pages import POINTS_PER_INCH, render_page
from ui.reports.chart_colours import screen_colours
from ui.reports.chart_view import POINT, ChartView, points_for
from ui.theme import Follows, theme, tokens
from ui.widgets.tab_order import order_tabs
from ui.widgets.words import Words

_PAUSE_MS = 120  # a window that is being resized is drawn once it rests
_FAINTEST, _FINEST = 72.0, 400.0  # dots an inch


class ChartsPart(Follows, QWidget):
    """Charts below each other.

    Signals:
        opened(str, str, QPoint): row and column of a figure whose bar was chosen, and where it stands on the screen.
        drawn: the charts of the table are on the screen.
    """

    opened = Signal(str, str, QPoint)
    drawn = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._table: Any = None
        self._asked = 0
        self._width = -1
        self.charts: list[ChartView] = []
        self.words: list[Words] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._rest = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._rest.timeout.connect(self._draw)
        self.follow_theme()

    def show_table(self, table: Any) -> None:
        """Draw the charts of a table; those of the one before go at once."""
        self._table = table
        self._width = -1
        self._asked += 1
        self._show_only(0)
        self.setVisible(bool(table.charts))
        self._draw()

    def shown(self) -> list[ChartView]:
        """The charts that stand there now."""
        return [chart for chart in self.charts if not chart.isHidden()]

    def retheme(self) -> None:
        """Larger text is a larger chart, another theme one in other colours."""
        self._width = -1
        self._rest.start()

    def _draw(self) -> None:
        table, width = self._table, self.width()
        if table is None or not table.charts or width == self._width or width < 100:
            return
        self._width = width
        self._asked += 1
        asked, points = self._asked, points_for(width)
        dots = POINTS_PER_INCH * POINT * theme().scale * self.devicePixelRatioF()
        dots = max(_FAINTEST, min(_FINEST, dots))
        colours = screen_colours(tokens())

        def work() -> list[tuple[Any, QImage]]:
            return [
                (picture, render_page(picture.pdf, 0, dots).image)
                for picture in chart_pictures(table, points, colours)
            ]

        self._context.tasks.run_read(
            work,
            lambda made: self._on_drawn(made) if asked == self._asked else None,
            self._context.messages.bug,
            receiver=self,
        )

    def _on_drawn(self, made: list[tuple[Any, QImage]]) -> None:
        while len(self.charts) < len(made):
            self._add()
        for number, (picture, image) in enumerate(made):
            self.charts[number].show_picture(picture, image)
            self.words[number].setText(picture.describes)
        self._show_only(len(made))
        self.drawn.emit()

    def _add(self) -> None:
        chart, words = ChartView(), Words("", tone="muted")
        chart.opened.connect(self.opened)
        self.charts.append(chart)
        self.words.append(words)
        self._column.addWidget(chart)
        self._column.addWidget(words)
        order_tabs(self, list(self.charts))

    def _show_only(self, number: int) -> None:
        for place, (chart, words) in enumerate(zip(self.charts, self.words, strict=True)):
            for part in (chart, words):
                part.setVisible(place < number)

    # Qt's own names from here on.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other room: another drawing, once the window rests."""
        super().resizeEvent(event)
        if self._width < 0:
            self._draw()
        else:
            self._rest.start()
