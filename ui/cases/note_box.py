"""The note box on top of the timeline: what was said, what kind of note it is, and when to follow it up (C10)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker.actions.note import NOTE_KINDS
from caseworker.errors import Problem
from ui.cases.typed import put_back, typed_values, unreadable
from ui.theme import Follows, theme
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.date_text import WorkingDays
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.field_block import FieldBlock, Form
from ui.widgets.text_area import TextArea
from ui.widgets.words import Words


class NoteBox(Follows, QWidget):
    """A note being written.

    Signals:
        changed: something was typed or chosen.
        asked: the person pressed "Add note".
    """

    changed = Signal()
    asked = Signal()

    def __init__(
        self, today: Callable[[], date], calendar: WorkingDays | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.form = Form()
        self.summary = ErrorSummary(self.form.focus)
        self.text = TextArea(2, limit=100_000)
        self.kind = ChoiceField(list(NOTE_KINDS.items()))
        self.follow_up_on = DateField(today, calendar=calendar, sense="future")
        self.add_button = Button("Add note", self.asked.emit, icon="note")
        self.add_button.setAccessibleDescription("Ctrl+Enter does the same")
        self._lay_out()
        self.clear()
        for field in (self.text, self.kind, self.follow_up_on):
            field.changed.connect(self.changed)
        self.follow_theme()

    def values(self) -> dict[str, Any]:
        """What stands in the box, fit for a draft."""
        return typed_values(self.form)

    def put_back(self, values: Mapping[str, Any]) -> None:
        """Show what was typed before."""
        put_back(self.form, values)

    def is_blank(self) -> bool:
        """Whether nothing is written: a kind alone is no note."""
        return self.text.is_empty() and self.follow_up_on.is_empty()

    def clear(self) -> None:
        """Empty the box after the note was added."""
        self.text.set_value("")
        self.kind.set_value("note")
        self.follow_up_on.set_value(None)
        self.show_problems(())

    def own_problems(self) -> list[Problem]:
        """What can be seen to be wrong without asking the casework."""
        return unreadable(self.form)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show problems at their fields and in the summary; none takes them away."""
        self.summary.show_problems(self.form.show_problems(problems))

    def has_focus(self) -> bool:
        """Whether the person is in the box."""
        focus = self.focusWidget()
        return focus is not None and focus.hasFocus() and self.isAncestorOf(focus)

    def retheme(self) -> None:
        """The button stands level with the fields beside it."""
        self.blank.setFixedHeight(self.form.blocks["kind"].label.sizeHint().height())
        self.text.setMaximumWidth(theme().px(760))

    def _lay_out(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        blocks = (
            FieldBlock("text", "Note", self.text, needed=True, needed_words="Ctrl+Enter adds it"),
            FieldBlock("kind", "Kind of note", self.kind),
            FieldBlock("follow_up_on", "Follow-up date, if any", self.follow_up_on),
        )
        for block in blocks:
            self.form.add(block)
        self.blank = Words("", wrap=False)
        add = QVBoxLayout()
        add.setSpacing(4)
        add.addWidget(self.blank)
        add.addWidget(self.add_button)
        add.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(blocks[1], 0, top)
        row.addWidget(blocks[2], 0, top)
        row.addLayout(add)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.summary)
        column.addWidget(blocks[0])
        column.addLayout(row)
