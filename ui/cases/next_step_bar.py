"""The line "Next step": what to do now, the one button that does it, and a menu of everything else (4.3)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from ui.cases.case_facts import CaseFacts, NextStep
from ui.cases.still_needed import StillNeeded
from ui.commands import Command, Registry, spoken_keys
from ui.menu_groups import fill_menu
from ui.theme import Follows, theme, tokens
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import FlowRow
from ui.widgets.words import LineWords, Words

_LARGE = 1.5
_BUTTONS = {
    "case.note": "Add note",
    "case.triage": "Decide the type",
    "case.ask_service": "Ask the service",
    "case.edit": "Choose type",
    "case.pause": "Let clock go on",
    "case.owner": "Change owner",
    "case.outcome": "Record outcome",
    "case.acknowledge": "Record acknowledgement",
    "letter.write": "Write acknowledgement",
    "letter.print": "Open letter",
    "case.step": "Record a step",
    "case.reply": "Record the reply",
    "case.chase": "Chase",
    "case.escalate": "Escalate to next stage",
}


class NextStepBar(Follows, QWidget):
    """Words, primary button, menu, and for readers who may not change the case a line that says so.

    Args:
        run: called with the command of the next step.
    """

    def __init__(
        self, registry: Registry, run: Callable[[NextStep], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._registry, self._run = registry, run
        self._step = NextStep("")
        self.words = LineWords("", bold=True)
        self.button = Button("", lambda: self._run(self._step), kind="primary")
        self.more = Button("More for this case", self._open_menu, icon="chevron_down")
        self.more.setAccessibleDescription("Opens a menu")
        self.reader = Words("", bold=True)
        self.needed = StillNeeded(lambda lead: self._run(NextStep("", lead)))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(4)
        row = FlowRow(gap=16, row_gap=4)
        for part in (self.words, self.button, self.more):
            row.addWidget(part)
        column.addWidget(row)
        column.addWidget(self.needed)
        column.addWidget(self.reader)
        self.follow_theme()

    def retheme(self) -> None:
        """With large text the room is for the case; the Case menu holds the same."""
        self.more.setVisible(theme().scale < _LARGE)

    def show_facts(self, facts: CaseFacts, why_not: str) -> None:
        """Say what is next.

        Args:
            why_not: why the person cannot do it now; the button is not shown then.
        """
        self._step = facts.next_step
        self.words.setText(f"Next step: {self._step.words}")
        command = self._step.command
        is_keyed = self._registry.knows(command)
        text = (
            self._step.label
            or _BUTTONS.get(command)
            or (self._registry.command(command).text if is_keyed else "")
        )
        keys = spoken_keys(self._registry, command) if is_keyed else ""
        self.button.setText(f"{text} ({keys})" if keys else text)
        self.button.setVisible(bool(text) and not why_not)
        self.needed.show_facts(facts)
        self.reader.setText(reader_words(facts))
        self.reader.setVisible(bool(self.reader.text()))

    def menu(self) -> QMenu:
        """Everything that can be done with a case, with its keys; what cannot be used says why."""
        menu = QMenu(self)
        menu.setAccessibleName("More for this case")
        menu.setToolTipsVisible(True)
        of_case = [c for c in self._registry.offered("Case") if not c.id.startswith("person.")]
        fill_menu(menu, (*of_case, self._registry.command("edit.copy_reference")), self._entry)
        return menu

    def _entry(self, command: Command, menu: QMenu) -> QAction:
        keys = spoken_keys(self._registry, command.id)
        reason = self._registry.reason(command.id)
        words = command.text.replace("&", "&&")
        action = QAction(f"{words}\t{keys}" if keys else words, menu)
        action.setEnabled(not reason)
        action.setToolTip(reason or command.help)
        action.triggered.connect(lambda _on=False, command_id=command.id: self._registry.run(command_id))
        return action

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line beneath."""
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(tokens().line))
        painter.end()


def reader_words(facts: CaseFacts) -> str:
    """Return what somebody is told who may read the case but not change it; "" for those who may."""
    if facts.read_only:
        return facts.read_only
    if "edit" in facts.may:
        return ""
    ask = facts.owner or "a complaints manager"
    words = f"You can read this case but not change it. Ask {ask}."
    return f"{words} You can add notes." if "note" in facts.may else words
