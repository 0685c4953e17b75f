"""The focus ring (A7): one transparent overlay that follows the keyboard focus, the same on every kind of control.

Question: Fusion's focus marks are thin and differ from control to control; who draws the ring? Choice: a child laid
over whatever has the focus, 2 px and 1 px inside, from the tokens. Cost: item views need their ring moved at each
paint.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTabBar, QWidget

from ui.theme import theme, tokens

_WATCHED = (QEvent.Type.Resize, QEvent.Type.Paint)


class FocusRing(QWidget):
    """The overlay itself: never takes the mouse, never takes focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # The one name under which Qt 6.11 keeps an overlay out of what a screen reader sees.
        self.setObjectName("qt_rubberband")

    def paintEvent(self, event: QPaintEvent) -> None:
        """2 px of the focus colour, 1 px of its opposite inside."""
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(t.focus), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.setPen(QPen(QColor(t.focus_inner), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5), 2.5, 2.5)
        painter.end()


class RingKeeper(QObject):
    """Moves the ring to whatever has the focus. One for each application: `install_focus_ring`."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: FocusRing | None = None
        self._target: QWidget | None = None
        app.focusChanged.connect(self._on_focus)
        theme().changed.connect(self._place)

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._let_go()
        if now is None or not _wants_ring(now):
            return
        holder = _holder(now)
        if self._ring is None or not shiboken6.isValid(self._ring):
            self._ring = FocusRing()  # it dies with the control it lay over
        self._ring.setParent(holder)
        self._target = now
        holder.installEventFilter(self)
        self._place()

    def _let_go(self) -> None:
        if self._target is not None and shiboken6.isValid(self._target):
            _holder(self._target).removeEventFilter(self)
        self._target = None
        if self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.hide()

    def _place(self) -> None:
        ring, target = self._ring, self._target
        if ring is None or target is None or not shiboken6.isValid(ring) or not shiboken6.isValid(target):
            return
        rect = ring_rect(target)
        if rect.isEmpty():
            ring.hide()
            return
        if ring.geometry() != rect:
            ring.setGeometry(rect)
        if ring.isHidden():
            ring.show()
            ring.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the control's size, and the current row of a list."""
        if event.type() in _WATCHED:
            self._place()
        return False


def install_focus_ring(app: QApplication) -> RingKeeper:
    """Draw the ring from now on; calling again changes nothing."""
    found = app.findChild(RingKeeper)
    return found if isinstance(found, RingKeeper) else RingKeeper(app)


def ring_rect(target: QWidget) -> QRect:
    """Where the ring lies, in its holder: the control, the current tab, the current row or cell."""
    if isinstance(target, QTabBar):
        return target.tabRect(target.currentIndex()).adjusted(1, 1, -1, -1)
    if isinstance(target, QAbstractItemView):
        index = target.currentIndex()
        if not index.isValid():
            return target.viewport().rect()
        rect = target.visualRect(index)
        if target.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows:
            rect = QRect(0, rect.y(), target.viewport().width(), rect.height())
        return rect
    return target.rect()


def _holder(target: QWidget) -> QWidget:
    return target.viewport() if isinstance(target, QAbstractItemView) else target


def _wants_ring(widget: QWidget) -> bool:
    in_combo_list = widget.window().inherits("QComboBoxPrivateContainer")
    return (
        widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not in_combo_list and not widget.inherits("QMenu")
    )
