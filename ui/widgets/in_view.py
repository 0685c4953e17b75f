"""What has the cursor or the focus stays in view, in however many scroll areas it stands."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QScrollArea, QTextEdit, QWidget

_ROOM = 24  # px around what is shown


class FocusArea(QScrollArea):
    """Leads to what takes the focus and to the cursor of a text, once they are laid out, until somebody scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_leading = False
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)
        self.verticalScrollBar().rangeChanged.connect(lambda *_: self._lead())
        self.verticalScrollBar().actionTriggered.connect(lambda _action: self._let_go())

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """A control under the mouse does not move, else the press would miss it."""
        pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if now is not None and self.isAncestorOf(now):
            self.is_leading = not pressed
            self._lead()

    def _lead(self) -> None:
        if self.is_leading:
            QTimer.singleShot(0, self, self._show_focus)

    def _let_go(self) -> None:
        self.is_leading = False

    def _show_focus(self) -> None:
        now = QApplication.focusWidget()
        if self.is_leading and now is not None and self.isAncestorOf(now):
            show_focus(self, now)


def show_cursor(box: QTextEdit | QPlainTextEdit, below: int) -> None:
    """Scroll every area around a box of text so that its cursor is seen, with `below` px of room under it."""
    for corner in (box.cursorRect().topLeft(), box.cursorRect().bottomLeft()):
        show_place(box.viewport(), corner, below)


def show_place(widget: QWidget, place: QPoint, room: int) -> None:
    """Scroll every area around a widget so that a place of it is seen, with `room` px above and below."""
    area = widget.parentWidget()
    while area is not None:
        if isinstance(area, QScrollArea) and area.widget() is not None:
            if isinstance(area, FocusArea):
                area.is_leading = True
            at = widget.mapTo(area.widget(), place)
            area.ensureVisible(at.x(), at.y(), 0, room)
        area = area.parentWidget()


def show_focus(area: QScrollArea, focus: QWidget) -> None:
    """Scroll an area so that a control is seen: with its label where both fit, a high box of text at its cursor."""
    room = area.viewport().height()
    shown = next((each for each in (_block_of(focus), focus) if each and each.height() <= room), None)
    if shown is not None:
        area.ensureWidgetVisible(shown, 0, min(_ROOM, (room - shown.height()) // 2))
    elif isinstance(focus, QTextEdit | QPlainTextEdit):
        show_cursor(focus, _ROOM)


def _block_of(widget: QWidget) -> QWidget | None:
    """What is read together with a control: the nearest part around it that says `shown_whole`."""
    block: QWidget | None = widget
    while block is not None and not getattr(block, "shown_whole", False):
        block = block.parentWidget()
    return block


def turn_page(box: QTextEdit | QPlainTextEdit, event: QKeyEvent) -> bool:
    """Answer Page Up or Page Down by going as far as is seen of a box that stands whole in a page that scrolls.

    Returns: whether it was such a key.
    """
    shift = Qt.KeyboardModifier.ShiftModifier
    if event.key() not in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) or event.modifiers() & ~shift:
        return False
    line = box.cursorRect()
    step = max(line.height(), box.visibleRegion().boundingRect().height() - line.height())
    down = event.key() == Qt.Key.Key_PageDown
    place = box.cursorForPosition(line.center() + QPoint(0, step if down else -step)).position()
    keep = QTextCursor.MoveMode.KeepAnchor if event.modifiers() & shift else QTextCursor.MoveMode.MoveAnchor
    cursor = box.textCursor()
    cursor.setPosition(place, keep)
    box.setTextCursor(cursor)
    return True
