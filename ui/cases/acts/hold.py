"""Place a case under a legal hold, or lift it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from caseworker.actions.legal_hold import lift_hold, place_hold
from caseworker.domain.changed import Changed
from caseworker.domain.dates_in_words import long_date
from caseworker.office import Office
from ui.cases.acts.form import Work
from ui.cases.acts.panel import ActPanel
from ui.widgets.date_field import DateField
from ui.widgets.text_area import TextArea


class _HoldPanel(ActPanel):
    """Reason and day."""

    reason_words = on_words = ""
    act: Callable[[Office, str, str, date | None], Changed]

    def build(self) -> None:
        """Reason first; the day is today unless told otherwise."""
        self.reason = TextArea(3, limit=100_000)
        self.on = DateField(self.context.today, calendar=self.context.office.calendar)
        self.on.set_value(self.context.today())
        self.add("reason", self.reason_words, self.reason, needed=True)
        self.add("on", self.on_words, self.on, needed=True)

    def work(self) -> Work:
        """Place or lift it."""
        office, case_id, act = self.context.office, self.facts.case_id, self.act
        reason, on = self.reason.value(), self.on.value()
        return lambda: act(office, case_id, reason, on)


class PlaceHoldPanel(_HoldPanel):
    """For a claim, an inquiry, an investigation."""

    name = "case.hold"
    heading_words = draft_title = "Place under a legal hold"
    button_words = "Place legal hold"
    reason_words, on_words = "Why it must be kept", "Date placed"
    act = staticmethod(place_hold)

    def intro(self) -> str:
        """What it does."""
        return (
            "While it holds, nobody can erase the case, whatever the retention schedule says. It stands under the"
            " reference for everybody who opens the case, and in its history. An erasure made on another computer that"
            " has not met the hub yet then waits for a decision; if it reaches the hub before this hold, the case is"
            " gone and you are told."
        )


class LiftHoldPanel(_HoldPanel):
    """When the claim or inquiry is over."""

    name = "case.lift_hold"
    heading_words = draft_title = "Lift the legal hold"
    button_words = "Lift legal hold"
    reason_words, on_words = "Why it need not be kept any longer", "Date lifted"
    act = staticmethod(lift_hold)

    def intro(self) -> str:
        """Since when and why it holds."""
        since, reason = self.facts.view.value("legal_hold_on"), self.facts.view.value("legal_hold_reason")
        held = (
            f"It holds since {long_date(date.fromisoformat(str(since)))}: {str(reason).rstrip('.')}. "
            if since
            else ""
        )
        return f"{held}Without it the case can be erased when the retention schedule says so."
