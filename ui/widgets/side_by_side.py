"""SideBySide: the sections of a form in two columns where there is room, in one where there is not (W7).

Question: how can a form change between one and two columns without moving its fields to other parents, which would
lose focus and Tab order? Choice: one layout that only places its sections. Cost: it must say where the second begins.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ui.theme import theme
from ui.tokens import SPACE_32


class SideBySide(QLayout):
    """Sections down the first column, then down the second.

    Args:
        column: px that a column needs at 100 % text before two stand beside each other.
        most: px at 100 % text beyond which a column does not grow.
    """

    def __init__(self, parent: QWidget | None = None, *, column: int = 500, most: int = 760) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._second: QWidget | None = None
        self._column, self._most = column, most
        self.setContentsMargins(0, 0, 0, 0)

    def begin_second(self, widget: QWidget) -> None:
        """Add a section that heads the second column."""
        self._second = widget
        self.addWidget(widget)

    def columns(self, width: int) -> int:
        """How many columns stand beside each other at a width: 1 or 2."""
        return 2 if self._second is not None and width >= 2 * theme().px(self._column) + SPACE_32 else 1

    def _parts(self, width: int) -> tuple[list[list[QLayoutItem]], int]:
        """The items of each column, and the width of one."""
        number, most = self.columns(width), theme().px(self._most)
        if number == 1:
            return [list(self._items)], min(width, most)
        at = next(n for n, item in enumerate(self._items) if item.widget() is self._second)
        return [self._items[:at], self._items[at:]], min((width - SPACE_32) // 2, most)

    def _place(self, rect: QRect, *, move: bool) -> int:
        columns, width = self._parts(rect.width())
        height = 0
        for number, items in enumerate(columns):
            x, y = rect.x() + number * (width + SPACE_32), rect.y()
            for item in items:
                if item.isEmpty():
                    continue
                tall = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
                if move:
                    item.setGeometry(QRect(x, y, width, tall))
                y += tall
            height = max(height, y - rect.y())
        return height

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
        """It takes no more height than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the longer column at a width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the sections."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """Two columns at their least."""
        width = 2 * theme().px(self._column) + SPACE_32
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        """The widest section at its narrowest."""
        return QSize(max((item.minimumSize().width() for item in self._items), default=0), 0)
