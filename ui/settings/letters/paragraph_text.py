"""The text of a standard paragraph, with how it reads in a letter below it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.letter_tries import letter_places
from caseworker.actions.paragraph_rows import paragraph_as_read
from caseworker.errors import RuleError
from ui.context import Context
from ui.letters.previewing import Previewing
from ui.settings.letters.places_dialog import PlacesDialog
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.text_area import TextArea
from ui.widgets.words import Words

_PAUSE_MS = 200


class ParagraphText(Field):
    """Plain words with the signs of a letter's body; what they make stands below, with example facts."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.area = TextArea(6, most=14)
        self.place_button = Button("Put in a place", self.ask_place, icon="plus")
        self.how = Words("How it reads in a letter", "caption", bold=True)
        self.read = Words("", "reading")
        self.problem = Words("", tone="error", bold=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.area)
        column.addWidget(self.place_button, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.how, self.read, self.problem):
            column.addWidget(part)
        self.problem.hide()
        self.previewing = Previewing(context.tasks, self._job, self, pause_ms=_PAUSE_MS)
        self.previewing.made.connect(self._on_made)
        self.previewing.failed.connect(self._on_failed)
        self.area.changed.connect(self._on_typed)
        self.area.left.connect(self.left.emit)

    def editor(self) -> QWidget:
        """The box."""
        return self.area.editor()

    def value(self) -> str:
        """The words."""
        return self.area.value()

    def set_value(self, value: str | None) -> None:
        """Show a text."""
        self.area.set_value(value)
        self.previewing.now()

    def describe(self, name: str, description: str) -> None:
        """The box speaks for the field."""
        self.area.describe(name, description)

    def ask_place(self) -> None:
        """Offer what a letter may ask for."""
        dialog = PlacesDialog(letter_places(""), self)
        dialog.accepted.connect(
            lambda: self.area.box.insertPlainText(f"{{{dialog.chosen.name}}}") if dialog.chosen else None
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_typed(self) -> None:
        self.changed.emit()
        self.previewing.soon()

    def _job(self) -> Callable[[], str] | None:
        office, text = self._context.office, self.value()
        return lambda: paragraph_as_read(office, text)

    def _on_made(self, words: str) -> None:
        self.read.setText(words or "Nothing yet.")
        self.problem.hide()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, RuleError):
            self.problem.setText(str(error))
            self.problem.show()
        else:
            self._context.messages.failure(error)
