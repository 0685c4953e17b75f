"""A chart on screen: a picture whose bars open their cases, by mouse and with the arrow keys (S12, S14)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.theme import Follows, theme, tokens
from ui.widgets.announce import announce

POINT = 1.5
"""Pixels of a point at 100 % text: labels of 8.5 points are as large as body text."""
_MARGIN = 12  # px of the card around the picture
_KEYS = "Arrow keys walk the figures, Enter opens the cases behind one."


def points_for(width: int) -> float:
    """Return how wide a chart is drawn, in points, that has so many pixels."""
    return float(max(160.0, (width - 2 * _MARGIN) / (POINT * theme().scale)))


class ChartView(Follows, QWidget):
    """One chart.

    Signals:
        opened(str, str, QPoint): row and column of the figure whose bar was chosen, and where it stands on the screen.
    """

    opened = Signal(str, str, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture: Any = None
        self._image = QImage()
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.follow_theme()

    def show_picture(self, picture: Any, image: QImage) -> None:
        """Show a chart (a `ChartPicture`) as it was drawn."""
        same = self.picture is not None and picture.title == self.picture.title
        self.picture, self._image = picture, image
        self._current = min(self._current, max(0, len(picture.bars) - 1)) if same else 0
        self._size()
        self._name()
        self.update()

    def current_words(self) -> str:
        """What the current bar says: "MP enquiry, April: 12"."""
        return str(self.picture.bars[self._current].words) if self.picture and self.picture.bars else ""

    def bar_rect(self, number: int) -> QRectF:
        """Where a bar stands on the widget."""
        bar, scale = self.picture.bars[number], self._scale()
        return QRectF(_MARGIN + bar.x * scale, _MARGIN + bar.y * scale, bar.width * scale, bar.height * scale)

    def retheme(self) -> None:
        """Another size of text is another size of chart."""
        self._size()
        self.update()

    def _scale(self) -> float:
        """Pixels of one point."""
        return (self.width() - 2 * _MARGIN) / self.picture.width if self.picture else 1.0

    def _size(self) -> None:
        if self.picture is not None:
            height = round(self.picture.height * self._scale()) + 2 * _MARGIN
            if height != self.height() and height > 0:
                self.setFixedHeight(height)

    def _name(self) -> None:
        words = self.current_words()
        self.setAccessibleName(f"Chart: {self.picture.title}. {words}".strip())
        self.setAccessibleDescription(f"{self.picture.describes} {_KEYS}")

    def _go_to(self, number: int) -> None:
        if number != self._current and 0 <= number < len(self.picture.bars):
            self._current = number
            self._name()
            announce(self, self.current_words())
            self.update()

    def _step(self, *, along: bool, by: int) -> None:
        """Go to the next category (`along`) or to the next series; with one series both are the next category."""
        bars = self.picture.bars
        series = max(bar.series for bar in bars) + 1
        now = bars[self._current]
        is_next = along or series == 1
        wanted = (now.series, now.category + by) if is_next else (now.series + by, now.category)
        found = [n for n, bar in enumerate(bars) if (bar.series, bar.category) == wanted]
        if found:
            self._go_to(found[0])

    def _at(self, place: QPointF) -> int:
        """The number of the bar at a place; -1 where there is none."""
        if self.picture is None:
            return -1
        return next((n for n in range(len(self.picture.bars)) if self.bar_rect(n).contains(place)), -1)

    def _open(self, number: int) -> None:
        bar = self.picture.bars[number]
        at = self.mapToGlobal(self.bar_rect(number).bottomLeft().toPoint())
        self.opened.emit(bar.row, bar.column, at)

    # Qt's own names from here on.

    def sizeHint(self) -> QSize:
        """As wide as there is room, as high as the chart."""
        return QSize(theme().px(400), self.height())

    def minimumSizeHint(self) -> QSize:
        """It is drawn to the room there is."""
        return QSize(theme().px(200), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width is another height, until it is drawn afresh."""
        super().resizeEvent(event)
        self._size()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys walk the bars, Enter opens the cases of one."""
        key, keys = event.key(), Qt.Key
        if self.picture is None or not self.picture.bars or event.modifiers() & ~_KEYPAD:
            super().keyPressEvent(event)
            return
        if key in (keys.Key_Return, keys.Key_Enter):
            self._open(self._current)
        elif key in (keys.Key_Down, keys.Key_Up):
            self._step(along=self.picture.goes_down, by=1 if key == keys.Key_Down else -1)
        elif key in (keys.Key_Right, keys.Key_Left):
            self._step(along=not self.picture.goes_down, by=1 if key == keys.Key_Right else -1)
        elif key in (keys.Key_Home, keys.Key_End):
            self._go_to(0 if key == keys.Key_Home else len(self.picture.bars) - 1)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A bar looks as if it could be pressed."""
        over = self._at(event.position()) >= 0
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on a bar opens its cases."""
        number = self._at(event.position())
        if number >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._go_to(number)
            self._open(number)

    def event(self, event: QEvent) -> bool:
        """The words of the bar under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.picture.bars[number].words if number >= 0 else "", self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The current bar is marked while the keyboard is here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """It is not marked any more."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card with the picture, and a ring around the current bar."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QColor(tokens().line))
        painter.setBrush(QColor(tokens().base))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if not self._image.isNull():
            room = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
            painter.drawImage(room, self._image)
        if self.hasFocus() and self.picture is not None and self.picture.bars:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = self.bar_rect(self._current).adjusted(-3, -3, 3, 3)
            painter.setPen(QPen(QColor(tokens().focus_inner), 4))
            painter.drawRoundedRect(ring, 3, 3)
            painter.setPen(QPen(QColor(tokens().focus), 2))
            painter.drawRoundedRect(ring, 3, 3)
        painter.end()


_KEYPAD = Qt.KeyboardModifier.KeypadModifier
