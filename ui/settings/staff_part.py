"""The staff list: who works here, in which role, from when to when, and under which sign-in names."""

from __future__ import annotations

from dataclasses import replace

from caseworker.actions.at_keyboard import new_person
from caseworker.actions.settings_change import save_person
from caseworker.domain.changed import Changed
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.staff import Person
from ui.settings.entry_part import EntryPart, serving_words
from ui.settings.person_form import PersonForm
from ui.widgets.buttons import Button
from ui.widgets.rows_model import Column
from ui.work.handing_over import ask_hand_over, offer_hand_over


class StaffPart(EntryPart[Person]):
    """The list, and the form of one person in its place."""

    code = "staff"
    title = "Staff list"
    act = "staff"

    table_name = title
    noun = ("person", "people")
    empty = ("Nobody is on the staff list", "Add the people who work here.")
    unsaved = (
        "The staff list has a person who is not saved",
        "Save the person, or go back to the list, then close the tab.",
    )

    def make_form(self) -> PersonForm:
        """The form of one person."""
        return PersonForm(self.context, self.finish, self.leave)

    def refresh(self) -> None:
        """Show the list as it is."""
        office = self.context.office
        words = self.show_whether_read_only()
        people = sorted(
            office.staff.values(),
            key=lambda p: (not p.works_on(office.clock.today()), p.full_name.casefold()),
        )
        self.model.set_rows(people)
        if words and self.entry is not None:
            self.leave()

    def why_not_finish(self) -> str:
        """Only while a person's form is open."""
        return self.why_read_only() or ("" if self.entry else "Add or change a person first.")

    def add_person(self) -> None:
        """Open the form for somebody new."""
        if not self.why_read_only():
            self.open_form(new_person(self.context.office.ids, ""), is_new=True)

    def hand_over(self) -> None:
        """Give everything open of the person who is current in the list to somebody else."""
        at = self.table.view.currentIndex()
        if at.isValid() and not self.why_read_only():
            ask_hand_over(self.context, self.model.row(at), self)

    def finish(self) -> None:
        """Save the person."""
        if self.entry is None or self.is_busy:
            return
        if self.has_problems():
            return
        person, office = replace(self.entry, **self.form.values()), self.context.office
        self.write(lambda: save_person(office, person), lambda done: self._on_person_saved(done, person))

    def buttons(self) -> list[Button]:
        """Add, change, hand over."""
        return [
            Button("Add a person", self.add_person, kind="primary", icon="plus"),
            Button("Change this person (Enter)", self.change),
            Button("Hand over all cases", self.hand_over),
        ]

    def columns(self) -> list[Column[Person]]:
        """Who, as what, and when."""
        return [
            Column("name", "Name", lambda p: p.full_name, width=22),
            Column("job", "Job", lambda p: p.job, width=20),
            Column("role", "Role", self._role, width=18, may_filter=True),
            Column("team", "Team", lambda p: p.team, width=16, may_filter=True),
            Column("email", "Email", lambda p: p.email, width=24),
            Column("phone", "Phone", lambda p: p.phone, width=15),
            Column("works", "Works here", _works, width=20),
            Column(
                "away", "Away", lambda p: away_words(p, self.context.office.staff_name(p.deputy_id)), width=24
            ),
            Column("accounts", "Sign-in names", lambda p: ", ".join(p.accounts), width=16),
        ]

    def _role(self, person: Person) -> str:
        role = self.context.office.roles.get(person.role)
        return role.label if role else person.role

    def spoken(self, person: Person) -> str:
        """Name, job, role, team and days."""
        parts = (person.full_name, person.job, self._role(person), person.team, _works(person))
        return ", ".join(part for part in parts if part)

    def _on_person_saved(self, changed: Changed, person: Person) -> None:
        self.on_saved(changed, person.id)
        if changed.group_id and person.to_on is not None:
            offer_hand_over(self.context, person, self)


def _works(person: Person) -> str:
    return serving_words(person.from_on, person.to_on)


def away_words(person: Person, deputy: str) -> str:
    """When somebody is away and who stands in: "15 October 2025 to 31 October 2025, deputy Ali Demir"; "" for never."""
    if person.away_from is None:
        return ""
    first = long_date(person.away_from).split(" ", 1)[1]
    last = long_date(person.away_to).split(" ", 1)[1] if person.away_to else ""
    days = f"{first} to {last}" if last else f"From {first}"
    return f"{days}, deputy {deputy}" if deputy else days
