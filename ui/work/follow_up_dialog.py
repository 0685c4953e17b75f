"""Asks for the follow-up date of some cases (Ctrl+Shift+G in a list)."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from caseworker.errors import Problem
from ui.context import Context
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.date_field import DateField
from ui.widgets.field_block import FieldBlock, Form
from ui.widgets.words import heading

_HELP = "Such as +3 for three working days. Empty it to have no follow-up."


class FollowUpDialog(QDialog):
    """One date; Enter sets it, Esc leaves everything as it was. `chosen` has the date after `accepted`.

    Args:
        what: the cases in words: "CYP-2026-0412", "3 cases".
    """

    def __init__(self, context: Context, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen: date | None = None
        self._today = context.today
        self.setWindowTitle("Set follow-up date")
        self.form = Form()
        self.on = DateField(context.today, calendar=context.office.calendar, sense="future")
        block = self.form.add(
            FieldBlock("follow_up_on", f"Follow-up date of {what}", self.on, help_words=_HELP)
        )
        self.do_button = Button("Set follow-up date", self.take, kind="primary")
        self.keep_button = Button("Cancel", self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(heading("Set follow-up date"))
        column.addWidget(block)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.do_button)
        row.addStretch(1)
        row.addWidget(self.keep_button)
        column.addLayout(row)
        self.setMinimumWidth(theme().px(420))
        self.do_button.setDefault(True)
        self.on.editor().setFocus()

    def take(self) -> None:
        """Close with the date, or say what is wrong with it."""
        problems = []
        day = self.on.value()
        if self.on.is_unreadable():
            problems = [Problem("follow_up_on", "Follow-up date must be a real date, such as 27/3/2026")]
        elif day is not None and day < self._today():
            problems = [Problem("follow_up_on", "Follow-up date must be today or later")]
        self.form.show_problems(problems)
        if problems:
            self.on.editor().setFocus()
            return
        self.chosen = day
        self.accept()
