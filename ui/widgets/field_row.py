"""FieldRow: fields side by side where there is room, one below the other where there is not (W7)."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ui.tokens import SPACE_12, SPACE_16


class FieldRow(QLayout):
    """A row of fields whose widths follow their weights; tops are aligned, nothing ever needs sideways scrolling.

    Args:
        parent: whose layout it is. One that begins without, and is put into another layout, loses its items: PySide
            hands their wrappers to that other layout.
        gap: room between fields of one line.
        row_gap: room between them when they stand one below the other.
    """

    def __init__(self, parent: QWidget, *, gap: int = SPACE_16, row_gap: int = SPACE_12) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._weights: list[int] = []
        self._gap, self._row_gap = gap, row_gap
        self.setContentsMargins(0, 0, 0, 0)

    def add(self, widget: QWidget, weight: int = 1) -> None:
        """Put a field at the end of the row."""
        self.addWidget(widget)
        self._weights[-1] = weight

    def _shown(self) -> list[tuple[QLayoutItem, int]]:
        pairs = zip(self._items, self._weights, strict=True)
        return [(item, weight) for item, weight in pairs if not item.isEmpty()]

    def _widths(self, width: int) -> list[int] | None:
        """The widths of the fields on one line; None when they do not fit on one."""
        shown = self._shown()
        room = width - self._gap * (len(shown) - 1)
        least = [item.minimumSize().width() for item, _ in shown]
        if sum(least) > room:
            return None
        widths, left, weights = dict[int, int](), room, dict(enumerate(weight for _, weight in shown))
        while weights:  # a field that needs more than its share gets it; the others share what is left
            total = sum(weights.values())
            greedy = next((n for n, w in weights.items() if least[n] > left * w // total), None)
            if greedy is None:
                widths.update({n: left * w // total for n, w in weights.items()})
                break
            widths[greedy] = least[greedy]
            left -= least[greedy]
            del weights[greedy]
        return [widths[n] for n in range(len(shown))]

    def _place(self, rect: QRect, *, move: bool) -> int:
        widths, x, y, height = self._widths(rect.width()), rect.x(), rect.y(), 0
        for number, (item, _) in enumerate(self._shown()):
            width = rect.width() if widths is None else widths[number]
            tall = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
            if move:
                item.setGeometry(QRect(x, y, width, tall))
            if widths is None:
                y += tall + self._row_gap
            else:
                x += width + self._gap
                height = max(height, tall)
        return max(0, y - rect.y() - self._row_gap) if widths is None else height

    # Qt's own names from here on.

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item."""
        self._items.append(item)
        self._weights.append(1)

    def count(self) -> int:
        """Number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        """One item."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        """Give one item back."""
        if not 0 <= index < len(self._items):
            return None
        del self._weights[index]
        return self._items.pop(index)

    def isEmpty(self) -> bool:
        """Whether nothing in it is shown: the row then takes no room and no spacing."""
        return not self._shown()

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more height than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the fields at a width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the fields."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """Everything on one line."""
        sizes = [item.sizeHint() for item, _ in self._shown()]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """The widest field at its narrowest."""
        sizes = [item.minimumSize() for item, _ in self._shown()]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))
