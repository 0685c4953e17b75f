"""The questions that lead to a procedure: one group at a time, those that do not matter left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from caseworker.domain.triage_answers import Answers
from caseworker.domain.triage_questions import PARTS, Question
from caseworker.domain.working_days import Calendar
from ui.cases.many_field import ManyField
from ui.cases.tab_order import tab_in_reading_order
from ui.page import Page
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.field_block import FieldBlock, Form
from ui.widgets.flow_layout import FlowRow
from ui.widgets.options_field import OptionsField
from ui.widgets.words import Words

_FEW, _SHORT = 3, 16
"""So many choices stand beside each other, when none has more letters than that."""


class TriageQuestions(QWidget):
    """Asks and says when an answer changes.

    Args:
        form: takes the fields up, so that problems, drafts and focus work as on every page.

    Signals:
        changed: an answer is different.
    """

    changed = Signal()

    def __init__(
        self,
        form: Form,
        today: Callable[[], date],
        calendar: Calendar,
        received_on: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.form, self.received_on = form, received_on
        self._today, self._calendar = today, calendar
        self._is_filling = False
        self.at = 0
        self.place = Words("", bold=True)
        self.back = Button("Questions before", lambda: self.go(self.at - 1))
        self.next = Button("Next questions", lambda: self.go(self.at + 1))
        self.pages = [self._page(part.questions) for part in PARTS]
        self._lay_out()
        self.go(0, focus=False)

    def answers(self) -> Answers:
        """What is answered so far; questions that are not asked have no answer."""
        values: dict[str, Any] = {}
        for field in fields(Answers):
            value = self.form[field.name].value()
            values[field.name] = (
                tuple(value) if field.name == "subjects" else value or _NOTHING.get(field.name, "")
            )
        return Answers(**values)

    def fill(self, answers: Answers) -> None:
        """Show answers that are known."""
        self._is_filling = True
        for field in fields(Answers):
            value = getattr(answers, field.name)
            if value:
                self.form[field.name].set_value(list(value) if field.name == "subjects" else value)
        self._is_filling = False
        self.show_asked()

    def show_asked(self) -> None:
        """Show the questions that matter now."""
        answers = self.answers()
        for part in PARTS:
            for question in part.questions:
                self.form.blocks[question.name].setVisible(question.shows(answers, self.received_on))
        self._show_buttons()

    def go(self, at: int, *, focus: bool = True) -> None:
        """Go to a group of questions; groups without any are passed over."""
        step = 1 if at >= self.at else -1
        while 0 <= at < len(PARTS) and not self._has_questions(at):
            at += step
        if not 0 <= at < len(PARTS):
            return
        self.at = at
        for number, page in enumerate(self.pages):
            page.setVisible(number == at)
        self.place.setText(f"{at + 1} of {len(PARTS)}: {PARTS[at].title}")
        self.show_asked()
        self.put_in_order()
        if focus:
            announce(self, self.place.text())
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def put_in_order(self) -> None:
        """Let Tab read the page as it stands: Qt moves the stop of radio buttons when one of them is chosen."""
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, Page | QDialog):
            parent = parent.parentWidget()
        if parent is not None:
            tab_in_reading_order(parent)

    def go_to(self, name: str) -> None:
        """Show the group that holds a question."""
        for number, part in enumerate(PARTS):
            if any(question.name == name for question in part.questions):
                self.go(number, focus=False)

    def first_focus(self) -> QWidget:
        """The first question of the group that shows."""
        asked = [self.form.blocks[question.name] for question in PARTS[self.at].questions]
        shown = [block for block in asked if not block.isHidden()]
        return (shown or asked)[0].field.editor()

    def _has_questions(self, at: int) -> bool:
        answers = self.answers()
        return any(question.shows(answers, self.received_on) for question in PARTS[at].questions)

    def _show_buttons(self) -> None:
        self.back.setVisible(self.at > 0)
        more = any(self._has_questions(number) for number in range(self.at + 1, len(PARTS)))
        had_focus = self.next.hasFocus() and not more
        self.next.setVisible(more)
        if had_focus:
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _page(self, questions: tuple[Question, ...]) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for question in questions:
            field = self._field(question)
            block = FieldBlock(question.name, question.label, field, help_words=question.help)
            column.addWidget(self.form.add(block))
            field.changed.connect(self._on_changed)
        return page

    def _field(self, question: Question) -> Field:
        if question.kind == "many":
            return ManyField(question.choices)
        if question.kind == "day":
            return DateField(self._today, calendar=self._calendar, sense="past")
        if question.kind == "choice":
            return ChoiceField(question.choices, optional=True, empty="Not known yet")
        long = max(len(words) for _code, words in question.choices) > _SHORT
        return OptionsField(question.choices, upright=long or len(question.choices) > _FEW)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.place)
        for page in self.pages:
            column.addWidget(page)
        row = FlowRow(gap=12)
        row.addWidget(self.back)
        row.addWidget(self.next)
        column.addWidget(row)

    def _on_changed(self) -> None:
        if not self._is_filling:
            self.show_asked()
            self.changed.emit()


_NOTHING: dict[str, Any] = {"grounds_on": None}
