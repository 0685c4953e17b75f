"""Record, renew and end a contact plan."""

from __future__ import annotations

from collections.abc import Callable

from caseworker.actions.people_alerts import Plan, approvers, end_plan, record_plan, renew_plan
from caseworker.domain.dates_in_words import long_date
from ui.cases.acts.form import Work
from ui.cases.many_field import ManyField
from ui.people.acts.person_act import PersonAct
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.text_area import TextArea


class AddPlan(PersonAct):
    """Reason, routes, approval, start and review."""

    name = "person.plan"
    heading_words = draft_title = "Record a contact plan"
    button_words = "Record contact plan"
    foresees = ("review_on",)
    beside = ("review_on",)

    def intro(self) -> str:
        """What it does, and what it never does."""
        return (
            "A contact plan says how we are in touch for a time. It ends on its review day unless it is renewed, and"
            " never changes the type, the deadline or the outcome of a case."
        )

    def build(self) -> None:
        """Everything the person is told, too."""
        office = self.context.office
        self.reason, self.how = TextArea(2, limit=10_000), TextArea(2, limit=2_000)
        self.routes = ManyField([(e.code, e.label) for e in office.vocabulary.offered("contact_routes")])
        self.approved = ChoiceField(approvers(office))
        self.start = DateField(self.context.today, calendar=office.calendar)
        self.start.set_value(self.context.today())
        self.review = DateField(self.context.today, calendar=office.calendar, sense="future")
        self.add("reason", "Reason", self.reason, needed=True, help_words="What happened, in plain words.")
        self.add("routes", "Allowed routes", self.routes, needed=True, help_words="Space ticks a route.")
        help_words = "Such as: one answer a week, on Fridays, from Asha Khan."
        self.add("how", "How we stay in touch", self.how, help_words=help_words)
        self.add("approved_by", "Approved by", self.approved, needed=True)
        self.add("start_on", "Start", self.start, needed=True)
        self.add("review_on", "Review date", self.review, needed=True)

    def foresee(self) -> Callable[[], str] | None:
        """Until when it runs."""
        on = self.review.value()
        return (lambda: f"It ends after {long_date(on)}, unless it is renewed before.") if on else None

    def work(self) -> Work:
        """Record it."""
        office, person_id = self.context.office, self.person.view.id
        plan = Plan(
            self.reason.value(),
            tuple(self.routes.value()),
            self.how.value(),
            self.approved.value(),
            self.start.value(),
            self.review.value(),
        )
        return lambda: record_plan(office, person_id, plan)


class RenewPlan(PersonAct):
    """Until when, why, and who approved it."""

    name = "person.plan.renew"
    heading_words = draft_title = "Renew the contact plan"
    button_words = "Renew contact plan"

    def build(self) -> None:
        """As at the start."""
        office = self.context.office
        self.reason = TextArea(2, limit=2_000)
        self.approved = ChoiceField(approvers(office))
        self.review = DateField(self.context.today, calendar=office.calendar, sense="future")
        self.add("reason", "Why it goes on", self.reason, needed=True)
        self.add("approved_by", "Approved by", self.approved, needed=True)
        self.add("review_on", "Next review date", self.review, needed=True)

    def work(self) -> Work:
        """Renew it."""
        office, person_id, plan_id = self.context.office, self.person.view.id, self.thing_id
        review_on, approved_by = self.review.value(), self.approved.value()
        reason = self.reason.value()
        return lambda: renew_plan(office, person_id, plan_id, review_on, approved_by, reason)


class EndPlan(PersonAct):
    """Why it ends."""

    name = "person.plan.end"
    heading_words = draft_title = "End the contact plan"
    button_words = "End contact plan"

    def build(self) -> None:
        """The reason."""
        self.reason = TextArea(2, limit=2_000)
        self.add("reason", "Why it ends", self.reason, needed=True)

    def work(self) -> Work:
        """End it."""
        office, person_id, plan_id = self.context.office, self.person.view.id, self.thing_id
        reason = self.reason.value()
        return lambda: end_plan(office, person_id, plan_id, reason)
