"""How the intake stands: when it would be due, what is needed to log it, what may follow, when it was last saved."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QVBoxLayout, QWidget

from ui.intake.needs import sentence
from ui.theme import tokens
from ui.tokens import SPACE_12, SPACE_16, SPACE_24
from ui.widgets.side_by_side import SideBySide
from ui.widgets.words import Words, heading

READY = "Everything needed to log it is there."


class Standing(QWidget):
    """The head of the form. Words only; everything in it is said again where it belongs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = heading("Log a case")
        self.saved = Words("", tone="muted")
        self.needed = Words("")
        self.later = Words("", "caption", tone="muted")
        columns = SideBySide(self)  # as the form beneath
        columns.addWidget(_column(self.title, self.saved))
        columns.begin_second(_column(self.needed, self.later))
        self.saved.hide()
        self.later.hide()

    def say_title(self, words: str) -> None:
        """Name the kind of case."""
        self.title.setText(words)

    def say_needs(self, needed: list[str], later: list[str]) -> None:
        """List what is needed to log it, and what may follow."""
        self.needed.setText(sentence("Needed to log", needed) or READY)
        self.later.setText(sentence("May follow", later))
        self.later.setVisible(bool(later))

    def say_saved(self, words: str) -> None:
        """Say when the draft was last saved, on coming back to it (S4)."""
        self.saved.setText(words)
        self.saved.setVisible(bool(words))


class StandingBar(QWidget):
    """A `Standing` with a ground of its own and a line beneath, above the part that scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.standing = Standing()
        column = QVBoxLayout(self)
        scroll_bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        column.setContentsMargins(SPACE_24, SPACE_16, SPACE_24 + scroll_bar, SPACE_12)
        column.addWidget(self.standing)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline beneath."""
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(tokens().line))
        painter.end()


def _column(*parts: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    for part in parts:
        column.addWidget(part)
    return holder
