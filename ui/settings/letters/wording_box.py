"""The box a wording is written in: plain words with the number of each line, and a mark at lines to mend."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QTextEdit, QWidget

from ui.theme import Follows, theme, tokens
from ui.widgets.whole_text import WholeText

_SIDE = 8  # px on both sides of a number


class WordingBox(Follows, WholeText):
    """Lines wrap at the edge; only a line end that was typed begins a line with a number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marked: frozenset[int] = frozenset()
        self._numbers = _Numbers(self)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Wording")
        self.blockCountChanged.connect(lambda _count: self._make_room())
        self.updateRequest.connect(self._on_update)
        self.cursorPositionChanged.connect(self._say_line)
        self.follow_theme()
        self._say_line()

    def wording(self) -> str:
        """What stands in the box."""
        return self.toPlainText()

    def mark_lines(self, lines: Collection[int]) -> None:
        """Mark lines to mend, counted from 1."""
        self._marked = frozenset(lines)
        found = []
        for line in sorted(self._marked):
            block = self.document().findBlockByNumber(line - 1)
            if block.isValid():
                mark = QTextEdit.ExtraSelection()  # whose two fields PySide6's stubs leave out
                mark.cursor = QTextCursor(block)  # type: ignore[attr-defined]
                mark.cursor.movePosition(  # type: ignore[attr-defined]
                    QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
                )
                how = mark.format  # type: ignore[attr-defined]
                how.setUnderlineStyle(how.UnderlineStyle.WaveUnderline)
                how.setUnderlineColor(QColor(tokens().error))
                mark.format = how  # type: ignore[attr-defined]
                found.append(mark)
        self.setExtraSelections(found)
        self._numbers.update()

    def marked(self) -> frozenset[int]:
        """The lines that are marked."""
        return self._marked

    def go_to_line(self, line: int) -> None:
        """Move to a line, into the middle of the view."""
        block = self.document().findBlockByNumber(max(0, line - 1))
        self.setTextCursor(QTextCursor(block if block.isValid() else self.document().lastBlock()))
        self.centerCursor()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def line(self) -> int:
        """The number of the line the writer is in."""
        return self.textCursor().blockNumber() + 1

    def retheme(self) -> None:
        """The size of the text, and the numbers with it."""
        self.setFont(theme().font())
        self.document().setDocumentMargin(8)
        self._make_room()
        self._fit()
        self.mark_lines(self._marked)

    def numbers_width(self) -> int:
        """Room for the numbers, and for a mark before them."""
        digits = max(2, len(str(self.blockCount())))
        return self.fontMetrics().horizontalAdvance("!" + "9" * digits) + 2 * _SIDE

    def draw_numbers(self, event: QPaintEvent) -> None:
        """Draw the numbers of the lines in view; a line to mend has a mark and a heavier number."""
        painter, t = QPainter(self._numbers), tokens()
        painter.fillRect(event.rect(), QColor(t.alternate))
        painter.setPen(QColor(t.border))
        right = self._numbers.width() - 1
        painter.drawLine(right, event.rect().top(), right, event.rect().bottom())
        block = self.firstVisibleBlock()
        while block.isValid():
            shape = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if shape.top() > event.rect().bottom():
                break
            number = block.blockNumber() + 1
            wrong = number in self._marked
            painter.setFont(theme().font("caption", bold=wrong or number == self.line()))
            painter.setPen(QColor(t.error if wrong else t.text if number == self.line() else t.muted))
            place = QRect(0, round(shape.top()), right - _SIDE, self.fontMetrics().height())
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(number))
            if wrong:
                painter.drawText(place.adjusted(_SIDE // 2, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), "!")
            block = block.next()
        painter.end()

    def _make_room(self) -> None:
        self.setViewportMargins(self.numbers_width(), 0, 0, 0)
        self._place()

    def _place(self) -> None:
        inside = self.contentsRect()
        self._numbers.setGeometry(inside.left(), inside.top(), self.numbers_width(), inside.height())

    def _on_update(self, rect: QRect, by: int) -> None:
        if by:
            self._numbers.scroll(0, by)
        else:
            self._numbers.update(0, rect.y(), self._numbers.width(), rect.height())

    def _say_line(self) -> None:
        self.setAccessibleDescription(f"Several lines. You are in line {self.line()} of {self.blockCount()}")
        self._numbers.update()

    # Qt's own names from here on.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The numbers keep to the left edge."""
        super().resizeEvent(event)
        self._place()

    def minimumSizeHint(self) -> QSize:
        """It may become small: it scrolls."""
        return QSize(theme().px(240), theme().px(120))


class _Numbers(QWidget):
    def __init__(self, box: WordingBox) -> None:
        super().__init__(box)
        self._box = box

    def paintEvent(self, event: QPaintEvent) -> None:
        self._box.draw_numbers(event)
