"""One person of the staff list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.domain.staff import Person
from caseworker.errors import Problem
from ui.context import Context
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.field import Field
from ui.widgets.field_block import FieldBlock, Form
from ui.widgets.field_row import FieldRow
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.text_field import EmailField, PersonField, PhoneField, TextField
from ui.widgets.words import heading

_DEPUTY_HELP = (
    "Sees the cases in My open and may act on them. The owner stays until the cases are handed over."
)
_DAYS = {"from_on": "First day", "to_on": "Last day", "away_from": "Away from", "away_to": "Away to"}
_ACCOUNTS_HELP = "As this person signs in to the computer, such as akhan; more than one with commas between."


class PersonForm(QWidget):
    """The fields of one person."""

    def __init__(
        self,
        context: Context,
        save: Callable[[], object],
        leave: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.form = Form()
        self._before: dict[str, Any] = {}
        self._context = context
        self.heading = heading("Add a person")
        self.summary = ErrorSummary(self.form.focus)
        self.area = ScrollColumn(width=700)
        self.area.column.addWidget(self.heading)
        self.area.column.addWidget(self.summary)
        self._add_fields(context)
        row = FlowLayout(gap=8)
        row.addWidget(Button("Save person (Ctrl+Enter)", save, kind="primary"))
        row.addWidget(Button("Back to the list, keep nothing", leave))
        self.area.column.addLayout(row)
        self.area.column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)

    def show_person(self, person: Person, *, is_new: bool) -> None:
        """Fill the fields."""
        self.heading.setText("Add a person" if is_new else f"Change {person.full_name}")
        self._offer_deputies(person)
        self.form.fill(
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
            }
        )
        self.form.clear_problems()
        self.summary.show_problems(())
        self._before = self.values()

    def first_focus(self) -> QWidget:
        """The name."""
        return self.form["full_name"].editor()

    def values(self) -> dict[str, Any]:
        """The fields of `Person`, but its id."""
        values: dict[str, Any] = dict(self.form.values())
        accounts = str(values["accounts"]).replace(";", ",").split(",")
        values["accounts"] = tuple(name.strip() for name in accounts if name.strip())
        return values

    def is_changed(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.values() != self._before

    def problems(self) -> list[Problem]:
        """What must be mended first, field by field."""
        found = []
        if self.form["full_name"].is_empty():
            found.append(Problem("full_name", "Enter the name"))
        for name, label in _DAYS.items():
            field = self.form[name]
            if isinstance(field, DateField) and field.is_unreadable():
                found.append(Problem(name, f"{label} must be a real date, such as 27/3/2026"))
        first, last = self.form["from_on"].value(), self.form["to_on"].value()
        if first and last and last < first:
            found.append(Problem("to_on", "Last day must be the same as or after the first day"))
        away_from, away_to = self.form["away_from"].value(), self.form["away_to"].value()
        if away_to and not away_from:
            found.append(Problem("away_from", "Enter the first day of the absence"))
        if away_from and away_to and away_to < away_from:
            found.append(Problem("away_to", "Away to must be the same as or after Away from"))
        return found

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the fields and go to the list of problems."""
        self.summary.show_problems(self.form.show_problems(problems))

    def _add_fields(self, context: Context) -> None:
        office = context.office
        roles = [(role.code, role.label) for role in office.roles.values()]
        teams = [(entry.code, entry.label) for entry in office.vocabulary.entries("teams")]
        self._add("full_name", "Full name", PersonField(), needed=True)
        self._add("job", "Job", TextField(44, limit=200), help_words="Stands under the name on letters.")
        self._add(
            "role", "Role", ChoiceField(roles), help_words="Decides what this person may do.", needed=True
        )
        self._add("team", "Team", ChoiceField(teams, empty="No team", optional=True))
        self._add("email", "Email", EmailField())
        self._add("phone", "Phone", PhoneField())
        days = FieldRow()
        days.add(self._block("from_on", "First day", DateField(context.today)))
        days.add(self._block("to_on", "Last day", DateField(context.today, sense="future")))
        self.area.column.addLayout(days)
        away = FieldRow()
        away.add(self._block("away_from", "Away from", DateField(context.today, sense="future")))
        away.add(self._block("away_to", "Away to", DateField(context.today, sense="future")))
        self.area.column.addLayout(away)
        self.deputy = ChoiceField((), empty="Nobody", optional=True)
        self._add("deputy_id", "Deputy meanwhile", self.deputy, help_words=_DEPUTY_HELP)
        self._add("accounts", "Sign-in names", TextField(44, limit=300), help_words=_ACCOUNTS_HELP)

    def _offer_deputies(self, person: Person) -> None:
        office = self._context.office
        today = office.clock.today()
        others = [p for p in office.staff.values() if p.id != person.id and p.works_on(today)]
        others.sort(key=lambda p: p.full_name.casefold())
        self.deputy.set_choices([(p.id, p.full_name) for p in others])

    def _add(self, name: str, label: str, field: Field, **more: Any) -> None:
        self.area.column.addWidget(self._block(name, label, field, **more))

    def _block(self, name: str, label: str, field: Field, **more: Any) -> FieldBlock:
        return self.form.add(FieldBlock(name, label, field, **more))
