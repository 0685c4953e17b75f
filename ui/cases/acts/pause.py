"""Stop the clock for a reason the law gives, or record a stop that is over."""

from __future__ import annotations

from collections.abc import Callable

from caseworker.actions.pause import pause_clock
from caseworker.actions.what_if import if_paused
from caseworker.domain.kinds import Procedure
from caseworker.domain.pauses import PauseKind, pauses_allowed
from ui.cases.acts.form import Work
from ui.cases.acts.panel import ActPanel
from ui.cases.case_facts import CaseFacts
from ui.widgets.date_field import DateField
from ui.widgets.options_field import OptionsField
from ui.widgets.text_area import TextArea


def pauses_of(facts: CaseFacts) -> tuple[PauseKind, ...]:
    """Return the reasons for which the clock of this case may be stopped."""
    procedure = facts.view.stage.doc.get("procedure") if facts.view.stage else None
    return pauses_allowed(Procedure(procedure)) if procedure else ()


class PausePanel(ActPanel):
    """Why, from when, and until when if it is over."""

    name = "case.pause"
    heading_words = draft_title = "Pause the clock"
    button_words = "Pause clock"
    foresees = ("kind", "from_on", "to_on")
    beside = ("to_on",)

    def build(self) -> None:
        """Reason of the law, days, our own words."""
        calendar, allowed = self.context.office.calendar, pauses_of(self.facts)
        self.kind = OptionsField([(kind.value, kind.label) for kind in allowed], upright=True)
        self.kind.set_value(allowed[0].value)
        self.from_on = DateField(self.context.today, calendar=calendar)
        self.from_on.set_value(self.context.today())
        self.to_on = DateField(self.context.today, calendar=calendar)
        self.reason = TextArea(2, limit=100_000)
        self.add("kind", "Why the clock stops", self.kind, needed=True)
        help_words = "The day we asked, or gave notice."
        self.add("from_on", "Date the clock stopped", self.from_on, help_words=help_words, needed=True)
        help_words = "Leave it empty while the clock stands still."
        self.add("to_on", "Date the clock went on", self.to_on, help_words=help_words)
        self.add("reason", "Reason in your own words", self.reason)

    def foresee(self) -> Callable[[], str] | None:
        """What the stop means, and when the answer is due after it."""
        kind, from_on, to_on = self._kind(), self.from_on.value(), self.to_on.value()
        if kind is None:
            return None
        if from_on is None:
            return lambda: kind.sentence
        office, view = self.context.office, self.facts.view
        return lambda: f"{kind.sentence} {if_paused(office, view, kind, from_on, to_on)}"

    def work(self) -> Work:
        """Stop it."""
        office, case_id, kind = self.context.office, self.facts.case_id, self._kind()
        from_on, to_on, reason = self.from_on.value(), self.to_on.value(), self.reason.value()
        return lambda: pause_clock(office, case_id, kind, from_on, reason, to_on=to_on)

    def _kind(self) -> PauseKind | None:
        return PauseKind(self.kind.value()) if self.kind.value() else None
