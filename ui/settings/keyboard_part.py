"""Who is at the keyboard: the name under which everything done here is recorded."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from caseworker.actions.at_keyboard import account_name, become
from caseworker.domain.changed import Changed
from caseworker.domain.staff import Person
from ui.context import Context
from ui.settings.part import SettingsPart
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field_block import FieldBlock
from ui.widgets.words import Words


class KeyboardPart(SettingsPart):
    """Choose from the staff list."""

    code = "keyboard"
    title = "Who is at the keyboard"
    purpose = "Everything you do is recorded under this name, and your role decides what you may do."

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.now = Words("", "reading", bold=True)
        self.account = Words(f"You are signed in to this computer as {account_name()}.", tone="muted")
        self.who = ChoiceField(empty="Choose who you are")
        self.block = FieldBlock("who", "I am", self.who)
        self.take = Button("Work under this name (Ctrl+Enter)", self.finish, kind="primary")
        for part in (self.now, self.account, self.block):
            self.column.addWidget(part)
        self.column.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Show who it is, and who else works here today."""
        office = self.context.office
        person, today = office.person, office.clock.today()
        self.now.setText(f"Now: {_words(self, person)}" if person.id else "Now: nobody")
        here = [p for p in office.staff.values() if p.works_on(today)]
        here.sort(key=lambda p: p.full_name.casefold())
        self.who.set_choices([(p.id, _words(self, p)) for p in here])
        if person.id and not self.who.value():
            self.who.set_value(person.id)

    def first_focus(self) -> QWidget:
        """The list of names."""
        return self.who.editor()

    def why_not_finish(self) -> str:
        """Nothing but a choice is needed."""
        return ""

    def finish(self) -> None:
        """Work under the name chosen."""
        office = self.context.office
        chosen = office.staff.get(self.who.value())
        if chosen is None:
            self.block.set_problem("Choose who you are")
            self.block.focus()
            return
        self.block.set_problem("")
        if chosen.id == office.person.id:
            self.context.messages.status(f"You are working as {chosen.full_name} already.")
            return
        self.context.tasks.run_write(
            lambda: become(office, chosen),
            lambda _none: self._on_become(chosen),
            self.context.messages.failure,
            receiver=self,
        )

    def _on_become(self, person: Person) -> None:
        self.refresh()
        self.context.tell_pages(Changed(f"You are working as {person.full_name} now."))
        self.context.registry.refresh()
        self.context.messages.success("Changed", f"You are working as {_words(self, person)} now.")


def _words(part: KeyboardPart, person: Person) -> str:
    role = part.context.office.roles.get(person.role)
    return f"{person.full_name} ({role.label if role else person.role})"
