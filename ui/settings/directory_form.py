"""One entry of the directory of MPs and councillors."""

from __future__ import annotations

from caseworker.domain.directory import Representative
from caseworker.errors import Problem
from ui.settings.entry_form import EntryForm
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.text_area import AddressField
from ui.widgets.text_field import EmailField, PersonField, PhoneField, PostcodeField, TextField

_NAMES = (
    "full_name office area political_party email phone address_lines postcode assistant from_on to_on".split()
)


class DirectoryForm(EntryForm):
    """The fields of one entry."""

    noun = "entry"
    new_title = "Add an entry"
    days = {"from_on": "First day in office", "to_on": "Last day in office"}

    def show_entry(self, entry: Representative, *, is_new: bool) -> None:
        """Fill the fields."""
        values = {name: getattr(entry, name) for name in _NAMES}
        self.show_values(values, entry.full_name, is_new=is_new)

    def own_problems(self) -> list[Problem]:
        """Nobody is in the directory without an office."""
        return [Problem("office", "Choose the office")] if self.form["office"].is_empty() else []

    def add_fields(self) -> None:
        """Name, office, contact and days."""
        office, today = self.context.office, self.context.today
        offices = [(e.code, e.label) for e in office.vocabulary.offered("elected_offices")]
        calendar = office.calendar
        self.add_row(
            self.block("full_name", "Name", PersonField()),
            self.block("office", "Office", ChoiceField(offices)),
        )
        self.add_row(
            self.block("area", "Ward or constituency", TextField(limit=120)),
            self.block("political_party", "Political party", TextField(limit=120)),
        )
        self.add_row(self.block("email", "Email", EmailField()), self.block("phone", "Phone", PhoneField()))
        self.add_row(
            self.block("address_lines", "Address", AddressField()),
            self.block("postcode", "Postcode", PostcodeField()),
        )
        self.add("assistant", "Assistant or caseworker", TextField(limit=300))
        self.add_row(
            self.block("from_on", "First day in office", DateField(today, calendar=calendar)),
            self.block("to_on", "Last day in office", DateField(today, calendar=calendar)),
        )
