"""One value of a person edited in its place: the control, and two buttons."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from caseworker.actions.people_register import edit_person
from caseworker.domain.contacts import contact_lines, contacts_from
from caseworker.domain.dates_in_words import listed
from caseworker.domain.fields import ENTITY_KINDS
from caseworker.errors import Problem
from ui.cases.acts.birth import birth_of, birth_values
from ui.cases.acts.form import ActForm, Work
from ui.context import Context
from ui.intake.choices import PREFERRED_CONTACT
from ui.people.person_facts import PersonFacts
from ui.widgets.birth_field import BirthField
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field import Field
from ui.widgets.flow_layout import FlowRow
from ui.widgets.options_field import OptionsField
from ui.widgets.text_area import AddressField, TextArea
from ui.widgets.text_field import PersonField, PostcodeField, TextField

_HELPS = {
    "contacts": "One on each line: a phone number or an email. The one at the top is used first.",
    "other_names": "One on each line: a name before, or in another spelling.",
    "born_on": "Such as 14/2/2013, about 12, or 2013.",
}
_MANY_LINES = ("contacts", "other_names")


class PersonEditor(ActForm):
    """Edits one value of a person.

    Args:
        name: the field of the person.
    """

    opens = "person"

    def __init__(
        self, context: Context, facts: PersonFacts, name: str, parent: QWidget | None = None
    ) -> None:
        self._value_name, self._seen = name, facts.view
        self.name = f"person:{name}"  # type: ignore[misc]
        super().__init__(context, facts, parent)  # type: ignore[arg-type]
        label = next(iter(self.form.blocks.values())).label_text
        self.draft_title = f"Change {label[:1].lower()}{label[1:]}"  # type: ignore[misc]
        self.do_button = Button("Save change (Ctrl+Enter)", self.finish, kind="primary")
        self.keep_button = Button("Keep as it was", self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 12)
        column.setSpacing(12)
        column.addWidget(self.summary)
        for block in self.form.blocks.values():
            column.addWidget(block)
        column.addWidget(self.result)
        row = FlowRow(gap=12)
        row.addWidget(self.do_button)
        row.addWidget(self.keep_button)
        column.addWidget(row)

    def build(self) -> None:
        """The control with its label, showing the value."""
        self._fields = _fields(self.context, self._seen, self._value_name)
        for name, (label, field) in self._fields.items():
            self.add(name, label, field, help_words=self._help(name))

    def _help(self, name: str) -> str:
        whose = [str(each.doc.get("full_name") or "") for each in self._seen.merged]
        if name not in _MANY_LINES or not any(whose):
            return _HELPS.get(name, "")
        was = "was" if len(whose) == 1 else "were"
        return f"{_HELPS[name]} What you take away is taken from {listed(whose)} as well, who {was} merged in here."

    def own_problems(self) -> list[Problem]:
        """Nobody is born tomorrow."""
        field = self._fields[self._value_name][1]
        birth = field.birth() if isinstance(field, BirthField) else None
        if birth is not None and birth.born_on is not None and birth.born_on > self.context.today():
            return [Problem("born_on", "Date of birth must be today or in the past")]
        return []

    def work(self) -> Work:
        """Change the value."""
        office, seen = self.context.office, self._seen
        values = _values(self._value_name, self._fields, self.context.today())
        return lambda: edit_person(office, seen, values)

    def close_draft(self) -> bool:
        """Keep what was typed, because the editor goes; False when it could not be kept."""
        return self.autosave.close()

    def _keep(self) -> None:
        self.autosave.discard(lambda _draft: None)
        self.gone_back.emit()

    # Qt's own names from here on.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves, but on a button."""
        on_button = isinstance(self.focusWidget(), QAbstractButton)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and not on_button:
            self.finish()
        else:
            super().keyPressEvent(event)


Fields = Mapping[str, tuple[str, Field]]


def _fields(context: Context, view: Any, name: str) -> Fields:
    label, field, value = ENTITY_KINDS["person"][name].label, TextField(), view.value(name)
    if name == "address":
        kept, lines, postcode = value or {}, AddressField(), PostcodeField()
        lines.set_value(kept.get("lines", ""))
        postcode.set_value(kept.get("postcode", ""))
        return {"address": ("Address", lines), "postcode": ("Postcode", postcode)}
    if name == "born_on":
        birth = BirthField(context.today)
        birth.set_birth(birth_of({"born_on": value, "age": view.value("age")}, context.today()))
        return {name: ("Date of birth or age", birth)}
    if name == "is_child":
        is_child = bool(value or view.person.doc.get("role") == "child")
        options = OptionsField([("yes", "Yes"), ("no", "No")])
        options.set_value("yes" if is_child else "no")
        return {name: (label, options)}
    if name in _MANY_LINES:
        area = TextArea(3, limit=10_000, kind="body")
        given = contact_lines(view.contacts()) if name == "contacts" else view.given_names()
        area.set_value("\n".join(given))
        return {name: (label, area)}
    made: Field = field
    if name in ("adjustments", "notes"):
        made = TextArea(3, limit=100_000)
    elif name == "full_name":
        made = PersonField()
    elif name == "preferred_contact":
        made = ChoiceField(PREFERRED_CONTACT, optional=True, empty="No preference")
    made.set_value(str(value or ""))
    return {name: (label, made)}


def _values(name: str, fields: Fields, today: date) -> dict[str, Any]:
    field = fields[name][1]
    value = field.value()
    if name == "address":
        postcode = fields["postcode"][1].value()
        return {name: {"lines": value, "postcode": postcode} if value or postcode else None}
    if isinstance(field, BirthField):
        return birth_values(field.birth(), today)
    if name == "is_child":
        return {name: value == "yes"}
    if name == "contacts":
        return {name: contacts_from(str(value).splitlines())}
    if name == "other_names":
        return {name: [line.strip() for line in str(value).splitlines() if line.strip()]}
    return {name: value}
