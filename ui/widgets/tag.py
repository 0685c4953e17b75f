"""Tag (C9, V2): an adjective in sentence case with its icon, on a light ground with a border in its text colour."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Follows, theme, tokens
from ui.tokens import TagColours
from ui.widgets import icons

# What each kind is called when no other words are given.
KINDS = {
    "overdue": "Overdue",
    "due_today": "Due today",
    "due_soon": "Due soon",
    "on_time": "On time",
    "paused": "Paused",
    "closed": "Closed",
    "draft": "Draft",
    "updated": "Updated",
    "restricted": "Restricted",
    "safety": "Safety alert",
}
_WITHOUT_ICON = ("closed",)


def tag_colours(kind: str) -> TagColours:
    """The colours of a kind; outlined text when the system asks for high contrast (V1)."""
    t = tokens()
    return t.tags.get(kind) or TagColours(t.text, t.base)


def tag_font() -> QFont:
    """Caption size at 100 %, weight 600."""
    return theme().font("caption", bold=True)


def tag_size(kind: str, text: str) -> QSize:
    """The room a tag takes."""
    metrics = QFontMetrics(tag_font())
    width = metrics.horizontalAdvance(text) + 16 + (0 if kind in _WITHOUT_ICON else theme().px(14) + 5)
    return QSize(width, metrics.height() + 6)


def paint_tag(painter: QPainter, rect: QRect, kind: str, text: str) -> None:
    """Draw a tag at the left of a rectangle, centred in its height, elided when too long."""
    colours, size = tag_colours(kind), tag_size(kind, text)
    box = QRectF(
        rect.x() + 0.5,
        rect.y() + (rect.height() - size.height()) // 2 + 0.5,
        min(size.width(), rect.width()) - 1,
        size.height() - 1,
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.text), 1))
    painter.setBrush(QColor(colours.ground))
    painter.drawRoundedRect(box, 4, 4)
    left = box.x() + 7.5
    if kind not in _WITHOUT_ICON:
        side = theme().px(14)
        icons.paint(painter, kind, colours.text, QRectF(left, box.center().y() - side / 2, side, side))
        left += side + 5
    painter.setFont(tag_font())
    painter.setPen(QColor(colours.text))
    room = box.right() - left - 4
    words = QFontMetrics(tag_font()).elidedText(text, Qt.TextElideMode.ElideRight, int(room) + 1)
    painter.drawText(QRectF(left, box.y(), room + 4, box.height()), Qt.AlignmentFlag.AlignVCenter, words)
    painter.restore()


def mark_side() -> int:
    """Side of a tight tag: its icon alone, where the words stand beside it."""
    return theme().px(14) + 8


def paint_mark(painter: QPainter, rect: QRect, kind: str) -> None:
    """Draw a tight tag at the left of a rectangle, centred in its height."""
    colours, side, small = tag_colours(kind), mark_side(), theme().px(14)
    box = QRectF(rect.x() + 0.5, rect.y() + (rect.height() - side) // 2 + 0.5, side - 1, side - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.text), 1))
    painter.setBrush(QColor(colours.ground))
    painter.drawRoundedRect(box, 4, 4)
    corner = (side - small) / 2
    icons.paint(painter, kind, colours.text, QRectF(box.x() + corner, box.y() + corner, small - 1, small - 1))
    painter.restore()


class Tag(Follows, QWidget):
    """One tag. Not clickable and not focusable; its words are its accessible name.

    Args:
        kind: overdue, due_today, due_soon, on_time, paused, closed, draft, updated, restricted or safety.
        text: other words than the kind's own.
    """

    def __init__(self, kind: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind, self.text = kind, text or KINDS[kind]
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.text)
        self.follow_theme()

    def show_as(self, kind: str, text: str = "") -> None:
        """Become another tag."""
        self.kind, self.text = kind, text or KINDS[kind]
        self.setAccessibleName(self.text)
        self.retheme()

    def retheme(self) -> None:
        """Measure and paint again."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        return tag_size(self.kind, self.text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        paint_tag(painter, self.rect(), self.kind, self.text)
        painter.end()
