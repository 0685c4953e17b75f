"""Asking one thing more before an act on a letter: why it is corrected, when and why it came back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from caseworker.errors import Problem
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.field_block import FieldBlock, Form
from ui.widgets.flow_layout import FlowRow
from ui.widgets.words import Words, heading


class AskDialog(QDialog):
    """A few fields, the act and the way back (W5). Problems are shown in it, and what was entered stays.

    Args:
        do: words of the button that does it.
        act: called with the form; it closes the dialog itself, with `accept`, once it worked.
    """

    def __init__(
        self,
        title: str,
        text: str,
        do: str,
        blocks: Sequence[FieldBlock],
        act: Callable[[AskDialog], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.form = Form()
        self.summary = ErrorSummary(self.form.focus)
        self.do_button = Button(do, lambda: act(self), kind="primary")
        self.keep_button = Button("Cancel", self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(heading(title))
        column.addWidget(self.summary)
        column.addWidget(Words(text))
        for block in blocks:
            column.addWidget(self.form.add(block))
        row = FlowRow(gap=12)
        row.addWidget(self.do_button)
        row.addWidget(self.keep_button)
        column.addWidget(row)
        self.setMinimumWidth(theme().px(460))
        next(iter(self.form.blocks.values())).field.editor().setFocus()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong, at the fields and above."""
        self.summary.show_problems(self.form.show_problems(problems))
        self.adjustSize()
