"""Record what a service sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from caseworker.actions.contributions import record_reply, service_words
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.fold import EntityState
from caseworker.domain.work import open_contributions
from ui.cases.acts.form import Work
from ui.cases.acts.panel import ActPanel
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.text_area import TextArea


class ReplyPanel(ActPanel):
    """Which request, when it came, what it said."""

    name = "case.reply"
    heading_words = draft_title = "Record a service's reply"
    button_words = "Record reply"
    foresees = ("request",)

    def build(self) -> None:
        """The request due first is chosen."""
        waiting = open_contributions(self.facts.view.of_kind("contribution"))
        self._waiting = {each.id: each for each in waiting}
        self.request = ChoiceField([(each.id, self._words(each)) for each in waiting])
        self.request.set_value(waiting[0].id if waiting else "")
        self.on = DateField(self.context.today, calendar=self.context.office.calendar)
        self.on.set_value(self.context.today())
        self.reply = TextArea(4, limit=100_000)
        self.add("request", "What was asked", self.request)
        self.add("received_on", "Date received", self.on, needed=True)
        self.add(
            "reply",
            "What the service said",
            self.reply,
            help_words="In short; the email itself can be kept as a file.",
        )

    def foresee(self) -> Callable[[], str] | None:
        """What the case waits for afterwards."""
        more = len(self._waiting) - 1
        words = (
            f"{more} more asked for: the case goes on waiting."
            if more
            else "The case waits for no service then."
        )
        return lambda: words

    def work(self) -> Work:
        """Record it."""
        office, case_id = self.context.office, self.facts.case_id
        request, on, reply = str(self.request.value() or ""), self.on.value(), str(self.reply.value())
        return lambda: record_reply(office, case_id, request, on, reply)

    def _words(self, asked: EntityState) -> str:
        service = service_words(self.context.office, str(asked.doc.get("service") or ""))
        due = asked.doc.get("due_on")
        by = f", due {long_date(date.fromisoformat(str(due)))}" if due else ""
        what = " ".join(str(asked.doc.get("what") or "").split())
        return f"{service}{by}: {what[:60]}{'…' if len(what) > 60 else ''}"
