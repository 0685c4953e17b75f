"""Record, review and end a safety alert."""

from __future__ import annotations

from caseworker.actions.people_alerts import Alert, end_alert, record_alert, review_alert
from ui.cases.acts.form import Work
from ui.people.acts.person_act import PersonAct
from ui.widgets.date_field import DateField
from ui.widgets.text_area import TextArea

_REVIEW_HELP = "The alert stands until somebody ends it; on this day it is looked at again."


class AddAlert(PersonAct):
    """Risk, what to do, evidence, review."""

    name = "person.alert"
    heading_words = draft_title = "Record a safety alert"
    button_words = "Record safety alert"

    def intro(self) -> str:
        """Where it shows, and where never."""
        return (
            f"Every case of {self.person.view.name} shows it, and so do the possible matches of a caller. It is never"
            " in a letter. Write what happened and what to do, not what somebody is."
        )

    def build(self) -> None:
        """What is needed to be safe."""
        self.risk, self.what = TextArea(2, limit=2_000), TextArea(2, limit=2_000)
        self.evidence = TextArea(2, limit=10_000)
        self.review = DateField(self.context.today, calendar=self.context.office.calendar, sense="future")
        self.add("risk", "The risk", self.risk, needed=True, help_words="Such as: a dog that bites.")
        self.add("what_to_do", "What to do", self.what, needed=True, help_words="Such as: visit in twos.")
        self.add(
            "evidence", "Evidence", self.evidence, help_words="What happened, when, and who reported it."
        )
        self.add("review_on", "Review date", self.review, needed=True, help_words=_REVIEW_HELP)

    def work(self) -> Work:
        """Record it."""
        office, person_id = self.context.office, self.person.view.id
        alert = Alert(self.risk.value(), self.what.value(), self.evidence.value(), self.review.value())
        return lambda: record_alert(office, person_id, alert)


class ReviewAlert(PersonAct):
    """It stands; the next review."""

    name = "person.alert.review"
    heading_words = draft_title = "Review the safety alert"
    button_words = "Keep the alert"

    def build(self) -> None:
        """Why it stands, and until when."""
        self.reason = TextArea(2, limit=2_000)
        self.review = DateField(self.context.today, calendar=self.context.office.calendar, sense="future")
        self.add("reason", "What was found", self.reason)
        self.add("review_on", "Next review date", self.review, needed=True)

    def work(self) -> Work:
        """Keep it."""
        office, person_id, alert_id = self.context.office, self.person.view.id, self.thing_id
        review_on, reason = self.review.value(), self.reason.value()
        return lambda: review_alert(office, person_id, alert_id, review_on, reason)


class EndAlert(PersonAct):
    """Why it ends."""

    name = "person.alert.end"
    heading_words = draft_title = "End the safety alert"
    button_words = "End safety alert"

    def build(self) -> None:
        """The reason."""
        self.reason = TextArea(2, limit=2_000)
        self.add("reason", "Why it ends", self.reason, needed=True)

    def work(self) -> Work:
        """End it."""
        office, person_id, alert_id = self.context.office, self.person.view.id, self.thing_id
        reason = self.reason.value()
        return lambda: end_alert(office, person_id, alert_id, reason)
