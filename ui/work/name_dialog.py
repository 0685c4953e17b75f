"""Asks for the name of an own view."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from caseworker.errors import RuleError
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.field_block import FieldBlock, Form, problems_of
from ui.widgets.text_field import TextField
from ui.widgets.words import Words, heading


class NameDialog(QDialog):
    """One name. It stays open until the name is taken; one that is refused is shown with the reason, to be mended.

    Signals:
        given(str): the name; call `accept` when it was taken, `refuse` when it was not.

    Args:
        text: what is kept, in one sentence.
    """

    given = Signal(str)

    def __init__(
        self, title: str, do: str, *, name: str = "", text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.form = Form()
        self.field = TextField(40, limit=60)
        self.field.set_value(name)
        block = self.form.add(FieldBlock("name", "Name of the view", self.field))
        self.do_button = Button(do, self.take, kind="primary")
        self.keep_button = Button("Cancel", self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(heading(title))
        if text:
            column.addWidget(Words(text))
        column.addWidget(block)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.do_button)
        row.addStretch(1)
        row.addWidget(self.keep_button)
        column.addLayout(row)
        self.setMinimumWidth(theme().px(420))
        self.do_button.setDefault(True)
        self.field.editor().setFocus()

    def take(self) -> None:
        """Give the name."""
        self.given.emit(str(self.field.value()))

    def refuse(self, error: RuleError) -> None:
        """Show why the name was not taken, and ask again."""
        self.form.show_problems(problems_of(error))
        self.field.editor().setFocus()
