"""Choosing one of a list by typing: a filter line above the entries, Enter takes, Esc leaves (C2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.theme import theme, tokens
from ui.widgets.buttons import Button
from ui.widgets.typed_list import CODE, TypedList, holds_all
from ui.widgets.words import Words, heading

_MORE = CODE + 1


@dataclass(frozen=True, slots=True)
class Pick:
    """One entry: its code, its words, and a few muted words at the right."""

    code: str
    words: str
    more: str = ""


class PickDialog(QDialog):
    """Asks for one entry; `chosen` has its code after `accepted`.

    Args:
        title: the question, as the heading.
        entries: in the order shown while nothing is typed.
        now: code of the entry that is current at first; the first one when None.
        placeholder: what may be typed.
        do: words of the button that takes; "" for a dialog that needs none.
    """

    def __init__(
        self,
        title: str,
        entries: Sequence[Pick],
        *,
        now: str | None = None,
        placeholder: str = "Type to find",
        do: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.chosen = ""
        self._picks = tuple(entries)
        self.setWindowTitle(title)
        self.entries = TypedList(title, "Choices", placeholder, _PickDelegate, self)
        self.line, self.list = self.entries.line, self.entries.list
        self.list.setUniformItemSizes(True)
        self.none = Words("", tone="muted")
        self.do_button = Button(do or "Take", self.take, kind="primary")
        self.keep_button = Button("Cancel", self.reject)
        self._lay_out(title, bool(do))
        self.entries.typed.connect(self._fill)
        self.entries.taken.connect(self.take)
        if not do:
            self.list.itemClicked.connect(lambda _item: self.take())
        self._fill(now)
        self.line.setFocus()

    def matches(self, text: str) -> list[Pick]:
        """The entries that hold every word typed; those with a word beginning so come first."""
        found = [pick for pick in self._picks if holds_all(pick.words, text)]
        return sorted(found, key=lambda pick: not _begins(pick.words, text.casefold().split()))

    def take(self) -> None:
        """Close with the current entry."""
        code = self.entries.current()
        if code is not None:
            self.chosen = code
            self.accept()

    def _lay_out(self, title: str, has_buttons: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(heading(title))
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        column.addWidget(self.none)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.do_button)
        row.addStretch(1)
        row.addWidget(self.keep_button)
        column.addLayout(row)
        self.do_button.setVisible(has_buttons)
        self.keep_button.setVisible(has_buttons)
        rows = max(3, min(len(self._picks), 14))
        height = theme().px(130) + rows * theme().control_height() + (theme().px(50) if has_buttons else 0)
        self.resize(theme().px(440), height)

    def _fill(self, now: str | None = None) -> None:
        self.list.clear()
        found = self.matches(self.line.text())
        for pick in found:
            self.entries.add(pick.code, pick.words, pick.more)
        place = next((n for n, pick in enumerate(found) if pick.code == now), 0)
        self.list.setCurrentRow(place if found else -1)
        self.do_button.setEnabled(bool(found))
        self.none.setText("" if found else f"Nothing has “{self.line.text().strip()}” in it.")
        self.none.setVisible(not found)
        self.entries.say_found(self._found_words(found))

    def _found_words(self, found: Sequence[Pick]) -> str:
        if not found:
            return "No matches"
        return found[0].words if len(found) == 1 else f"{len(found)} matches, first {found[0].words}"


class _PickDelegate(QStyledItemDelegate):
    """Words at the left, the few more at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, theme().control_height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        t = tokens()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(option.rect, QColor(t.selection if selected else t.base))
        room, more = option.rect.adjusted(12, 0, -12, 0), str(index.data(_MORE) or "")
        painter.setFont(theme().font())
        painter.setPen(QColor(t.selection_text if selected else t.muted))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, more)
        metrics = painter.fontMetrics()
        left = room.adjusted(0, 0, -metrics.horizontalAdvance(more) - 16 if more else 0, 0)
        painter.setPen(QColor(t.selection_text if selected else t.text))
        words = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, Qt.AlignmentFlag.AlignVCenter, words)


def _begins(words: str, wanted: Sequence[str]) -> bool:
    parts = words.casefold().split()
    return all(any(part.startswith(word) for part in parts) for word in wanted)
