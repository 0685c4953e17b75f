"""The steps of a request at the head of its tab: done, under way, to do; beneath, those only needed at times."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.information_step import State, Step
from caseworker.actions.information_steps import progress, steps_of
from caseworker.domain.fold import EntityState
from caseworker.domain.information import REQUESTS, exemptions_of
from ui.cases.case_facts import CaseFacts
from ui.context import Context
from ui.requests.exemption_words import exemption_row
from ui.requests.step_row import StepRow
from ui.widgets.row_button import RowButton, RowWords
from ui.widgets.section import Section
from ui.widgets.words import Words, heading


class StepsView(QWidget):
    """The list of steps and the exemptions chosen; hidden for kinds of case without steps.

    Signals:
        command_asked(str): an act ("case.exemption"), a move ("move:…") or a case ("case:…") is asked for.
        exemption_asked(str): the exemption of that id is to be opened.
    """

    command_asked = Signal(str)
    exemption_asked = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: object = None
        self.rows: dict[str, StepRow] = {}
        self.exemptions: dict[str, RowButton] = {}
        self.title = heading("Steps")
        self.progress = Words("", tone="muted")
        self.list, self._list = _column()
        self.when_needed = Section("When needed", collapsible=True, is_open=False)
        self.when_needed.body.setSpacing(0)
        self.exemptions_title = Words("Exemptions", bold=True)
        self.exemption_list, self._exemptions = _column()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 24)
        column.setSpacing(8)
        for part in (
            self.title,
            self.progress,
            self.list,
            self.exemptions_title,
            self.exemption_list,
            self.when_needed,
        ):
            column.addWidget(part)

    def show_facts(self, facts: CaseFacts) -> None:
        """Show the steps as they are; the focus stays on the same one where there is one."""
        steps = steps_of(self._context.office, facts.view)
        chosen = exemptions_of(facts.view) if facts.view.kind in REQUESTS else ()
        may = "move" in facts.may and not facts.read_only
        self.setVisible(bool(steps))
        if (steps, chosen, may) == self._shown:
            return
        self._shown = (steps, chosen, may)
        focused = next((label for label, row in self.rows.items() if row.link.hasFocus()), "")
        self._show_steps(steps, may=may)
        self._show_exemptions(chosen, may=may)
        self.progress.setText(f"{progress(steps)}." if steps else "")
        if focused in self.rows and self.rows[focused].link.isVisibleTo(self):
            self.rows[focused].link.setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget | None:
        """The step under way, else the next to do, else any; None where nothing can be done."""
        open_links = [
            (row.step.state, row.link)
            for row in self.rows.values()
            if not row.link.isHidden() and row.step.command
        ]
        for state in (State.DOING, State.TO_DO, State.DONE):
            found = next((link for of, link in open_links if of is state), None)
            if found is not None:
                return found
        return self.when_needed.toggle if not self.when_needed.isHidden() else None

    def _show_steps(self, steps: tuple[Step, ...], *, may: bool) -> None:
        for row in self.rows.values():
            row.hide()
            row.setParent(None)
            row.deleteLater()
        self.rows = {}
        for step in steps:
            row = StepRow(step, self.command_asked.emit)
            row.show_step(step, may=may)
            self.rows[step.label] = row
            if step.state is State.IF_NEEDED:
                self.when_needed.add(row)
            else:
                self._list.addWidget(row)
        number = sum(step.state is State.IF_NEEDED for step in steps)
        self.when_needed.setVisible(bool(number))

    def _show_exemptions(self, chosen: tuple[EntityState, ...], *, may: bool) -> None:
        for button in self.exemptions.values():
            button.hide()
            button.setParent(None)
            button.deleteLater()
        self.exemptions = {}
        for each in chosen:
            button = RowButton(RowWords(""), self._opener(each.id, may=may))
            button.say(exemption_row(self._context.office, each.doc))
            button.stepped.connect(lambda by, key=each.id: self._step(key, by))
            self._exemptions.addWidget(button)
            self.exemptions[each.id] = button
        for part in (self.exemptions_title, self.exemption_list):
            part.setVisible(bool(chosen))

    def _opener(self, exemption_id: str, *, may: bool) -> Callable[[], None] | None:
        return (lambda: self.exemption_asked.emit(exemption_id)) if may else None

    def _step(self, key: str, by: int) -> None:
        keys = list(self.exemptions)
        place = keys.index(key) + by
        if 0 <= place < len(keys):
            self.exemptions[keys[place]].setFocus(Qt.FocusReason.OtherFocusReason)


def _column() -> tuple[QWidget, QVBoxLayout]:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return holder, column
