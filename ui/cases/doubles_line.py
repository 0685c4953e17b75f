"""One quiet line above the timeline: two entries or cases that are probably one, and what can be done (C5)."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from caseworker.actions.added_apart import Double
from caseworker.actions.double_cases import CASE
from caseworker.actions.doubles import keep_both, remove_double
from caseworker.domain.changed import Changed
from ui.cases.case_facts import CaseFacts
from ui.context import Context
from ui.tokens import SPACE_4
from ui.undo_stack import undo_action
from ui.widgets.flow_layout import FlowRow
from ui.widgets.link_button import LinkButton
from ui.widgets.shown import set_shown
from ui.widgets.words import Words


class DoublesLine(QWidget):
    """The oldest likely double of a case; the next follows once it is decided."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._facts: CaseFacts | None = None
        self._double: Double | None = None
        self._is_busy = False
        self.words = Words("")
        self.remove_button = LinkButton("Remove the second", self._remove)
        self.open_button = LinkButton("Open the other", self._open)
        self.keep_button = LinkButton("Keep both", self._keep)
        acts = FlowRow(gap=16)
        self._buttons = (self.remove_button, self.open_button, self.keep_button)
        for button in self._buttons:
            acts.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        column.addWidget(self.words)
        column.addWidget(acts)
        self.hide()

    def show_facts(self, facts: CaseFacts) -> None:
        """Show the oldest, and how many more there are."""
        self._facts = facts
        self._double = facts.doubles[0] if facts.doubles else None
        if self._double is not None:
            more = len(facts.doubles) - 1
            rest = f" {more} more." if more else ""
            is_case = self._double.kind == CASE
            what = "This case was probably logged twice:" if is_case else "Probably there twice."
            self.words.setText(f"{what} {self._double.words}{rest}")
            for button in self._buttons:
                button.setAccessibleDescription(self._double.words)
            set_shown(self.open_button, is_case)
            set_shown(self.remove_button, self._double.may_remove and facts.can_edit)
            set_shown(self.keep_button, facts.can_edit)
        set_shown(self, self._double is not None)

    def _open(self) -> None:
        if self._facts is not None and self._double is not None:
            own, double = self._facts.case_id, self._double
            self._context.open_page(
                "case", double.later_id if double.earlier_id == own else double.earlier_id
            )

    def _remove(self) -> None:
        facts, double, office = self._facts, self._double, self._context.office
        if facts is None or double is None or self._is_busy:
            return
        self._is_busy = True
        self._context.tasks.run_write(
            lambda: remove_double(office, facts.case_id, double),
            self._on_done,
            self._on_failed,
            receiver=self,
        )

    def _on_done(self, changed: Changed) -> None:
        self._is_busy = False
        self._context.changed(changed)
        self._context.messages.success("Saved", changed.message, undo_action(self._context, changed))

    def _keep(self) -> None:
        facts, double, office = self._facts, self._double, self._context.office
        if facts is None or double is None or self._is_busy:
            return
        self._is_busy = True
        self._context.tasks.run_write(
            lambda: keep_both(office, facts.case_id, double),
            self._on_done,
            self._on_failed,
            receiver=self,
        )

    def _on_failed(self, error: Exception) -> None:
        self._is_busy = False
        if isValid(self):
            self._context.messages.failure(error)
