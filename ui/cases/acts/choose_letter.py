"""Choose which letter to write: those that are due first, each with why; the rest by what they are for."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.cases.acts.panel import ActFooter
from ui.cases.case_facts import CaseFacts
from ui.theme import Follows, theme, tokens
from ui.widgets.buttons import Button
from ui.widgets.low import is_low
from ui.widgets.typed_list import CODE, TypedList, holds_all
from ui.widgets.words import Words, heading

_LEAST = 2  # letters that are always seen; below that the page scrolls


class ChooseLetter(Follows, QWidget):
    """The letters that fit the case, found by typing; Enter opens the first or the one chosen.

    Only the list scrolls. In a low window (W7) a letter takes one line, and the buttons stand beside the filter line.

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
        self._is_low = False
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
        """As high as its letters, where there is room."""
        self._arrange()

    def _fill(self) -> None:
        wanted = self.line.text()
        self.list.clear()
        found = [
            each
            for each in self._letters
            if holds_all(f"{each.title} {each.code} {each.group} {each.why}", wanted)
        ]
        for each in found:
            title, why = f"{each.title} ({each.code})", each.why or each.group
            self.entries.add(each.code, title, why, "due" * bool(each.why))
            self.list.item(self.list.count() - 1).setToolTip(f"{title}\n{why}")
        self.list.setCurrentRow(0 if found else -1)
        self.do_button.setEnabled(bool(found))
        self.none.setText("" if found else f"No letter for this case has “{wanted.strip()}” in it.")
        self.none.setVisible(not found)
        self.entries.say_found("1 letter" if len(found) == 1 else f"{len(found)} letters")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.heading = heading("Write letter")
        self.intro = Words(
            "The letter is filled from the case. Those that are due now stand first. You see it before it is approved."
        )
        self._row = QHBoxLayout()
        self._row.setSpacing(12)
        self._row.addWidget(self.line, 1)
        for part in (self.heading, self.intro):
            column.addWidget(part)
        column.addLayout(self._row)
        column.addWidget(self.list, 1000)
        column.addWidget(self.none)
        column.addStretch(1)

    def _arrange(self) -> None:
        """Give the list all the room there is, and in a low window the room of what can be missed too."""
        low = is_low(self)
        for part in (self.heading, self.intro):
            part.setVisible(not low)
        if low != self._is_low:
            self._is_low = low
            place = self._row if low else self.footer.layout()
            assert place is not None
            for button in (self.do_button, self.back_button):
                place.addWidget(button)
            self.footer.setVisible(not low)
        delegate = self.list.itemDelegate()
        assert isinstance(delegate, _Delegate)
        delegate.one_line = low
        rows, edge = max(1, len(self._letters)), 2 * self.list.frameWidth()
        self.list.setMinimumHeight(min(rows, _LEAST) * delegate.row_height() + edge)
        self.list.setMaximumHeight(rows * delegate.row_height() + edge)
        self.list.doItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The window became lower or higher."""
        super().resizeEvent(event)
        if is_low(self) != self._is_low:
            self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the case."""
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.gone_back.emit()
        else:
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    """The title, heavier where the letter is due; below it why, or its group, which may also stand beside it."""

    one_line = False

    def row_height(self) -> int:
        """Of a letter in px."""
        title = QFontMetrics(theme().font()).height()
        return title + 12 if self.one_line else title + QFontMetrics(theme().font("caption")).height() + 12

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, self.row_height())

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
        title = QRect(
            room.topLeft(), QSize(room.width(), room.height() if self.one_line else metrics.height())
        )
        words = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, title.width())
        painter.setPen(QColor(t.selection_text if selected else t.text))
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, words)
        beside = room.adjusted(metrics.horizontalAdvance(words) + 24, 0, 0, 0)
        below = room.adjusted(0, metrics.height() + 2, 0, 0)
        rest = beside if self.one_line else below
        painter.setFont(theme().font("caption"))
        painter.setPen(QColor(t.selection_text if selected else t.muted))
        why = ("Suggested: " if is_due else "") + str(index.data(CODE + 1) or "")
        words = painter.fontMetrics().elidedText(why, Qt.TextElideMode.ElideRight, max(0, rest.width()))
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, words)
