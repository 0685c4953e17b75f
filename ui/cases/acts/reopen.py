"""Reopen a case that was answered, closed or withdrawn."""

from __future__ import annotations

from collections.abc import Callable

from caseworker.actions.reopen import reopen_case
from caseworker.actions.what_if import if_reopened
from ui.cases.acts.form import Work
from ui.cases.acts.panel import ActPanel
from ui.widgets.text_area import TextArea


class ReopenPanel(ActPanel):
    """Why."""

    name = "case.reopen"
    heading_words = draft_title = "Reopen case"
    button_words = "Reopen case"

    def build(self) -> None:
        """One reason."""
        self.reason = TextArea(3, limit=100_000)
        self.add("reason", "Reason for reopening the case", self.reason, needed=True)

    def intro(self) -> str:
        """What stays."""
        return "The case gets back the deadline it had. Its first answer stays in the history."

    def foresee(self) -> Callable[[], str] | None:
        """Which deadline it gets back."""
        office, view = self.context.office, self.facts.view
        return lambda: if_reopened(office, view)

    def work(self) -> Work:
        """Reopen it."""
        office, case_id, reason = self.context.office, self.facts.case_id, self.reason.value()
        return lambda: reopen_case(office, case_id, reason)
