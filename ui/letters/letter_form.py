"""The parts of a new letter that the writer may change for this letter alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.errors import Problem
from ui.drafts.as_typed import put_typed, typed
from ui.letters.opened import OpenedLetter
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.field_block import FieldBlock, Form
from ui.widgets.link_button import LinkButton
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.text_area import AddressField, TextArea
from ui.widgets.text_field import PersonField, TextField
from ui.widgets.words import Words, heading

NAMES = ("recipient_name", "address", "salutation", "summary", "signatory_name", "signatory_role")


class LetterForm(QWidget):
    """Fields filled from the case.

    Args:
        open_case: goes to the case's details, where things are changed for good.
        go_elsewhere: goes to where a fact is kept that has no field here.

    Signals:
        changed: the writer changed something.
    """

    changed = Signal()

    def __init__(
        self,
        open_case: Callable[[], object],
        go_elsewhere: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._filled: dict[str, str] = {}
        self._is_filling = False
        self._email = ""
        self.last_edited = ""
        self.form = Form()
        self.summary = ErrorSummary(lambda name: self.form.focus(name) or go_elsewhere(name))
        self.use_email = LinkButton("", self._take_email)
        self.to_case = LinkButton("Change these details on the case", open_case)
        self.area = ScrollColumn(width=520)
        self._add_fields()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)

    def show_letter(self, opened: OpenedLetter) -> None:
        """Fill the fields; what the writer has changed stays as it is."""
        changed = set(self.changes())
        self._filled = {name: opened.facts.get(name, "").strip() for name in NAMES}
        self._email = opened.email
        self.form.blocks["summary"].setVisible("summary" in opened.needed)
        self._is_filling = True
        for name in NAMES:
            if name not in changed:
                self.form[name].set_value(self._filled[name])
                self._filled[name] = self._value(name)
        self._is_filling = False
        self._offer_email()

    def changes(self) -> dict[str, str]:
        """The facts that the writer changed, by name."""
        return {name: self._value(name) for name in NAMES if self._value(name) != self._filled.get(name, "")}

    def show_problems(self, problems: tuple[Problem, ...], *, take_focus: bool) -> None:
        """Mark the fields and list the problems."""
        ordered = self.form.show_problems(problems)
        self.summary.show_problems(ordered, take_focus=take_focus)

    def doc(self) -> dict[str, Any]:
        """What the draft keeps: the changed fields as typed, and the field edited last."""
        return {
            "values": {name: typed(self.form[name]) for name in self.changes()},
            "focus": self.last_edited,
        }

    def take_doc(self, doc: Mapping[str, Any]) -> None:
        """Put back what a draft kept."""
        values = doc.get("values")
        self._is_filling = True
        for name, value in (values if isinstance(values, dict) else {}).items():
            if name in self.form.blocks:
                put_typed(self.form[name], value)
        self._is_filling = False
        self.last_edited = str(doc.get("focus") or "")
        self._offer_email()

    def _add_fields(self) -> None:
        column = self.area.column
        column.addWidget(self.summary)
        column.addWidget(heading("This letter"))
        column.addWidget(
            Words("What you change here is changed in this letter alone, not on the case.", tone="muted")
        )
        self._add(column, "recipient_name", "Who the letter goes to", PersonField())
        self._add(column, "address", "Address", AddressField())
        column.addWidget(self.use_email)
        self._add(column, "salutation", "Greeting", TextField(44, limit=200))
        self._add(column, "summary", "The matter, as we understand it", TextArea(4))
        self._add(column, "signatory_name", "Who signs", PersonField())
        self._add(column, "signatory_role", "Their job", TextField(44, limit=200))
        column.addWidget(self.to_case)
        column.addStretch(1)

    def _add(self, column: QVBoxLayout, name: str, label: str, field: Any) -> None:
        column.addWidget(self.form.add(FieldBlock(name, label, field)))
        field.changed.connect(lambda: self._on_changed(name))

    def _on_changed(self, name: str) -> None:
        if not self._is_filling:
            self.last_edited = name
            self._offer_email()
            self.changed.emit()

    def _value(self, name: str) -> str:
        return str(self.form[name].value() or "")

    def _offer_email(self) -> None:
        words = f"No address? Use “{self.by_email()}”"
        self.use_email.setText(words)
        self.use_email.setAccessibleName(words)
        self.use_email.setVisible(bool(self._email) and self.form["address"].is_empty())

    def by_email(self) -> str:
        """What stands in the place of the address when the letter goes by email."""
        return f"By email: {self._email}"

    def _take_email(self) -> None:
        self.form["address"].set_value(self.by_email())
        self.form.focus("address")
