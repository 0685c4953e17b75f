"""Extend the deadline, as far as the rules allow, with the reason the person is told (CLK-4)."""

from __future__ import annotations

from collections.abc import Callable

from caseworker.actions.extend import extend
from caseworker.actions.what_if import if_extended
from ui.cases.acts.form import Work
from ui.cases.acts.panel import ActPanel
from ui.widgets.date_field import DateField
from ui.widgets.text_area import TextArea


class ExtendPanel(ActPanel):
    """The new date, the latest lawful one proposed, and why."""

    name = "case.extend"
    heading_words = draft_title = "Extend deadline"
    button_words = "Extend deadline"
    foresees = ("until",)

    def build(self) -> None:
        """Date and reason."""
        self.until = DateField(self.context.today, calendar=self.context.office.calendar, sense="future")
        self.until.set_value(self.facts.offer.latest_on if self.facts.offer else None)
        self.reason = TextArea(3, limit=100_000)
        self.add("until", "New date", self.until, needed=True)
        self.add(
            "reason",
            "Reason for the extension",
            self.reason,
            help_words="The person must be told it.",
            needed=True,
        )

    def intro(self) -> str:
        """How far it may go."""
        return self.facts.offer.sentence if self.facts.offer else self.facts.no_offer

    def foresee(self) -> Callable[[], str] | None:
        """The new date in words, or which rule is against it."""
        office, view, until = self.context.office, self.facts.view, self.until.value()
        return (lambda: if_extended(office, view, until)) if until else None

    def work(self) -> Work:
        """Extend it."""
        office, case_id = self.context.office, self.facts.case_id
        until, reason = self.until.value(), self.reason.value()
        return lambda: extend(office, case_id, until, reason)
