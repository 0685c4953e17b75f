"""SideList: the parts of a page at its left, as a list; where there is no room, as one choice above (W7)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.theme import Follows, theme, tokens
from ui.widgets.choice_field import Choice, ChoiceField

_CODE = Qt.ItemDataRole.UserRole
_SIDE, _ABOVE = 12, 7  # px free around the words of an entry
_WIDTH = 230  # px at 100 % text


class SideList(Follows, QWidget):
    """One of the parts of a page.

    Args:
        name: what the entries are, for a screen reader: "Tables".
        width: of the list in px at 100 % text.

    Signals:
        chosen(str): the code of the entry that is current now.
    """

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None, *, width: int = _WIDTH) -> None:
        super().__init__(parent)
        self._width = width
        self._entries: tuple[Choice, ...] = ()
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setMouseTracking(True)
        self.list.setTabKeyNavigation(False)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.viewport().setAutoFillBackground(False)
        self.list.setItemDelegate(_EntryDelegate(self.list))
        self.choice = ChoiceField()
        self.choice.describe(name, "")
        self.choice.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.choice)
        self.list.currentItemChanged.connect(self._on_item)
        self.choice.changed.connect(self._on_choice)
        self.follow_theme()

    def set_entries(self, entries: Sequence[Choice]) -> None:
        """Show entries (code and words); the current one stays when it is still there, else the first is.

        An entry without a code is a heading of those below it: arrow keys pass over it.
        """
        before = self.current()
        self._entries = tuple(entries)
        for part in (self.list, self.choice):
            part.blockSignals(True)
        self.list.clear()
        under = ""
        for code, words in self._entries:
            item = QListWidgetItem(words)
            item.setData(_CODE, code)
            if code:
                item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, under)
            else:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
                under = words
            self.list.addItem(item)
        self.choice.set_choices([entry for entry in self._entries if entry[0]])
        for part in (self.list, self.choice):
            part.blockSignals(False)
        codes = [code for code, _ in self._entries if code]
        if codes:
            self.set_current(before if before in codes else codes[0], again=before not in codes)

    def current(self) -> str:
        """The code of the current entry, or ""."""
        item = self.list.currentItem()
        return str(item.data(_CODE)) if item is not None else ""

    def set_current(self, code: str, *, again: bool = True) -> None:
        """Go to an entry; `again` says so through `chosen`."""
        row = next((n for n, (known, _) in enumerate(self._entries) if code and known == code), -1)
        if row < 0:
            return
        was = self.list.currentRow()
        for part in (self.list, self.choice):
            part.blockSignals(True)
        self.list.setCurrentRow(row)
        self.choice.set_value(code)
        for part in (self.list, self.choice):
            part.blockSignals(False)
        if again or was not in (row, -1):
            self.chosen.emit(code)

    def set_folded(self, folded: bool) -> None:
        """Be one choice instead of a list."""
        had_focus = self.window().focusWidget() is self.editor()
        self.list.setVisible(not folded)
        self.choice.setVisible(folded)
        self.retheme()
        if had_focus:
            self.editor().setFocus(Qt.FocusReason.OtherFocusReason)

    def is_folded(self) -> bool:
        """Whether it is a choice now."""
        return self.list.isHidden()

    def editor(self) -> QWidget:
        """The control that takes focus."""
        return self.choice.editor() if self.is_folded() else self.list

    def retheme(self) -> None:
        """A column of a steady width; a choice takes what it needs."""
        if self.is_folded():
            self.setMinimumWidth(0)
            self.setMaximumWidth(16_777_215)
        else:
            self.setFixedWidth(theme().px(self._width))
        self.list.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Alerts above take room away: the entry that is current stays in view."""
        super().resizeEvent(event)
        if (item := self.list.currentItem()) is not None:
            self.list.scrollToItem(item)

    def _on_item(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self.set_current(str(item.data(_CODE)))

    def _on_choice(self) -> None:
        if self.choice.value():
            self.set_current(self.choice.value())


class _EntryDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = self._width()
        needed = _height(str(index.data()), width - 2 * _SIDE, bold=not index.data(_CODE))
        above = _ABOVE if index.data(_CODE) else 2 * _ABOVE  # a heading stands off what is above it
        return QSize(width, max(theme().control_height() + 4, needed + _ABOVE + above))

    def _width(self) -> int:
        """The room of an entry, whether a scroll bar is there or not: heights stay as they are when it comes."""
        around = self.parent()
        if not isinstance(around, QAbstractItemView) or around.width() < 2 * _SIDE:
            return theme().px(_WIDTH)
        return around.width() - around.verticalScrollBar().sizeHint().width()

    def _fits_bold(self, words: str) -> bool:
        """Whether words take no more lines when they are bold: rows are as high as their usual words need."""
        room = self._width() - 2 * _SIDE
        return _height(words, room, bold=True) <= _height(words, room, bold=False)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        t = tokens()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if (selected or over) and index.data(_CODE):
            painter.setBrush(QColor(t.selection if selected else t.hover))
            painter.drawRoundedRect(option.rect.adjusted(0, 1, 0, -1), 4, 4)
        is_heading = not index.data(_CODE)
        painter.setPen(QColor(t.selection_text if selected else t.muted if is_heading else t.text))
        painter.setFont(theme().font(bold=is_heading or (selected and self._fits_bold(str(index.data())))))
        side = Qt.AlignmentFlag.AlignBottom if is_heading else Qt.AlignmentFlag.AlignVCenter
        flags = Qt.TextFlag.TextWordWrap | side | Qt.AlignmentFlag.AlignLeft
        foot = _ABOVE if is_heading else 0
        painter.drawText(option.rect.adjusted(_SIDE, 0, -_SIDE, -foot), int(flags), str(index.data()))
        painter.restore()


def _height(words: str, room: int, *, bold: bool) -> int:
    """What words need when they wrap in so much room, in px."""
    metrics = QFontMetrics(theme().font(bold=bold))
    return metrics.boundingRect(QRect(0, 0, room, 10_000), int(Qt.TextFlag.TextWordWrap), words).height()
