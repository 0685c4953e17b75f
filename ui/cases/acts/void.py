"""Make a case void: logged by mistake or twice. Asked for once more, with the facts of the case (U4)."""

from __future__ import annotations

from collections.abc import Callable

from caseworker.actions.void import void_case
from caseworker.domain.dates_in_words import long_date
from caseworker.errors import Problem
from ui.cases.acts.form import Work
from ui.cases.acts.panel import ActPanel
from ui.messages import Question
from ui.widgets.text_area import TextArea


class VoidPanel(ActPanel):
    """Why."""

    name = "case.void"
    heading_words = draft_title = "Void case"
    button_words = "Void case"
    is_danger = True

    def build(self) -> None:
        """One reason."""
        self.reason = TextArea(3, limit=100_000)
        self.add("reason", "Reason for making the case void", self.reason, needed=True)

    def intro(self) -> str:
        """What it means."""
        return "For a case logged by mistake or twice. It keeps its reference and its history and is counted nowhere."

    def own_problems(self) -> list[Problem]:
        """The reason is asked for before the question is put."""
        return [] if self.reason.value() else [Problem("reason", "Enter the reason for making the case void")]

    def confirm(self, do: Callable[[], object]) -> None:
        """Show which case it is."""
        view, identity = self.facts.view, self.facts.identity
        facts = [
            ("Case", view.reference),
            ("Type", identity.stage),
            (identity.person_label, identity.person or "Not known"),
            ("Received", long_date(view.row.received_on)),
            ("Reason", self.reason.value()[:200]),
        ]
        text = "It is counted nowhere from then on."
        question = Question("Make this case void?", "Void case", "Keep case", facts, text)
        dialog = self.context.messages.confirm(question, do)
        dialog.rejected.connect(self.let_go)

    def work(self) -> Work:
        """Make it void."""
        office, case_id, reason = self.context.office, self.facts.case_id, self.reason.value()
        return lambda: void_case(office, case_id, reason)
