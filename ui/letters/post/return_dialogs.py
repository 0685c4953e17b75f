"""Asks about a letter that came back: when and why; later, what was done about it."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from caseworker.actions.letter_post import Dispatched
from caseworker.errors import Problem
from ui.context import Context
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.field_block import FieldBlock, Form
from ui.widgets.text_area import TextArea
from ui.widgets.text_field import TextField
from ui.widgets.words import Words, heading


class _LetterDialog(QDialog):
    """A heading, the letter, some fields, a button that does it."""

    def __init__(self, title: str, line: Dispatched, do: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.line = line
        self.setWindowTitle(title)
        self.form = Form()
        self.do_button = Button(do, self.take, kind="primary")
        self.keep_button = Button("Cancel", self.reject)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 20, 24, 20)
        self._column.setSpacing(12)
        self._column.addWidget(heading(title))
        self._column.addWidget(Words(f"{line.title}, {line.reference}\n{line.recipient}"))

    def add(self, name: str, label: str, field: Field, help_words: str = "") -> None:
        """Put a field below the others."""
        self._column.addWidget(self.form.add(FieldBlock(name, label, field, help_words=help_words)))

    def finish(self, first: Field) -> None:
        """Put the buttons below the fields."""
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.do_button)
        row.addStretch(1)
        row.addWidget(self.keep_button)
        self._column.addLayout(row)
        self.setMinimumWidth(theme().px(480))
        self.do_button.setDefault(True)
        first.editor().setFocus()

    def problems(self) -> list[Problem]:
        """What is wrong with the entries."""
        return []

    def take(self) -> None:
        """Close, or say what is wrong."""
        shown = self.form.show_problems(self.problems())
        if shown:
            self.form.focus(str(shown[0].field))
            return
        self.accept()


class CameBackDialog(_LetterDialog):
    """When it came back, and why."""

    def __init__(self, context: Context, line: Dispatched, parent: QWidget | None = None) -> None:
        super().__init__("Record that a letter came back", line, "Record that it came back", parent)
        self._today = context.today
        reasons = [(e.code, e.label) for e in context.office.vocabulary.offered("return_reasons")]
        self.on = DateField(context.today, calendar=context.office.calendar)
        self.on.set_value(context.today())
        self.why = ChoiceField(reasons)
        self.note = TextField(limit=300)
        self.add(
            "why", "Why it came back", self.why, "As marked on the envelope, or as the mail program says."
        )
        self.add("returned_on", "Date it came back", self.on)
        self.add("note", "Anything else", self.note)
        self.finish(self.why)

    def problems(self) -> list[Problem]:
        """The day and the reason are needed."""
        found, day = [], self.on.value()
        if not self.why.value():
            found.append(Problem("why", "Choose why it came back"))
        if self.on.is_unreadable() or day is None:
            found.append(Problem("returned_on", "Enter the date it came back, such as 27/3/2026"))
        elif day > self._today():
            found.append(Problem("returned_on", "Date it came back must be today or in the past"))
        elif day < self.line.sent_on:
            found.append(Problem("returned_on", "Date it came back must be on or after the day it was sent"))
        return found

    def day(self) -> date:
        """The day it came back."""
        day = self.on.value()
        return day if day is not None else self._today()


class DealtWithDialog(_LetterDialog):
    """What was done about a letter that came back."""

    def __init__(self, line: Dispatched, parent: QWidget | None = None) -> None:
        super().__init__("Deal with a letter that came back", line, "Mark as dealt with", parent)
        self.what = TextArea(lines=3, limit=1000)
        help_words = "Such as a new address found, a call made, a corrected letter sent."
        self.add("what", "What was done about it", self.what, help_words)
        self.finish(self.what)

    def problems(self) -> list[Problem]:
        """It must be said."""
        return [] if self.what.value() else [Problem("what", "Enter what was done about it")]
