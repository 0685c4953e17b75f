"""SignatureField: the picture of a signature, as the end of a letter will show it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker.actions.signatures import read_signature, signed_example
from caseworker.errors import ProblemsError
from ui.context import Context
from ui.file_dialogs import FileDialogs
from ui.pdf_pages import render_page
from ui.settings.letterhead_part import HeadPicture
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.shown import set_shown
from ui.widgets.words import Words

_DOTS = 160
_FROM, _TO, _WIDE = 0.369, 0.56, 0.72  # of the page: greeting, signature, name and job


class SignatureField(Field):
    """The bytes of the picture; None for none.

    Signals:
        refused(ProblemsError): the file chosen cannot be a signature.
        taken: another picture was chosen, or taken away.
    """

    refused = Signal(object)
    taken = Signal()

    def __init__(
        self, context: Context, staff_id: str, files: FileDialogs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._staff_id, self._files = context, staff_id, files
        self._value: bytes | None = None
        self._asked = 0
        self.choose = Button("Choose a picture", self.ask)
        self.remove = Button(
            "Leave it out", lambda: self._take(None, "No signature: letters leave room to sign")
        )
        self.state = Words("")
        self.picture = HeadPicture()
        self.picture.setAccessibleName("The end of a letter, as a picture")
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.choose, self.remove):
            row.addWidget(button)
        row.addWidget(self.state, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(self.picture)

    def editor(self) -> QWidget:
        """The first button."""
        return self.choose

    def editors(self) -> tuple[QWidget, ...]:
        """Both buttons."""
        return (self.choose, self.remove)

    def value(self) -> bytes | None:
        """The picture."""
        return self._value

    def set_value(self, value: Any) -> None:
        """Show what is kept, or none."""
        self._value = value or None
        self._show("A signature is kept" if value else "No signature is kept")

    def describe(self, name: str, description: str) -> None:
        """The buttons speak for themselves; what is there belongs to the first."""
        self.choose.setAccessibleName("Choose a picture of the signature")
        self.choose.setAccessibleDescription(f"{self.state.text()}. {description}")

    def ask(self) -> None:
        """Ask for a file and read it."""
        path = self._files.open_file(
            self, "Choose a picture of the signature", "Pictures (*.png *.jpg *.jpeg)"
        )
        if path is not None:
            self._context.tasks.run_read(
                lambda: read_signature(path),
                lambda picture: self._on_read(picture, path),
                self._on_refused,
                receiver=self,
            )

    def _on_read(self, picture: bytes, path: Path) -> None:
        self._take(picture, f"{path.name}, not saved yet")

    def _take(self, picture: bytes | None, words: str) -> None:
        self._value = picture
        self._show(words)
        self.changed.emit()
        self.taken.emit()

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, ProblemsError):
            self.refused.emit(error)
        else:
            self._context.messages.failure(error)

    def _show(self, words: str) -> None:
        self.state.setText(words)
        set_shown(self.remove, self._value is not None)
        set_shown(self.picture, self._value is not None)
        self._asked += 1
        asked, picture, office, staff_id = self._asked, self._value, self._context.office, self._staff_id
        if picture is None:
            return
        self._context.tasks.run_read(
            lambda: end_image(signed_example(office, staff_id, picture)),
            lambda image: self.picture.show_image(image) if asked == self._asked else None,
            self._context.messages.failure,
            receiver=self,
        )


def end_image(pdf: bytes) -> QImage:
    """The part of the page where the letter ends."""
    page = render_page(pdf, 0, _DOTS).image
    top, bottom = round(page.height() * _FROM), round(page.height() * _TO)
    return page.copy(0, top, round(page.width() * _WIDE), bottom - top)
