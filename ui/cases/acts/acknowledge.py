"""Record an acknowledgement that was sent by another road than a letter printed here."""

from __future__ import annotations

from collections.abc import Callable

from caseworker.actions.acknowledge import acknowledge
from caseworker.actions.what_if import if_acknowledged
from ui.cases.acts.form import Work
from ui.cases.acts.panel import ActPanel
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField


class AcknowledgePanel(ActPanel):
    """When and how the acknowledgement was sent."""

    name = "case.acknowledge"
    heading_words = draft_title = "Record acknowledgement"
    button_words = "Record acknowledgement"
    foresees = ("acknowledged_on",)
    beside = ("how",)

    def build(self) -> None:
        """Day and way."""
        self.on = DateField(self.context.today, calendar=self.context.office.calendar)
        self.on.set_value(self.context.today())
        ways = self.context.office.vocabulary.offered("answered_how")
        self.how = ChoiceField([(entry.code, entry.label) for entry in ways])
        self.how.set_value("Letter")
        self.add("acknowledged_on", "Date acknowledged", self.on, needed=True)
        self.add("how", "How it was sent", self.how)

    def intro(self) -> str:
        """A letter printed here records itself."""
        return "For an acknowledgement given by phone, by email or in person. Printing the letter records it too."

    def foresee(self) -> Callable[[], str] | None:
        """When the answer is due then."""
        office, view, on = self.context.office, self.facts.view, self.on.value()
        return (lambda: if_acknowledged(office, view, on)) if on else None

    def work(self) -> Work:
        """Record it."""
        office, case_id, on, how = self.context.office, self.facts.case_id, self.on.value(), self.how.value()
        return lambda: acknowledge(office, case_id, on, how)
