"""Set the day on which to look at the case again, and whom it waits for until then."""

from __future__ import annotations

from collections.abc import Callable

from caseworker.actions.edit import edit_case
from caseworker.domain.dates_in_words import long_date
from caseworker.errors import Problem, RuleError
from ui.cases.acts.form import Work
from ui.cases.acts.panel import ActPanel
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField


class FollowUpPanel(ActPanel):
    """Date and whom for."""

    name = "case.follow_up"
    heading_words = draft_title = "Set follow-up date"
    button_words = "Set follow-up date"
    foresees = ("follow_up_on",)

    def build(self) -> None:
        """What is set now stands in the fields."""
        view, office = self.facts.view, self.context.office
        self._seen = view
        self.on = DateField(self.context.today, calendar=office.calendar, sense="future")
        self.on.set_value(view.row.follow_up_on)
        waiting = [(e.code, e.label) for e in office.vocabulary.offered("waiting_for")]
        self.waiting_for = ChoiceField(waiting, empty="Nobody", optional=True)
        self.waiting_for.set_value(view.row.waiting_for)
        help_words = "Such as +3 for three working days. Empty it to have no follow-up."
        self.add("follow_up_on", "Follow-up date", self.on, help_words=help_words)
        self.add("waiting_for", "Waiting for", self.waiting_for)

    def own_problems(self) -> list[Problem]:
        """A day to come, or none where one was set."""
        on, before = self.on.value(), self._seen.row.follow_up_on
        if on is not None and on < self.context.today():
            return [Problem("follow_up_on", "Follow-up date must be today or later")]
        if on is None and before is None and self.waiting_for.value() == self._seen.row.waiting_for:
            return [Problem("follow_up_on", "Enter the follow-up date")]
        return []

    def foresee(self) -> Callable[[], str] | None:
        """The day in words."""
        on = self.on.value()
        return (lambda: f"Follow up on {long_date(on)}.") if on and on >= self.context.today() else None

    def work(self) -> Work:
        """Set both."""
        office, seen = self.context.office, self._seen
        on = self.on.value()
        values = {"follow_up_on": on.isoformat() if on else None, "waiting_for": self.waiting_for.value()}
        return lambda: edit_case(office, seen, seen.case_id, values)

    def on_refused(self, error: RuleError) -> None:
        """Somebody set it meanwhile: after this the present values count as seen."""
        self._seen = self.facts.view
        super().on_refused(error)
