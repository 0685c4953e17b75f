"""Let a clock that stands still go on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from caseworker.actions.resume import resume_clock
from caseworker.actions.what_if import if_resumed
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.pauses import PauseKind
from ui.cases.acts.form import Work
from ui.cases.acts.panel import ActPanel
from ui.widgets.date_field import DateField


class ResumePanel(ActPanel):
    """The day on which what we waited for came."""

    name = "case.resume"
    heading_words = draft_title = "Let the clock go on"
    button_words = "Let clock go on"
    foresees = ("to_on",)

    def build(self) -> None:
        """One date."""
        self.to_on = DateField(self.context.today, calendar=self.context.office.calendar)
        self.to_on.set_value(self.context.today())
        help_words = "The day the answer, fee, proof or advocate came."
        self.add("to_on", "Date the clock goes on", self.to_on, help_words=help_words, needed=True)

    def intro(self) -> str:
        """What the clock waits for, and since when."""
        running = next((p.doc for p in self.facts.view.pauses if not p.doc.get("to_on")), None)
        if running is None:
            return ""
        since = long_date(date.fromisoformat(running["from_on"]))
        return f"{PauseKind(running['kind']).label}: the clock stands still since {since}."

    def foresee(self) -> Callable[[], str] | None:
        """When the answer is due then."""
        office, view, on = self.context.office, self.facts.view, self.to_on.value()
        return (lambda: if_resumed(office, view, on)) if on else None

    def work(self) -> Work:
        """Let it go on."""
        office, case_id, on = self.context.office, self.facts.case_id, self.to_on.value()
        return lambda: resume_clock(office, case_id, on)
