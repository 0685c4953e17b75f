"""Who the letter goes to: a person of the case or somebody else, with name, address and greeting for this letter."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.letter_recipients import OTHER, Recipient
from ui.letters.opened import OpenedLetter
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field_block import FieldBlock, Form
from ui.widgets.link_button import LinkButton
from ui.widgets.text_area import AddressField, as_shown
from ui.widgets.text_field import PersonField, TextField
from ui.widgets.words import Words

NAMES = ("recipient_name", "address", "salutation")
_NOTHING: Mapping[str, str] = {}


class WhoPart(QWidget):
    """Choosing somebody fills name, address and greeting; what is changed there holds for this letter alone.

    Signals:
        changed(str): the name of the field that was changed.
    """

    changed = Signal(str)

    def __init__(self, form: Form, open_case: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self._filled: dict[str, str] = {}
        self._facts: Mapping[str, str] = {}
        self._recipients: tuple[Recipient, ...] = ()
        self._is_filling = False
        self.recipient = ChoiceField()
        self.notes = Words("", tone="muted")
        self.use_email = LinkButton("", self._take_email)
        self.to_case = LinkButton("Change these details on the case", open_case)
        self._lay_out()
        self.recipient.changed.connect(self._on_recipient)

    def show_letter(self, opened: OpenedLetter, key: str, changed: Mapping[str, str]) -> None:
        """Fill the fields: from the recipient, and where the writer changed something with that."""
        self._is_filling = True
        self._recipients, self._facts = opened.recipients, opened.facts
        gone = "" if not key or any(each.key == key for each in opened.recipients) else key
        choices = [(each.key, each.label) for each in opened.recipients]
        self.recipient.set_choices(
            [*choices, (gone, "Chosen before, not on the case any more")] if gone else choices
        )
        usual = opened.recipients[0].key if opened.recipients else OTHER
        self.recipient.set_value(key or usual)
        self._fill_from_recipient(changed)
        self._is_filling = False
        self._tell()

    def key(self) -> str:
        """The recipient's key as it is kept: "" for the usual one."""
        usual = self._recipients[0].key if self._recipients else ""
        return "" if self.recipient.value() == usual else self.recipient.value()

    def changes(self) -> dict[str, str]:
        """The facts of the frame that the writer changed, by name."""
        return {name: self._value(name) for name in NAMES if self._value(name) != self._filled.get(name, "")}

    def lines(self) -> list[str]:
        """Name and address as they stand."""
        lines = [self._value("recipient_name"), *self._value("address").splitlines()]
        return [" ".join(line.split()) for line in lines]

    def by_email(self) -> str:
        """What stands in the place of the address when the letter goes by email."""
        return f"By email: {self._email()}"

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self._add(layout, "recipient", "Recipient", self.recipient)
        layout.addWidget(self.notes)
        self._add(layout, "recipient_name", "Name", PersonField())
        self._add(layout, "address", "Address", AddressField())
        layout.addWidget(self.use_email)
        self._add(layout, "salutation", "Greeting", TextField(44, limit=200))
        layout.addWidget(self.to_case)

    def _add(
        self,
        layout: QVBoxLayout,
        name: str,
        label: str,
        field: ChoiceField | PersonField | AddressField | TextField,
    ) -> None:
        layout.addWidget(self._form.add(FieldBlock(name, label, field)))
        if name != "recipient":
            field.changed.connect(lambda: self._on_changed(name))

    def _on_recipient(self) -> None:
        if self._is_filling:
            return
        self._is_filling = True
        self._fill_from_recipient()
        self._is_filling = False
        self._tell()
        self.changed.emit("recipient")

    def _on_changed(self, name: str) -> None:
        if not self._is_filling:
            self._tell()
            self.changed.emit(name)

    def _chosen(self) -> Recipient | None:
        return next((each for each in self._recipients if each.key == self.recipient.value()), None)

    def _fill_from_recipient(self, changed: Mapping[str, str] = _NOTHING) -> None:
        """Each field once, so that the cursor of one that is being written in stays."""
        chosen = self._chosen()
        if chosen is None:
            values = {name: self._facts.get(name, "") for name in NAMES}
        else:
            values = {
                "recipient_name": chosen.name,
                "address": "\n".join(chosen.lines),
                "salutation": chosen.salutation,
            }
        for name in NAMES:
            self._form[name].set_value(changed.get(name, values[name].strip()))
            self._filled[name] = as_shown(values[name]) if name in changed else self._value(name)

    def _tell(self) -> None:
        """What has to be kept in mind about this person; and the way by email where no address is known."""
        chosen = self._chosen()
        told = []
        if chosen and chosen.preferred_contact:
            told.append(f"Prefers: {chosen.preferred_contact}.")
        if chosen and chosen.adjustments:
            told.append(f"Adjustments: {chosen.adjustments}.")
        if chosen and chosen.plan:
            told.append(f"Contact plan: {chosen.plan}.")
        self.notes.setText(" ".join(words.replace("..", ".") for words in told))
        self.notes.setVisible(bool(told))
        words = f"No address? Use “{self.by_email()}”"
        self.use_email.setText(words)
        self.use_email.setAccessibleName(words)
        self.use_email.setVisible(bool(self._email()) and not self._value("address"))

    def _email(self) -> str:
        chosen = self._chosen()
        return chosen.email if chosen else ""

    def _take_email(self) -> None:
        self._form["address"].set_value(self.by_email())
        self._form.focus("address")

    def _value(self, name: str) -> str:
        return str(self._form[name].value() or "")
