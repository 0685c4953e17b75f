"""What would follow from an act, set apart from the fields by a bar at its left."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import tokens
from ui.widgets.words import Words


class Outlook(QWidget):
    """One or two sentences; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words("", bold=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 8)
        column.addWidget(self.words)
        self.hide()

    def say(self, words: str) -> None:
        """Say something else; "" hides it."""
        self.words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))

    def text(self) -> str:
        """What is said."""
        return self.words.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A quiet ground and a bar."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().alternate))
        painter.fillRect(0, 0, 4, self.height(), QColor(tokens().selection))
        painter.end()
