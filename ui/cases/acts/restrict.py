"""Restrict who sees a case, or lift it."""

from __future__ import annotations

from caseworker.actions.restricted import lift_restriction, restrict_case
from ui.cases.acts.form import Work
from ui.cases.acts.panel import ActPanel
from ui.cases.many_field import ManyField
from ui.widgets.text_area import TextArea


class RestrictPanel(ActPanel):
    """Who may see it besides its owner and those in charge, and why."""

    name = "case.restrict"
    heading_words = draft_title = "Restrict who sees this case"
    button_words = "Restrict case"

    def build(self) -> None:
        """People and reason."""
        office = self.context.office
        staff = sorted(office.staff.values(), key=lambda p: p.full_name.casefold())
        working = [p for p in staff if p.works_on(self.context.today())]
        self.readers = ManyField(
            [(p.id, f"{p.full_name}, {p.job}" if p.job else p.full_name) for p in working]
        )
        self.readers.set_value(self.facts.view.value("readers") or [office.person.id])
        self.reason = TextArea(2, limit=100_000)
        self.reason.set_value(str(self.facts.view.value("restricted_reason") or ""))
        self.add("readers", "Who may see it", self.readers)
        self.add("reason", "Why only some may see it", self.reason, needed=True)

    def intro(self) -> str:
        """What it does."""
        return (
            "Lists, search and possible matches leave the case out for everybody else. Its owner, whoever stands in"
            " for them and those in charge always see it; who looks at it is kept in its history."
        )

    def work(self) -> Work:
        """Restrict it."""
        office, case_id = self.context.office, self.facts.case_id
        readers, reason = self.readers.value(), self.reason.value()
        return lambda: restrict_case(office, case_id, readers, reason)


class LiftPanel(ActPanel):
    """Let everybody see it again."""

    name = "case.unrestrict"
    heading_words = draft_title = "Lift the restriction"
    button_words = "Lift restriction"

    def build(self) -> None:
        """Why."""
        self.reason = TextArea(2, limit=100_000)
        self.add("reason", "Reason", self.reason)

    def intro(self) -> str:
        """What it does."""
        return "Everybody whose role may see cases sees this one again."

    def work(self) -> Work:
        """Lift it."""
        office, case_id, reason = self.context.office, self.facts.case_id, self.reason.value()
        return lambda: lift_restriction(office, case_id, reason)
