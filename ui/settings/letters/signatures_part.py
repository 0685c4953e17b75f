"""Signatures: who has a picture of theirs kept; a letter carries it once it is approved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from caseworker.actions.signatures import (
    SignatureRow,
    set_signature,
    signature_picture,
    signature_rows,
    why_not,
)
from caseworker.domain.changed import Changed
from caseworker.errors import RuleError
from ui.context import Context
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.settings.letters.signature_field import SignatureField
from ui.settings.table_part import TablePart
from ui.widgets.buttons import Button
from ui.widgets.rows_model import Column

_HELP = "A PNG or JPEG picture of at most 2 MB: dark ink on white paper. Empty paper around it is cut off."
_CHOOSE = "Choose a person in the table first."


class SignaturesPart(TablePart[SignatureRow]):
    """The staff, and the form of one signature."""

    code = "signatures"
    title = "Signatures"
    act = "letter"
    noun = ("person", "people")
    _has_shown = False
    about_words = (
        "A letter carries the signature of the person who signs it from the moment it is approved. You can change your "
        "own; whoever may change the office's settings can change anybody's."
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self.files: FileDialogs = SYSTEM_DIALOGS
        super().__init__(context, parent)
        self.table.set_empty("Nobody is on the staff list", "Add the people who work here under Staff list.")

    def columns(self) -> list[Column[SignatureRow]]:
        """Who, and whether there is a picture."""
        return [
            Column("name", "Name", lambda r: r.person.full_name, width=28),
            Column("job", "Job", lambda r: r.person.job, width=30),
            Column(
                "picture",
                "Signature",
                lambda r: "Kept" if r.has_picture else "None",
                width=12,
                may_filter=True,
            ),
            Column(
                "change",
                "You can change it",
                lambda r: "Yes" if r.may_change else "No",
                width=18,
                may_filter=True,
            ),
            Column(
                "works",
                "Works here",
                lambda r: "Yes" if r.works_here else "No more",
                width=14,
                may_filter=True,
            ),
        ]

    def key(self, row: SignatureRow) -> str:
        """The person."""
        return row.person.id

    def read(self) -> Sequence[SignatureRow]:
        """All of them."""
        return signature_rows(self.context.office)

    def buttons(self) -> list[Button]:
        """Change, and remove."""
        return [
            Button("Change signature (Enter)", self.open_row, kind="primary"),
            Button("Remove signature", self.remove),
        ]

    def shown(self, rows: Sequence[SignatureRow]) -> None:
        """The person at the keyboard is current at first."""
        if not self._has_shown and rows:
            self._has_shown = True
            self.table.go_to(self.context.office.person.id)

    def open_row(self) -> None:
        """Show the signature of the person who is current, and let another picture be chosen."""
        row = self.current()
        if row is None:
            self.context.messages.status(_CHOOSE)
            return
        words = why_not(self.context.office, row.person.id)
        if words:
            self.context.messages.status(words)
            return
        office, staff_id = self.context.office, row.person.id
        self.context.tasks.run_read(
            lambda: signature_picture(office, staff_id),
            lambda picture: self._open(row, picture),
            self.context.messages.failure,
            receiver=self,
        )

    def remove(self) -> None:
        """Take the signature of the person who is current away. Undo brings it back."""
        row, office = self.current(), self.context.office
        if row is None or not row.has_picture:
            self.context.messages.status("There is no signature to remove." if row else _CHOOSE)
            return
        words = why_not(office, row.person.id)
        if words:
            self.context.messages.status(words)
        else:
            self.run(lambda: set_signature(office, row.person.id, None))

    def _open(self, row: SignatureRow, picture: bytes | None) -> None:
        if self.begin(f"Signature of {row.person.full_name}", save_words="Save signature"):
            field = SignatureField(self.context, row.person.id, self.files)
            field.refused.connect(lambda error: self.show_problems(error.problems))
            field.taken.connect(lambda: self.show_problems(()))
            self.form.add("signature", "Signature", field, picture, help_words=_HELP)
            self.open_form(partial(self._act, row.person.id, picture))

    def _act(self, staff_id: str, before: bytes | None, values: dict[str, Any]) -> Callable[[], Changed]:
        picture: bytes | None = values["signature"]
        if picture is None and before is None:
            raise RuleError("Choose a picture of the signature", field="signature")
        return lambda: set_signature(self.context.office, staff_id, picture)
