"""What has the cursor or the focus stays in view, in however many scroll areas it stands."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QTextEdit, QWidget

_ROOM = 24  # px around what is shown


def show_cursor(box: QTextEdit | QPlainTextEdit, below: int) -> None:
    """Scroll every area around a box of text so that its cursor is seen, with `below` px of room under it."""
    for corner in (box.cursorRect().topLeft(), box.cursorRect().bottomLeft()):
        show_place(box.viewport(), corner, below)


def show_place(widget: QWidget, place: QPoint, room: int) -> None:
    """Scroll every area around a widget so that a place of it is seen, with `room` px above and below."""
    area = widget.parentWidget()
    while area is not None:
        if isinstance(area, QScrollArea) and area.widget() is not None:
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
