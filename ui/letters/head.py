"""Always in view: which letter, where it stands, to whom it goes, the tick that a person checked it, what to do now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.letters.acts import WORDS, Acts
from ui.theme import tokens
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import FlowRow
from ui.widgets.link_button import LinkButton
from ui.widgets.options_field import CheckField
from ui.widgets.tab_order import order_tabs
from ui.widgets.tag import Tag
from ui.widgets.words import LineWords, Words

CHECKED = "I have checked the name and address"


class LetterHead(QWidget):
    """The head of the letter page.

    Signals:
        asked(str): a button was pressed; the act's id (acts.WORDS).
        checks_asked: the person wants to see what is not settled yet.
        ticked(bool): the tick was set or taken away.
    """

    shown_whole = True
    """To whom it goes comes into view with the tick and the buttons (ui/widgets/in_view.py)."""

    asked = Signal(str)
    checks_asked = Signal()
    ticked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[str, ...] = ()
        self._acts: Acts | None = None
        self._with_checks = False
        self.buttons: dict[str, Button] = {}
        self.title = LineWords("Letter", "section", bold=True)
        self.tag = Tag("draft")
        self.state = LineWords("", tone="muted")
        self.to = Words("", "reading", bold=True)
        self.problem = Words("", bold=True, tone="error")
        self.check = CheckField(CHECKED)
        self.check.describe(CHECKED, "Needed each time before the letter is approved")
        self.checks = LinkButton("", self.checks_asked.emit)
        self._lay_out()
        self.problem.hide()
        self.checks.hide()
        self.check.changed.connect(self._on_tick)

    def show_state(self, title: str, kind: str, tag: str, words: str) -> None:
        """Say which letter it is and where it stands."""
        self.title.setText(title)
        self.tag.show_as(kind, tag)
        self.state.setText(words)

    def show_acts(self, acts: Acts, *, with_checks: bool, with_tick: bool) -> None:
        """Offer what can be done; the first is the one thing to do now.

        Args:
            with_checks: the letter is open, so its checks are counted.
            with_tick: the person at the keyboard can approve it.
        """
        self._with_checks = with_checks
        self.check.setVisible(with_tick)
        self.checks.setVisible(with_checks and bool(self.checks.text()))
        if acts == self._acts:
            return
        had_focus = next((name for name, button in self.buttons.items() if button.hasFocus()), "")
        self._acts = acts
        for button in self.buttons.values():
            self.row.flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = {name: self._button(name) for name in (acts.primary, *acts.others) if name}
        for button in self.buttons.values():
            self.row.addWidget(button)
            button.show()
        order_tabs(self.checks, self.buttons.values())
        if had_focus and self.buttons:
            next(iter(self.buttons.values())).setFocus()

    def show_recipient(self, lines: Sequence[str]) -> None:
        """Say who it goes to; a tick given for somebody else is taken away."""
        cleaned = tuple(line.strip() for line in lines if line.strip())
        if cleaned != self._lines:
            self._lines = cleaned
            self.untick()
        self.to.setText(to_words(cleaned))

    def show_checks(self, words: str) -> None:
        """Say how many checks are not settled; "" before they were made."""
        self.checks.setText(words)
        self.checks.setAccessibleName(words)
        self.checks.setVisible(bool(words) and self._with_checks)

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
        self.check.describe(CHECKED, f"{error}Needed each time before the letter is approved")

    def _on_tick(self) -> None:
        if self.check.value():
            self.say_problem("")
        self.ticked.emit(self.is_checked())

    def _button(self, name: str) -> Button:
        kind = "primary" if self._acts and name == self._acts.primary else ""
        words = WORDS[name]
        if kind and name in ("submit", "email", "reissue", "open_next", "send"):
            words = f"{words} (Ctrl+Enter)"
        icon = "printer" if name == "print" else ""
        return Button(words, lambda: self.asked.emit(name), kind=kind, icon=icon)

    def _lay_out(self) -> None:
        top = FlowRow(gap=12, row_gap=4)
        for part in (self.title, self.tag, self.state):
            top.addWidget(part)
        self.row = FlowRow(gap=8)
        self.row.addWidget(self.check)
        self.row.addWidget(self.checks)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 10)
        layout.setSpacing(4)
        layout.addWidget(top)
        layout.addWidget(self.to)
        layout.addWidget(self.problem)
        layout.addWidget(self.row)

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
