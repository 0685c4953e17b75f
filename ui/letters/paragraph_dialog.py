"""Putting in a standard paragraph: found by typing, read before it is taken; Enter puts it in where the writer is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.theme import theme, tokens
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import FlowRow
from ui.widgets.typed_list import CODE, TypedList, holds_all
from ui.widgets.words import Words, heading


@dataclass(frozen=True, slots=True)
class Offered:
    """One standard paragraph as it is offered: its id, topic, title and words."""

    id: str
    topic: str
    title: str
    text: str


class ParagraphDialog(QDialog):
    """Asks for one paragraph; `chosen` has its id after `accepted`.

    Args:
        over: titles of paragraphs that ended; they are named, not offered.
    """

    def __init__(
        self, offered: Sequence[Offered], over: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Insert standard paragraph")
        self.chosen = ""
        self._offered = tuple(offered)
        self.entries = TypedList(
            "Find a standard paragraph", "Standard paragraphs", "Topic, title or words in it", _Delegate, self
        )
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("The paragraph")
        self.text.setAccessibleDescription("Read-only, several lines")
        self.text.setFont(theme().font("reading"))
        self.none = Words("", tone="muted")
        ended = f"Ended and not offered any more: {', '.join(over)}." if over else ""
        self.over = Words(ended, "caption", tone="muted")
        self.do_button = Button("Insert paragraph (Enter)", self.take, kind="primary")
        self.keep_button = Button("Cancel", self.reject)
        self._lay_out(bool(over))
        self.entries.typed.connect(self._fill)
        self.entries.taken.connect(self.take)
        self.entries.list.currentRowChanged.connect(lambda _row: self._preview())
        self._fill()
        self.entries.line.setFocus()

    def take(self) -> None:
        """Close with the current one."""
        code = self.entries.current()
        if code is not None:
            self.chosen = code
            self.accept()

    def _fill(self) -> None:
        wanted = self.entries.line.text()
        self.entries.list.clear()
        found = [
            each for each in self._offered if holds_all(f"{each.topic} {each.title} {each.text}", wanted)
        ]
        first = sorted(found, key=lambda each: not holds_all(f"{each.topic} {each.title}", wanted))
        for each in first:
            self.entries.add(each.id, each.title, each.topic)
        self.entries.list.setCurrentRow(0 if first else -1)
        self.do_button.setEnabled(bool(first))
        typed = wanted.strip()
        self.none.setText(
            ""
            if first
            else f"No paragraph has “{typed}” in it."
            if typed
            else "There is none for this kind of case."
        )
        self.none.setVisible(not first)
        self.entries.say_found("1 paragraph" if len(first) == 1 else f"{len(first)} paragraphs")
        self._preview()

    def _preview(self) -> None:
        code = self.entries.current()
        self.text.setPlainText(next((each.text for each in self._offered if each.id == code), ""))

    def _lay_out(self, has_over: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(heading("Insert standard paragraph"))
        column.addWidget(self.entries.line)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.entries.list, 2)
        middle.addWidget(self.text, 3)
        column.addLayout(middle, 1)
        column.addWidget(self.none)
        column.addWidget(self.over)
        self.over.setVisible(has_over)
        row = FlowRow(gap=12)
        row.addWidget(self.do_button)
        row.addWidget(self.keep_button)
        column.addWidget(row)
        self.resize(theme().px(820), theme().px(460))


class _Delegate(QStyledItemDelegate):
    """The title, with its topic in small muted words above."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, theme().px(44))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        t = tokens()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(option.rect, QColor(t.selection if selected else t.base))
        room = option.rect.adjusted(10, 3, -10, -3)
        half = room.height() * 2 // 5
        painter.setFont(theme().font("caption"))
        painter.setPen(QColor(t.selection_text if selected else t.muted))
        painter.drawText(
            room.adjusted(0, 0, 0, half - room.height()),
            Qt.AlignmentFlag.AlignVCenter,
            str(index.data(CODE + 1) or ""),
        )
        painter.setFont(theme().font())
        painter.setPen(QColor(t.selection_text if selected else t.text))
        line = room.adjusted(0, half, 0, 0)
        words = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words)
