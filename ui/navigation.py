"""The navigation list (W3): where one can go, with counts in plain brackets and the keys beside."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme import Follows, theme, tokens
from ui.widgets import icons

_KIND = Qt.ItemDataRole.UserRole
_KEYS = Qt.ItemDataRole.UserRole + 1
_ICON = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Place:
    """One entry: its number (Ctrl+1 to Ctrl+9), words and drawing."""

    kind: str
    number: int
    text: str
    icon: str


class NavigationList(Follows, QListWidget):
    """The list at the left.

    Signals:
        chosen(str): the kind of page to open.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Navigation")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        self.setItemDelegate(_PlaceDelegate(self))
        self.setTabKeyNavigation(False)
        self.viewport().setAutoFillBackground(False)
        self.setViewportMargins(0, 8, 0, 8)
        self._places: list[Place] = []
        self._counts: dict[str, int] = {}
        self._marked = ""
        self.itemActivated.connect(lambda item: self.chosen.emit(item.data(_KIND)))
        self.itemClicked.connect(lambda item: self.chosen.emit(item.data(_KIND)))
        self.follow_theme()

    def add(self, place: Place) -> None:
        """Add an entry; entries stand in the order of their numbers."""
        self._places = sorted([*self._places, place], key=lambda p: p.number)
        self._fill()

    def places(self) -> tuple[Place, ...]:
        """The entries in order."""
        return tuple(self._places)

    def set_count(self, kind: str, number: int | None) -> None:
        """Show a count in brackets after an entry, or none."""
        if number is None:
            self._counts.pop(kind, None)
        else:
            self._counts[kind] = number
        self._fill()

    def mark(self, kind: str) -> None:
        """Show which entry's page is in front; a page without an entry leaves none marked."""
        self._marked = kind
        self.clearSelection()
        for row in range(self.count()):
            if self.item(row).data(_KIND) == kind:
                self.setCurrentRow(row)

    def retheme(self) -> None:
        """Measure again, in the font to come: while it is hidden the list still has the one of before."""
        metrics = QFontMetrics(theme().font())
        widest = max((metrics.horizontalAdvance(p.text) for p in self._places), default=0)
        self.setMinimumWidth(widest + theme().px(56) + metrics.horizontalAdvance("Ctrl+0") + 28)
        self.setMaximumWidth(self.minimumWidth() + theme().px(60))
        self.scheduleDelayedItemsLayout()

    def _fill(self) -> None:
        row = max(0, self.currentRow())
        self.clear()
        for place in self._places:
            count = self._counts.get(place.kind)
            words = place.text if count is None else f"{place.text} ({count:,})"
            item = QListWidgetItem(words)
            item.setData(_KIND, place.kind)
            item.setData(_KEYS, f"Ctrl+{place.number}")
            item.setData(_ICON, place.icon)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, f"Ctrl+{place.number}")
            self.addItem(item)
        self.setCurrentRow(min(row, self.count() - 1))
        if not self.hasFocus():
            self.mark(self._marked)
        self.retheme()

    # Qt's own names from here on.

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Entries looked at in passing are not where one is."""
        super().focusOutEvent(event)
        self.mark(self._marked)


class _PlaceDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, theme().control_height() + 6)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        t = tokens()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        box = option.rect.adjusted(8, 1, -8, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if selected or over:
            painter.setBrush(QColor(t.selection if selected else t.hover))
            painter.drawRoundedRect(box, 4, 4)
        ink = t.selection_text if selected else t.text
        side = theme().px(18)
        left = box.x() + 12
        icons.paint(
            painter, str(index.data(_ICON)), ink, QRectF(left, box.center().y() - side / 2 + 0.5, side, side)
        )
        painter.setFont(theme().font(bold=selected))
        painter.setPen(QColor(ink))
        words = box.adjusted(12 + side + 10, 0, -10, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        painter.setFont(theme().font("caption"))
        painter.setPen(QColor(ink if selected else t.muted))
        painter.drawText(
            words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(index.data(_KEYS))
        )
        painter.restore()
