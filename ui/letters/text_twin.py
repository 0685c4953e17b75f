"""The words of a letter as plain text, for reading with keys or with a screen reader."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.theme import Follows, theme
from ui.widgets.in_view import show_cursor

_PAGING = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class TextTwin(Follows, QPlainTextEdit):
    """Read-only text in reading size, which scrolls by itself or, made whole, with the page around it.

    Signals:
        placed: it needs more room or less.
    """

    placed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_whole = False
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName("Letter as text")
        self.setAccessibleDescription("Read-only, several lines")
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.placed.emit())
        self.cursorPositionChanged.connect(self._on_cursor)
        self.follow_theme()

    def set_whole(self, is_whole: bool) -> None:
        """Be as high as the text, or scroll it."""
        self._is_whole = is_whole
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(off if is_whole else needed)

    def whole_height(self) -> int:
        """Height in px of all its words at this width."""
        lines = self.document().documentLayout().documentSize().height()
        margin = 2 * self.document().documentMargin() + 2 * self.frameWidth()
        return round((lines + 1) * self.fontMetrics().lineSpacing() + margin)

    def retheme(self) -> None:
        """Reading size (V3)."""
        self.setFont(theme().font("reading"))
        self.document().setDocumentMargin(16)
        self.placed.emit()

    def _on_cursor(self) -> None:
        if self._is_whole and self.hasFocus():
            show_cursor(self, theme().px(32))

    # Qt's own names from here on.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower means more lines."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.placed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down scroll whatever scrolls."""
        if self._is_whole and event.key() in _PAGING and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page where there is nothing to scroll here."""
        if self._is_whole:
            event.ignore()
        else:
            super().wheelEvent(event)
