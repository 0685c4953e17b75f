"""Record the answer with its outcome; the case is closed by it."""

from __future__ import annotations

from collections.abc import Callable

from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.what_if import if_answered, would_be_late
from ui.cases.acts.form import Work
from ui.cases.acts.panel import ActPanel
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.text_area import TextArea
from ui.widgets.text_field import TextField


class OutcomePanel(ActPanel):
    """When and how it was answered, what came of it, and why it was late when it was."""

    name = "case.outcome"
    heading_words = draft_title = "Record outcome"
    button_words = "Record outcome"
    foresees = ("on",)
    beside = ("how", "root_cause")

    def build(self) -> None:
        """Fields in the order of the talk."""
        lists, view = self.context.office.vocabulary, self.facts.view
        self.on = DateField(self.context.today, calendar=self.context.office.calendar)
        self.on.set_value(self.context.today())
        self.how = ChoiceField([(e.code, e.label) for e in lists.offered("answered_how")])
        self.how.set_value("Letter")
        self.outcome = ChoiceField([(e.code, e.label) for e in lists.offered("outcomes", view.kind)])
        self.reason = TextArea(3, limit=100_000)
        causes = [(e.code, e.label) for e in lists.offered("root_causes")]
        self.root_cause = ChoiceField(causes, empty="Not decided", optional=True)
        self.root_cause.set_value(str(view.value("root_cause") or ""))
        self.late_reason = TextField(limit=1000)
        self.late_reason.set_value(str(view.value("late_reason") or ""))
        self.add("on", "Date answered", self.on)
        self.add("how", "How it was sent", self.how)
        self.add("outcome", "Outcome", self.outcome)
        if view.kind.is_complaint:
            self.add("root_cause", "Root cause", self.root_cause)
        self.add("reason", "Reason for the outcome", self.reason)
        self.add("late_reason", "Why it is late", self.late_reason)
        self.on.changed.connect(self.on_filled)

    def intro(self) -> str:
        """What it does besides."""
        return "This closes the case. It can be reopened."

    def on_filled(self) -> None:
        """Why it is late is asked only when it is."""
        on = self.on.value()
        self.form.blocks["late_reason"].setVisible(on is not None and would_be_late(self.facts.view, on))

    def foresee(self) -> Callable[[], str] | None:
        """Whether it is on time."""
        office, view, on = self.context.office, self.facts.view, self.on.value()
        return (lambda: if_answered(office, view, on)) if on else None

    def work(self) -> Work:
        """Record it."""
        is_late = not self.form.blocks["late_reason"].isHidden()
        answer = Answer(
            on=self.on.value(),
            outcome=self.outcome.value(),
            reason=self.reason.value(),
            how=self.how.value(),
            root_cause=self.root_cause.value(),
            late_reason=self.late_reason.value() if is_late else "",
        )
        office, case_id = self.context.office, self.facts.case_id
        return lambda: answer_case(office, case_id, answer)
