"""How the intake stands: when it would be due, what is needed to log it, what may follow, when it was last saved."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QVBoxLayout, QWidget

from ui.intake.needs import sentence
from ui.theme import tokens
from ui.tokens import SPACE_12, SPACE_16, SPACE_24
from ui.widgets.link_button import LinkButton
from ui.widgets.side_by_side import SideBySide
from ui.widgets.words import Words, heading

READY = "Everything needed to log it is there."


class Standing(QWidget):
    """The head of the form.

    Args:
        on_matches: called when the person asks for the possible matches.
    """

    def __init__(self, on_matches: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matches = LinkButton("", on_matches)
        self.title = heading("Log a case")
        self.saved = Words("", tone="muted")
        self.needed = Words("")
        self.later = Words("", "caption", tone="muted")
        columns = SideBySide(self)  # as the form beneath
        columns.addWidget(_column(self.title, self.saved, self.matches))
        columns.begin_second(_column(self.needed, self.later))
        self.saved.hide()
        self.later.hide()
        self.matches.hide()

    def say_matches(self, words: str) -> None:
        """Say how many people we know look like this one."""
        self.matches.setText(words)
        self.matches.setVisible(bool(words))

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

    def __init__(self, standing: Standing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.standing = standing
        column = QVBoxLayout(self)
        scroll_bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        column.setContentsMargins(SPACE_24, SPACE_16, SPACE_24 + scroll_bar, SPACE_12)
        column.addWidget(standing)

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
