"""Describe a file: what kind of document it is, the day it is about, a few words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from caseworker.actions.files import describe_file
from caseworker.domain.changed import Changed
from caseworker.domain.fold import EntityState
from caseworker.errors import Problem, RuleError
from ui.context import Context
from ui.start.step_dialog import Step, StepDialog
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field_block import FieldBlock, problems_of
from ui.widgets.text_area import TextArea


class DescribeDialog(StepDialog):
    """Three fields; Esc leaves everything as it is.

    Args:
        done: given the change when it is saved.
    """

    def __init__(
        self,
        context: Context,
        case_id: str,
        file: EntityState,
        done: Callable[[Changed], object],
        parent: QWidget,
    ) -> None:
        name = str(file.doc.get("name") or "File")
        super().__init__(f"Describe {name}")
        self.setParent(parent, Qt.WindowType.Dialog)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._case_id, self._file, self._done = context, case_id, file, done
        entries = context.office.vocabulary.entries("file_kinds")
        kind = ChoiceField(tuple((entry.code, entry.label) for entry in entries))
        day = DateField(context.today, calendar=context.office.calendar, sense="past")
        words = TextArea(3, kind="body")
        kind.set_value(str(file.doc.get("kind") or "other"))
        about_on = str(file.doc.get("about_on") or "")
        if about_on:
            day.set_value(date.fromisoformat(about_on))
        words.set_value(str(file.doc.get("description") or ""))
        self.step = Step(
            name,
            blocks=(
                FieldBlock("kind", "Kind of document", kind),
                FieldBlock("about_on", "Date of the document", day),
                FieldBlock("description", "Description", words),
            ),
        )
        self.save_button = Button("Save description (Ctrl+Enter)", self.save, kind="primary")
        self.save_button.setShortcut("Ctrl+Return")
        self.cancel_button = Button("Cancel", self.reject)
        self.step.add_buttons((self.cancel_button,), self.save_button)
        self.add_step(self.step)
        self.resize(theme().px(560), theme().px(470))
        self.go(self.step)

    def save(self) -> None:
        """Save what is entered, or say what to mend."""
        form = self.step.form
        day = form["about_on"]
        assert isinstance(day, DateField)
        if day.is_unreadable():
            problem = Problem("about_on", "Date of the document must be a real date, such as 27/3/2026")
            self.step.summary.show_problems(form.show_problems([problem]))
            return
        kind, words, about_on = str(form["kind"].value()), str(form["description"].value()), day.value()
        office, case_id, file_id = self._context.office, self._case_id, self._file.id
        self._context.tasks.run_write(
            lambda: describe_file(office, case_id, file_id, kind=kind, description=words, about_on=about_on),
            self._on_saved,
            self._on_refused,
            receiver=self,
        )

    def _on_saved(self, changed: Changed) -> None:
        self.accept()
        self._done(changed)

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, RuleError):
            self.step.summary.show_problems(self.step.form.show_problems(problems_of(error)))
        else:
            self._context.messages.failure(error)
