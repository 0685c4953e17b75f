"""The letter page."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions import letters, look_up
from ui.context import Context
from ui.page import Page
from ui.widgets.words import Words, heading


class LetterPage(Page):
    """One letter of a case."""

    kind = "letter"
    commands = ("page.finish", "page.print")

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        case_id, _, which = key.partition("/")
        self.words = Words("Loading the letter", "reading")
        layout = QVBoxLayout(self)
        layout.addWidget(heading("Letter", "page"))
        layout.addWidget(self.words)
        layout.addStretch(1)
        context.tasks.run_read(
            lambda: letters.preview_letter(context.office, look_up.open_case(context.office, case_id), which),
            lambda preview: self.words.setText(preview.text),
            lambda error: self.words.setText(str(error)),
            receiver=self,
        )

    def title(self) -> str:
        """What it is."""
        return "Letter"
