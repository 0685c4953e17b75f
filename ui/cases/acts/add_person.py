"""Add a child or a representative to the case."""

from __future__ import annotations

from typing import Any

from caseworker.actions.edit import add_person
from caseworker.errors import Problem
from ui.cases.acts.birth import birth_values
from ui.cases.acts.form import Work
from ui.cases.acts.panel import ActPanel
from ui.widgets.birth_field import BirthField
from ui.widgets.choice_field import ChoiceField
from ui.widgets.text_field import EmailField, PersonField, PhoneField, TextField


class AddChildPanel(ActPanel):
    """Name, birth, status, social care ID."""

    name = "case.add_child"
    heading_words = draft_title = "Add a child or young person"
    button_words = "Add child"

    def build(self) -> None:
        """As at the intake."""
        statuses = self.context.office.vocabulary.offered("child_statuses")
        self.birth = BirthField(self.context.today)
        self.status = ChoiceField([(e.code, e.label) for e in statuses], empty="Not given", optional=True)
        self.add("full_name", "Full name", PersonField(), needed=True)
        self.add(
            "born_on", "Date of birth or age", self.birth, help_words="Such as 14/2/2013, about 12, or 2013."
        )
        self.add("child_status", "Status", self.status)
        self.add("social_care_id", "Social care ID", TextField(20))

    def own_problems(self) -> list[Problem]:
        """Nobody is born tomorrow."""
        return future_birth(self.birth, self)

    def work(self) -> Work:
        """Add the child."""
        office, seen = self.context.office, self.facts.view
        values: dict[str, Any] = {
            n: self.form[n].value() for n in ("full_name", "child_status", "social_care_id")
        }
        values |= birth_values(self.birth.birth(), self.context.today())
        return lambda: add_person(office, seen, "child", values)


class AddRepresentativePanel(ActPanel):
    """Somebody who speaks for the person: an advocate, a solicitor, a relative."""

    name = "case.add_representative"
    heading_words = draft_title = "Add a representative"
    button_words = "Add representative"

    def build(self) -> None:
        """Who, what they are, how to reach them."""
        roles = self.context.office.vocabulary.offered("raised_by")
        self.role = ChoiceField([(e.code, e.label) for e in roles], empty="Not given", optional=True)
        self.add("full_name", "Full name", PersonField(), needed=True)
        self.add("raised_by", "Role", self.role)
        self.add("phone", "Phone", PhoneField())
        self.add("email", "Email", EmailField())

    def work(self) -> Work:
        """Add the person."""
        office, seen = self.context.office, self.facts.view
        values = {name: self.form[name].value() for name in ("full_name", "raised_by", "phone", "email")}
        return lambda: add_person(office, seen, "representative", values)


def future_birth(field: BirthField, panel: ActPanel) -> list[Problem]:
    """Return the problem of a date of birth that is to come."""
    birth = field.birth()
    if birth is not None and birth.born_on is not None and birth.born_on > panel.context.today():
        return [Problem("born_on", "Date of birth must be today or in the past")]
    return []
