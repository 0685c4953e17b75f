"""RowButton: one row of a list on a page, with its words wrapped and a tag; the whole row is one button.

Question: how can a page show twelve long texts, each to be opened, with few controls (W6)? Choice: each row is a single
button that paints number, words and tag itself. Cost: what it paints is measured here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import Follows, theme, tokens
from ui.widgets.tag import paint_tag, tag_size

_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_SIDE, _GAP, _ABOVE = 8, 12, 10
_LONG_RUN = re.compile(r"\S{30}")


@dataclass(frozen=True, slots=True)
class RowWords:
    """What a row says.

    Attributes:
        lead: a number or short word in a column of its own, or "".
        lines: muted lines beneath the text.
        tag: kind and words, or ("", "").
        spoken: the whole row for a screen reader, when it is more than what is shown.
    """

    text: str
    lead: str = ""
    lines: tuple[str, ...] = ()
    tag: tuple[str, str] = ("", "")
    spoken: str = ""


class RowButton(Follows, QAbstractButton):
    """One row.

    Signals:
        stepped(int): Up (-1) or Down (1) was pressed: go to the row before or after.
        shifted(int): Alt with Up or Down: put the row before or after its neighbour.
        delete_asked: the Delete key.
    """

    stepped = Signal(int)
    shifted = Signal(int)
    delete_asked = Signal()

    def __init__(
        self, words: RowWords, on_click: Callable[[], object] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.words = words
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())
        self.say(words)
        self.follow_theme()

    def say(self, words: RowWords) -> None:
        """Show other words."""
        self.words = words
        shown = (words.lead, words.text, words.tag[1], *words.lines)
        self.setAccessibleName(words.spoken or ". ".join(part for part in shown if part))
        self.retheme()

    def retheme(self) -> None:
        """Measure and paint again."""
        self.setFont(theme().font())
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for the words; never under the height of a control."""
        return max(
            theme().control_height(), self._text_height(width) + self._lines_height(width) + 2 * _ABOVE
        )

    def sizeHint(self) -> QSize:
        """A readable width."""
        width = theme().px(480)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """May become narrow: a page never scrolls sideways."""
        return QSize(theme().px(160), theme().control_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens as Space does; arrows walk the rows."""
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and (alt or plain):
            (self.shifted if alt else self.stepped).emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.click()
        elif event.key() == Qt.Key.Key_Delete and plain:
            self.delete_asked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Number, text and tag; the muted lines; a hairline beneath."""
        t, words = tokens(), self.words
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect().adjusted(0, 0, 0, -1), QColor(t.hover))
        box = self._text_box(self.width())
        top = _ABOVE
        painter.setFont(self._font(bold=True))
        painter.setPen(QColor(t.text))
        if words.lead:
            painter.drawText(QRect(_SIDE, top, self._lead_width(), 10_000), _WRAPPED, words.lead)
        painter.setFont(self._font())
        painter.drawText(QRect(box.x(), top, box.width(), 10_000), _WRAPPED, _breakable(words.text))
        if words.tag[0]:
            size = tag_size(*words.tag)
            beside = not self._is_narrow(self.width())
            line = QFontMetrics(self._font()).height()
            place = (
                QRect(self.width() - _SIDE - size.width(), top, size.width(), line)
                if beside
                else QRect(
                    box.x(), top + self._own_text_height(self.width()) + 4, size.width(), size.height()
                )
            )
            paint_tag(painter, place, *words.tag)
        y = top + self._text_height(self.width())
        painter.setPen(QColor(t.muted))
        for line_words in words.lines:
            height = self._height_of(line_words, box.width())
            painter.drawText(QRect(box.x(), y + 2, box.width(), height), _WRAPPED, _breakable(line_words))
            y += height + 2
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(t.line))
        painter.end()

    def _font(self, *, bold: bool = False) -> QFont:
        return theme().font(bold=bold)

    def _lead_width(self) -> int:
        if not self.words.lead:
            return 0
        metrics = QFontMetrics(self._font(bold=True))
        return max(metrics.horizontalAdvance(self.words.lead), metrics.horizontalAdvance("00")) + _GAP

    def _is_narrow(self, width: int) -> bool:
        """Whether the tag stands beneath the words instead of beside them."""
        return bool(self.words.tag[0]) and width < tag_size(*self.words.tag).width() + theme().px(320)

    def _text_box(self, width: int) -> QRect:
        left = _SIDE + self._lead_width()
        beside = self.words.tag[0] and not self._is_narrow(width)
        right = tag_size(*self.words.tag).width() + _GAP if beside else 0
        return QRect(left, _ABOVE, max(40, width - left - right - _SIDE), 0)

    def _height_of(self, text: str, width: int) -> int:
        room = QRect(0, 0, width, 100_000)
        return QFontMetrics(self._font()).boundingRect(room, _WRAPPED, _breakable(text)).height()

    def _own_text_height(self, width: int) -> int:
        return self._height_of(self.words.text, self._text_box(width).width())

    def _text_height(self, width: int) -> int:
        height = self._own_text_height(width)
        return height + tag_size(*self.words.tag).height() + 6 if self._is_narrow(width) else height

    def _lines_height(self, width: int) -> int:
        box = self._text_box(width)
        return sum(self._height_of(line, box.width()) + 2 for line in self.words.lines)


def _breakable(text: str) -> str:
    """The text with places to wrap within runs of letters that are longer than any word."""
    return _LONG_RUN.sub(lambda found: f"{found[0]}\u200b", text)
