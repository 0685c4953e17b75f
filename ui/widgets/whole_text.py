"""A box of plain text that scrolls by itself or, where the window is low, stands whole in a page that scrolls (W7)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.theme import theme
from ui.widgets.in_view import show_cursor, turn_page


class WholeText(QPlainTextEdit):
    """Base of such boxes.

    Signals:
        placed: it needs more room or less.
    """

    placed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_whole = False
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self.cursorPositionChanged.connect(self._follow_cursor)

    def set_whole(self, is_whole: bool) -> None:
        """Be as high as the text, or scroll it."""
        if is_whole != self._is_whole:
            self._is_whole = is_whole
            off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
            self.setVerticalScrollBarPolicy(off if is_whole else needed)
            self._fit()

    def whole_height(self) -> int:
        """Height in px of all its words at this width."""
        lines = self.document().documentLayout().documentSize().height()
        edges = 2 * self.document().documentMargin() + 2 * self.frameWidth()
        return round((lines + 1) * self.fontMetrics().lineSpacing() + edges)

    def _fit(self) -> None:
        self.setMinimumHeight(self.whole_height() if self._is_whole else 0)
        self.placed.emit()

    def _follow_cursor(self) -> None:
        if self._is_whole and self.hasFocus():
            show_cursor(self, theme().px(32))

    # Qt's own names from here on.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower means more lines."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down go as far as is seen."""
        if not (self._is_whole and turn_page(self, event)):
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page where there is nothing to scroll here."""
        if self._is_whole:
            event.ignore()
        else:
            super().wheelEvent(event)
