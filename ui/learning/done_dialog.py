"""Asks when some actions were done and what proves it: one date and one piece of evidence for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from caseworker.actions.learning import TaskLine
from caseworker.domain.dates_in_words import count_of
from caseworker.errors import Problem
from ui.context import Context
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.date_field import DateField
from ui.widgets.field_block import FieldBlock, Form
from ui.widgets.text_field import TextField
from ui.widgets.words import Words, heading

_SHOWN = 4
_HELP = "Such as a letter's date, a file's name, who confirmed it. Needed for remedies."


class DoneDialog(QDialog):
    """A date and the evidence; Esc leaves everything as it was."""

    def __init__(self, context: Context, lines: Sequence[TaskLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines, self._today = lines, context.today
        what = count_of(len(lines), "action")
        self.setWindowTitle("Mark as done")
        self.form = Form()
        self.on = DateField(context.today, calendar=context.office.calendar)
        self.on.set_value(context.today())
        self.evidence = TextField(limit=1000)
        self.do_button = Button(f"Mark {what} as done", self.take, kind="primary")
        self.keep_button = Button("Cancel", self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(heading(f"Mark {what} as done"))
        for line in lines[:_SHOWN]:
            column.addWidget(Words(f"{line.reference}: {_short(line.what)}"))
        if len(lines) > _SHOWN:
            column.addWidget(Words(f"and {len(lines) - _SHOWN} more", tone="muted"))
        column.addWidget(self.form.add(FieldBlock("done_on", "Date done", self.on)))
        column.addWidget(self.form.add(FieldBlock("evidence", "Evidence", self.evidence, help_words=_HELP)))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.do_button)
        row.addStretch(1)
        row.addWidget(self.keep_button)
        column.addLayout(row)
        self.setMinimumWidth(theme().px(480))
        self.do_button.setDefault(True)
        self.evidence.editor().setFocus()

    def take(self) -> None:
        """Close, or say what is wrong."""
        problems = []
        day = self.on.value()
        if self.on.is_unreadable():
            problems.append(Problem("done_on", "Date done must be a real date, such as 27/3/2026"))
        elif day is None:
            problems.append(Problem("done_on", "Enter the date done"))
        elif day > self._today():
            problems.append(Problem("done_on", "Date done must be today or in the past"))
        if not self.evidence.value() and any(line.is_remedy and not line.evidence for line in self._lines):
            problems.append(Problem("evidence", "Enter what proves that the remedy was carried out"))
        shown = self.form.show_problems(problems)
        if shown:
            self.form.focus(str(shown[0].field))
            return
        self.accept()


def _short(words: str) -> str:
    return words if len(words) <= 70 else f"{words[:70].rsplit(' ', 1)[0]} …"
