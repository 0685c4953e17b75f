"""The full name of the person contacting us, with "Anonymous" one key away."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import Button
from ui.widgets.text_field import PersonField

ANONYMOUS = "Anonymous"


class NameField(PersonField):
    """A full name; the button beside it enters "Anonymous"."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.button = Button(ANONYMOUS, self.make_anonymous)
        self.button.setAccessibleName("Enter Anonymous as the full name")
        row = self.layout()
        assert row is not None
        row.addWidget(self.button)

    def make_anonymous(self) -> None:
        """Enter "Anonymous"."""
        self.line.setText(ANONYMOUS)
        self.left.emit()
