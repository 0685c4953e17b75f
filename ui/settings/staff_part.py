"""The staff list: who works here, in which role, from when to when, and under which sign-in names."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from caseworker.actions.opening import new_person
from caseworker.actions.settings_change import save_person
from caseworker.domain.changed import Changed
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.staff import Person
from caseworker.errors import RuleError
from ui.context import Context
from ui.settings.part import SettingsPart
from ui.settings.person_form import PersonForm
from ui.undo_stack import undo_action
from ui.widgets.buttons import Button
from ui.widgets.case_table import CaseTable
from ui.widgets.field_block import problems_of
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.words import Words, heading
from ui.work.handing_over import ask_hand_over, offer_hand_over


class StaffPart(SettingsPart):
    """The list, and the form of one person in its place."""

    code = "staff"
    title = "Staff list"
    act = "staff"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.is_busy = False
        self.person: Person | None = None
        self.area.hide()
        self.stack = QStackedWidget()
        self.stack.setMinimumHeight(1)
        self.layout().addWidget(self.stack)  # type: ignore[union-attr]
        self.list_page = QWidget()
        self._lay_out_list()
        self.form = PersonForm(context, self.finish, self.leave)
        self.stack.addWidget(self.list_page)
        self.stack.addWidget(self.form)
        self.refresh()

    def refresh(self) -> None:
        """Show the list as it is."""
        office = self.context.office
        words = self.why_read_only()
        self.why.setText(words)
        self.why.setVisible(bool(words))
        for button in (self.add_button, self.change_button, self.hand_button):
            button.setVisible(not words)
        people = sorted(
            office.staff.values(),
            key=lambda p: (not p.works_on(office.clock.today()), p.full_name.casefold()),
        )
        self.model.set_rows(people)
        if words and self.person is not None:
            self.leave()

    def first_focus(self) -> QWidget:
        """The list."""
        return self.table.view

    def why_not_finish(self) -> str:
        """Only while a person's form is open."""
        return self.why_read_only() or ("" if self.person else "Add or change a person first.")

    def add_person(self) -> None:
        """Open the form for somebody new."""
        if not self.why_read_only():
            self._open(new_person(self.context.office.ids, ""), is_new=True)

    def change_person(self, index: QModelIndex | None = None) -> None:
        """Open the form of the person who is current in the list."""
        at = index or self.table.view.currentIndex()
        if at.isValid() and not self.why_read_only():
            self._open(self.model.row(at), is_new=False)
        elif at.isValid():
            self.context.messages.status(self.why_read_only())

    def hand_over(self) -> None:
        """Give everything open of the person who is current in the list to somebody else."""
        at = self.table.view.currentIndex()
        if at.isValid() and not self.why_read_only():
            ask_hand_over(self.context, self.model.row(at), self)

    def leave(self) -> None:
        """Back to the list; what was typed for somebody who is not saved stays in the form until it is opened anew."""
        self.person = None
        self.troubled.emit(False)
        self.stack.setCurrentWidget(self.list_page)
        self.table.view.setFocus()
        self.context.registry.refresh()

    def finish(self) -> None:
        """Save the person."""
        if self.person is None or self.is_busy:
            return
        problems = self.form.problems()
        if problems:
            self.form.show_problems(problems)
            self.troubled.emit(True)
            return
        person, office = replace(self.person, **self.form.values()), self.context.office
        self.is_busy = True
        self.context.tasks.run_write(
            lambda: save_person(office, person), lambda done: self._on_saved(done, person), self._on_failed,
            receiver=self,
        )  # fmt: skip

    def may_close(self) -> bool:
        """A person half typed is not thrown away without a word."""
        if self.person is not None and self.form.is_changed():
            self.context.messages.warning(
                "The staff list has a person who is not saved",
                "Save the person, or go back to the list, then close the tab.",
            )
            return False
        return True

    def _lay_out_list(self) -> None:
        self.why = Words("", bold=True)
        self.add_button = Button("Add a person", self.add_person, kind="primary", icon="plus")
        self.change_button = Button("Change this person (Enter)", self.change_person)
        self.hand_button = Button("Hand over all cases", self.hand_over)
        self.table = CaseTable("Staff list", ("person", "people"))
        self.model: RowsModel[Person] = RowsModel(
            self._columns(), speak=self._spoken, key=lambda person: person.id, parent=self
        )
        self.table.set_model(self.model)
        self.table.set_empty("Nobody is on the staff list", "Add the people who work here.")
        self.table.opened.connect(self.change_person)
        row = FlowLayout(gap=8)
        row.addWidget(self.add_button)
        row.addWidget(self.change_button)
        row.addWidget(self.hand_button)
        column = QVBoxLayout(self.list_page)
        column.setContentsMargins(16, 4, 16, 16)
        column.setSpacing(12)
        for part in (heading(self.title), self.why):
            column.addWidget(part)
        column.addLayout(row)
        column.addWidget(self.table, 1)

    def _columns(self) -> list[Column[Person]]:
        return [
            Column("name", "Name", lambda p: p.full_name, width=22),
            Column("job", "Job", lambda p: p.job, width=20),
            Column("role", "Role", self._role, width=18, may_filter=True),
            Column("team", "Team", lambda p: p.team, width=16, may_filter=True),
            Column("email", "Email", lambda p: p.email, width=24),
            Column("phone", "Phone", lambda p: p.phone, width=15),
            Column("works", "Works here", self._works, width=20),
            Column(
                "away", "Away", lambda p: away_words(p, self.context.office.staff_name(p.deputy_id)), width=24
            ),
            Column("accounts", "Sign-in names", lambda p: ", ".join(p.accounts), width=16),
        ]

    def _role(self, person: Person) -> str:
        role = self.context.office.roles.get(person.role)
        return role.label if role else person.role

    def _works(self, person: Person) -> str:
        return works_words(person)

    def _spoken(self, person: Person) -> str:
        parts = (person.full_name, person.job, self._role(person), person.team, self._works(person))
        return ", ".join(part for part in parts if part)

    def _open(self, person: Person, *, is_new: bool) -> None:
        self.person = person
        self.form.show_person(person, is_new=is_new)
        self.stack.setCurrentWidget(self.form)
        self.form.first_focus().setFocus()
        self.context.registry.refresh()

    def _on_saved(self, changed: Changed, person: Person) -> None:
        self.is_busy = False
        self.leave()
        self.refresh()
        self.table.go_to(person.id)
        self.context.changed(changed)
        undo = undo_action(self.context, changed)
        self.context.messages.success("Saved", changed.message, *([undo] if changed.group_id else []))
        if changed.group_id and person.to_on is not None:
            offer_hand_over(self.context, person, self)

    def _on_failed(self, error: Exception) -> None:
        self.is_busy = False
        if isinstance(error, RuleError):
            self.form.show_problems(problems_of(error))
            self.troubled.emit(True)
        else:
            self.context.messages.failure(error)


def works_words(person: Person) -> str:
    """From when to when somebody works here: "From 1 April 2024", "Until 31 March 2026", "Now"."""
    first = long_date(person.from_on).split(" ", 1)[1] if person.from_on else ""
    last = long_date(person.to_on).split(" ", 1)[1] if person.to_on else ""
    if first and last:
        return f"{first} to {last}"
    if first:
        return f"From {first}"
    return f"Until {last}" if last else "Now"


def away_words(person: Person, deputy: str) -> str:
    """When somebody is away and who stands in: "15 October 2025 to 31 October 2025, deputy Ali Demir"; "" for never."""
    if person.away_from is None:
        return ""
    first = long_date(person.away_from).split(" ", 1)[1]
    last = long_date(person.away_to).split(" ", 1)[1] if person.away_to else ""
    days = f"{first} to {last}" if last else f"From {first}"
    return f"{days}, deputy {deputy}" if deputy else days
