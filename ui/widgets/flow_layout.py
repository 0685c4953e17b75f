"""A layout that sets its items in lines and begins a new one when the room is used up (W7: no sideways scrolling)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Left to right, then down; items of a line are centred on each other, or begin level with `level_tops`.

    Args:
        spread: while all stand in one line, the first is at its left end and the others are at its right.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        gap: int = 8,
        row_gap: int = 8,
        level_tops: bool = False,
        spread: bool = False,
    ) -> None:
        super().__init__(parent)
        self._level_tops, self._spread = level_tops, spread
        self._items: list[QLayoutItem] = []
        self._gap, self._row_gap = gap, row_gap
        self.setContentsMargins(0, 0, 0, 0)

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            size = QSize(min(size.width(), width), size.height())
            if item.hasHeightForWidth() and item.sizeHint().width() > width:
                size.setHeight(item.heightForWidth(width))
            if not lines or used + self._gap + size.width() > width:
                lines.append([])
                used = size.width()
            else:
                used += self._gap + size.width()
            lines[-1].append((item, size))
        return lines

    def _place(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        lines = self._lines(rect.width())
        for line in lines:
            height = max(size.height() for _item, size in line)
            x = rect.x()
            left_over = rect.width() - sum(size.width() for _item, size in line) - self._gap * (len(line) - 1)
            for number, (item, size) in enumerate(line):
                if self._spread and number == 1 and len(lines) == 1:
                    x += left_over
                if move:
                    below = 0 if self._level_tops else (height - size.height()) // 2
                    item.setGeometry(QRect(QPoint(x, y + below), size))
                x += size.width() + self._gap
            y += height + self._row_gap
        return max(0, y - rect.y() - self._row_gap)

    def insert(self, index: int, widget: QWidget) -> None:
        """Put a widget before others."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    # Qt's own names from here on.

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item."""
        self._items.append(item)

    def count(self) -> int:
        """Number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        """One item."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        """Give one item back."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the lines at a width."""
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right()
        return self._place(QRect(0, 0, inner, 0), move=False) + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._place(rect.marginsRemoved(self.contentsMargins()), move=True)

    def sizeHint(self) -> QSize:
        """Everything on one line."""
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        height = max((size.height() for size in sizes), default=0)
        margins = self.contentsMargins()
        return QSize(width + margins.left() + margins.right(), height + margins.top() + margins.bottom())

    def minimumSize(self) -> QSize:
        """The widest single item at its narrowest."""
        sizes = [item.minimumSize() for item in self._items if not item.isEmpty()]
        margins = self.contentsMargins()
        return QSize(
            max((s.width() for s in sizes), default=0) + margins.left() + margins.right(),
            max((s.height() for s in sizes), default=0) + margins.top() + margins.bottom(),
        )


class FlowRow(QWidget):
    """A row of widgets that flows into more lines when the room is used up, with the layout already in it.

    Use it wherever a flow stands inside another layout: a `FlowLayout` that begins without a parent loses its items
    when Qt hands them to the outer layout's wrapper (PySide 6.11).
    """

    def __init__(
        self, *, gap: int = 8, row_gap: int = 8, level_tops: bool = False, spread: bool = False
    ) -> None:
        super().__init__()
        self.flow = FlowLayout(self, gap=gap, row_gap=row_gap, level_tops=level_tops, spread=spread)

    def addWidget(self, widget: QWidget) -> None:
        """Put a widget at the end."""
        self.flow.addWidget(widget)

    def _take_height(self) -> None:
        """Be as high as the lines need at this width, also where the outer layout does not ask for it."""
        height = self.flow.heightForWidth(self.width())
        if height != self.minimumHeight():
            self.setMinimumHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take_height()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._take_height()
        return super().event(event)
