"""The words of a letter as plain text, for reading with keys or with a screen reader."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QWidget

from ui.theme import Follows, theme
from ui.widgets.whole_text import WholeText


class TextTwin(Follows, WholeText):
    """Read-only text in reading size."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName("Letter as text")
        self.setAccessibleDescription("Read-only, several lines")
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.follow_theme()

    def retheme(self) -> None:
        """Reading size (V3)."""
        self.setFont(theme().font("reading"))
        self.document().setDocumentMargin(16)
        self._fit()
