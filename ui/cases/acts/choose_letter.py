"""Choose which letter to write: those that are due first, each with why; the rest by what they are for."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from ui.cases.acts.panel import ActFooter
from ui.cases.case_facts import CaseFacts
from ui.theme import Follows, theme, tokens
from ui.widgets.buttons import Button
from ui.widgets.typed_list import CODE, TypedList, holds_all
from ui.widgets.words import Words, heading

_SHOWN = 6


class ChooseLetter(Follows, QWidget):
    """The letters that fit the case, found by typing; Enter opens the first or the one chosen.

    Signals:
        chosen(str): the letter's code.
        gone_back: the person wants to go back to the case.
    """

    chosen = Signal(str)
    gone_back = Signal()

    def __init__(self, facts: CaseFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Write letter")
        self._letters = facts.letters
        self.entries = TypedList(
            "Find a letter", "Letters that fit this case", "Title, code or what it is for", _Delegate, self
        )
        self.line, self.list = self.entries.line, self.entries.list
        self.list.setAccessibleDescription("Enter opens the letter")
        self.none = Words("", tone="muted")
        self.do_button = Button("Open letter (Enter)", self.finish, kind="primary")
        self.back_button = Button("Back to the case (Alt+Left)", self.gone_back.emit)
        self.footer = ActFooter(self.do_button, self.back_button)
        self.entries.typed.connect(self._fill)
        self.entries.taken.connect(self.finish)
        self._lay_out()
        self._fill()
        self.follow_theme()

    def first_focus(self) -> QWidget:
        """The filter line: arrow keys move in the list from there."""
        return self.line

    def finish(self) -> None:
        """Open the letter chosen."""
        code = self.entries.current()
        if code is not None:
            self.chosen.emit(code)

    def retheme(self) -> None:
        """As high as its letters, up to six."""
        rows = min(_SHOWN, max(1, len(self._letters)))
        self.list.setFixedHeight(rows * row_height() + 8)

    def _fill(self) -> None:
        wanted = self.line.text()
        self.list.clear()
        found = [
            each
            for each in self._letters
            if holds_all(f"{each.title} {each.code} {each.group} {each.why}", wanted)
        ]
        for each in found:
            self.entries.add(
                each.code, f"{each.title} ({each.code})", each.why or each.group, "due" * bool(each.why)
            )
        self.list.setCurrentRow(0 if found else -1)
        self.do_button.setEnabled(bool(found))
        self.none.setText("" if found else f"No letter for this case has “{wanted.strip()}” in it.")
        self.none.setVisible(not found)
        self.entries.say_found("1 letter" if len(found) == 1 else f"{len(found)} letters")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(heading("Write letter"))
        column.addWidget(
            Words(
                "The letter is filled from the case. Those that are due now stand first. You see it before it is "
                "approved."
            )
        )
        column.addWidget(self.line)
        column.addWidget(self.list)
        column.addWidget(self.none)
        column.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the case."""
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.gone_back.emit()
        else:
            super().keyPressEvent(event)


def row_height() -> int:
    """Of a letter: its title, and below it why it is due or what it is for."""
    return QFontMetrics(theme().font()).height() + QFontMetrics(theme().font("caption")).height() + 12


class _Delegate(QStyledItemDelegate):
    """Two lines: the title, heavier where the letter is due; below it why, or its group."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, row_height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        t = tokens()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_due = bool(index.data(CODE + 2))
        painter.fillRect(option.rect, QColor(t.selection if selected else t.base))
        room = option.rect.adjusted(12, 5, -12, -5)
        painter.setFont(theme().font(bold=is_due))
        metrics = painter.fontMetrics()
        title = room.adjusted(0, 0, 0, metrics.height() - room.height())
        painter.setPen(QColor(t.selection_text if selected else t.text))
        words = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, title.width())
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, words)
        painter.setFont(theme().font("caption"))
        painter.setPen(QColor(t.selection_text if selected else t.muted))
        below = room.adjusted(0, metrics.height() + 2, 0, 0)
        why = str(index.data(CODE + 1) or "")
        prefix = "Suggested: " if is_due else ""
        words = painter.fontMetrics().elidedText(prefix + why, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, words)
