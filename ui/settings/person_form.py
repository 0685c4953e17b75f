"""One person of the staff list."""

from __future__ import annotations

from typing import Any

from caseworker.domain.staff import Person
from caseworker.errors import Problem
from ui.settings.entry_form import EntryForm
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.text_field import EmailField, PersonField, PhoneField, TextField

_DEPUTY_HELP = (
    "Sees the cases in My open and may act on them. The owner stays until the cases are handed over."
)
_ACCOUNTS_HELP = "As this person signs in to the computer, such as akhan; more than one with commas between."


class PersonForm(EntryForm):
    """The fields of one person."""

    noun = "person"
    new_title = "Add a person"
    days = {"from_on": "First day", "to_on": "Last day", "away_from": "Away from", "away_to": "Away to"}

    def show_entry(self, person: Person, *, is_new: bool) -> None:
        """Fill the fields."""
        self._offer_deputies(person)
        self.show_values(
            {
                "full_name": person.full_name,
                "job": person.job,
                "role": person.role,
                "email": person.email,
                "phone": person.phone,
                "team": person.team,
                "from_on": person.from_on,
                "to_on": person.to_on,
                "accounts": ", ".join(person.accounts),
                "away_from": person.away_from,
                "away_to": person.away_to,
                "deputy_id": person.deputy_id,
            },
            person.full_name,
            is_new=is_new,
        )

    def values(self) -> dict[str, Any]:
        """The fields of `Person`, but its id."""
        values: dict[str, Any] = dict(self.form.values())
        accounts = str(values["accounts"]).replace(";", ",").split(",")
        values["accounts"] = tuple(name.strip() for name in accounts if name.strip())
        return values

    def own_problems(self) -> list[Problem]:
        """Days that come in the wrong order."""
        found = []
        first, last = self.form["from_on"].value(), self.form["to_on"].value()
        if first and last and last < first:
            found.append(Problem("to_on", "Last day must be the same as or after the first day"))
        away_from, away_to = self.form["away_from"].value(), self.form["away_to"].value()
        if away_to and not away_from:
            found.append(Problem("away_from", "Enter the first day of the absence"))
        if away_from and away_to and away_to < away_from:
            found.append(Problem("away_to", "Away to must be the same as or after Away from"))
        return found

    def add_fields(self) -> None:
        """Name, role, contact, days, absence and sign-in names."""
        office, today = self.context.office, self.context.today
        roles = [(role.code, role.label) for role in office.roles.values()]
        teams = [(entry.code, entry.label) for entry in office.vocabulary.entries("teams")]
        self.add("full_name", "Full name", PersonField(), needed=True)
        self.add("job", "Job", TextField(44, limit=200), help_words="Stands under the name on letters.")
        self.add(
            "role", "Role", ChoiceField(roles), help_words="Decides what this person may do.", needed=True
        )
        self.add("team", "Team", ChoiceField(teams, empty="No team", optional=True))
        self.add("email", "Email", EmailField())
        self.add("phone", "Phone", PhoneField())
        self.add_row(
            self.block("from_on", "First day", DateField(today)),
            self.block("to_on", "Last day", DateField(today, sense="future")),
        )
        self.add_row(
            self.block("away_from", "Away from", DateField(today, sense="future")),
            self.block("away_to", "Away to", DateField(today, sense="future")),
        )
        self.deputy = ChoiceField((), empty="Nobody", optional=True)
        self.add("deputy_id", "Deputy meanwhile", self.deputy, help_words=_DEPUTY_HELP)
        self.add("accounts", "Sign-in names", TextField(44, limit=300), help_words=_ACCOUNTS_HELP)

    def _offer_deputies(self, person: Person) -> None:
        office = self.context.office
        today = office.clock.today()
        others = [p for p in office.staff.values() if p.id != person.id and p.works_on(today)]
        others.sort(key=lambda p: p.full_name.casefold())
        self.deputy.set_choices([(p.id, p.full_name) for p in others])
