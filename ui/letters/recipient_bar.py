"""Always in view: which letter, to whom it goes, the tick that a person has checked it (S10), and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import tokens
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.options_field import CheckField
from ui.widgets.words import Words, heading

CHECKED = "I have checked the name and address"


class RecipientBar(QWidget):
    """The head of the letter page.

    Signals:
        keep_asked, print_asked, save_asked: a button was pressed.
    """

    keep_asked = Signal()
    print_asked = Signal()
    save_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[str, ...] = ()
        self.title = heading("Letter")
        self.state = Words("", tone="muted")
        self.to = Words("", "reading", bold=True)
        self.problem = Words("", bold=True, tone="error")
        self.check = CheckField(CHECKED)
        self.check.describe(CHECKED, "Needed each time before the letter is printed")
        self.keep = Button("Keep letter (Ctrl+Enter)", self.keep_asked.emit, kind="primary")
        self.print_button = Button("Print (Ctrl+P)", self.print_asked.emit, icon="printer")
        self.save = Button("Save as PDF", self.save_asked.emit)
        row = FlowLayout(gap=8)
        for part in (self.check, self.keep, self.print_button, self.save):
            row.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(4)
        for part in (self.title, self.state, self.to, self.problem):
            layout.addWidget(part)
        layout.addSpacing(4)
        layout.addLayout(row)
        self.problem.hide()
        self.check.changed.connect(lambda: self.say_problem("") if self.check.value() else None)

    def show_recipient(self, lines: Sequence[str]) -> None:
        """Say who it goes to; a tick given for somebody else is taken away."""
        cleaned = tuple(line.strip() for line in lines if line.strip())
        if cleaned != self._lines:
            self._lines = cleaned
            self.untick()
        self.to.setText(to_words(cleaned))

    def lines(self) -> tuple[str, ...]:
        """Name and address as shown."""
        return self._lines

    def is_checked(self) -> bool:
        """Whether a person has checked name and address since they last changed."""
        return bool(self.check.value())

    def untick(self) -> None:
        """The check is never remembered."""
        self.check.set_value(False)

    def say_problem(self, words: str) -> None:
        """Show what is missing at the tick, or take it away with ""."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        self.check.mark_problem(bool(words))
        error = f"Error: {words}. " if words else ""
        self.check.describe(CHECKED, f"{error}Needed each time before the letter is printed")

    def show_kept(self, kept: bool) -> None:
        """A kept letter cannot be kept again."""
        self.keep.setVisible(not kept)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline at the foot."""
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(tokens().line))
        painter.end()


def to_words(lines: Sequence[str]) -> str:
    """Who it goes to in one line: "To Siân O’Brien, Flat 2, London, SE31 5EP"."""
    if not lines:
        return "To nobody yet"
    if len(lines) == 1:
        return f"To {lines[0]}, no address yet"
    return f"To {', '.join(lines)}"
