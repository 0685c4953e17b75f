"""A part of the settings that is a list of people; the form of one of them takes the list's place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from caseworker.domain.changed import Changed
from caseworker.domain.dates_in_words import long_date
from caseworker.errors import RuleError
from ui.context import Context
from ui.settings.entry_form import EntryForm
from ui.settings.part import SettingsPart
from ui.undo_stack import undo_action
from ui.widgets.buttons import Button
from ui.widgets.case_table import CaseTable
from ui.widgets.field_block import problems_of
from ui.widgets.flow_layout import FlowRow
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.words import Words, heading


class Entry(Protocol):
    """Whoever stands in the list."""

    @property
    def id(self) -> str:
        """By which it is found again."""


Row = TypeVar("Row", bound=Entry)


class EntryPart(SettingsPart, Generic[Row]):
    """One list, in `list_page`, and the form of one entry.

    Attributes:
        table_name: of the table, for a screen reader.
        noun: one and many of what is counted.
        empty: what an empty table says, and what to do then.
        about_words: what the list is for.
        unsaved: what keeps the tab open while an entry is half typed, and what to do then.
    """

    table_name = ""
    noun = ("entry", "entries")
    empty = ("", "")
    about_words = ""
    unsaved = ("", "")

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.is_busy = False
        self.entry: Row | None = None
        self.area.hide()
        self.stack = QStackedWidget()
        self.stack.setMinimumHeight(1)
        self.layout().addWidget(self.stack)  # type: ignore[union-attr]
        self.list_page = QWidget()
        self._lay_out_list()
        self.form = self.make_form()
        for page in (self.list_page, self.form, *self.more_pages()):
            self.stack.addWidget(page)
        self.refresh()

    # -- for subclasses -----------------------------------------------------------------------------------

    def buttons(self) -> list[Button]:
        """What can be done, in the order shown."""
        raise NotImplementedError

    def columns(self) -> list[Column[Row]]:
        """The columns."""
        raise NotImplementedError

    def spoken(self, entry: Row) -> str:
        """An entry for a screen reader."""
        raise NotImplementedError

    def make_form(self) -> EntryForm:
        """The form of one entry."""
        raise NotImplementedError

    def more_pages(self) -> list[QWidget]:
        """What else may take the list's place."""
        return []

    # -- the same for all ---------------------------------------------------------------------------------

    def show_whether_read_only(self) -> str:
        """Show why nothing can be changed here, and return it; the buttons stand only where something can be."""
        words = self.why_read_only()
        self.why.setText(words)
        self.why.setVisible(bool(words))
        for button in self.acts:
            button.setVisible(not words)
        return words

    def first_focus(self) -> QWidget:
        """The list."""
        return self.table.view

    def change(self, index: QModelIndex | None = None) -> None:
        """Open the form of the current entry."""
        at = index or self.table.view.currentIndex()
        if at.isValid() and not self.why_read_only():
            self.open_form(self.model.row(at), is_new=False)
        elif at.isValid():
            self.context.messages.status(self.why_read_only())

    def open_form(self, entry: Row, *, is_new: bool) -> None:
        """Show the form in the list's place."""
        self.entry = entry
        self.form.show_entry(entry, is_new=is_new)
        self.show_page(self.form)

    def show_page(self, page: QWidget) -> None:
        """Show a page in the list's place and go there."""
        self.stack.setCurrentWidget(page)
        page.first_focus().setFocus()  # type: ignore[attr-defined]
        self.context.registry.refresh()

    def leave(self) -> None:
        """Back to the list; what was typed for somebody who is not saved stays in the form until it is opened anew."""
        self.entry = None
        self.troubled.emit(False)
        self.stack.setCurrentWidget(self.list_page)
        self.table.view.setFocus()
        self.context.registry.refresh()

    def has_problems(self) -> bool:
        """Whether something in the form must be mended first; it is shown there."""
        problems = self.form.problems()
        if problems:
            self.form.show_problems(problems)
            self.troubled.emit(True)
        return bool(problems)

    def write(self, work: Callable[[], Changed], done: Callable[[Changed], None]) -> None:
        """Save, off the UI thread."""
        self.is_busy = True
        self.context.tasks.run_write(work, done, self.on_failed, receiver=self)

    def may_close(self) -> bool:
        """An entry half typed is not thrown away without a word."""
        if self.entry is not None and self.form.is_changed():
            self.context.messages.warning(*self.unsaved)
            return False
        return True

    def on_saved(self, changed: Changed, key: str) -> None:
        """Show the list with what was saved, and say so."""
        self.is_busy = False
        self.leave()
        self.refresh()
        self.table.go_to(key)
        self.context.changed(changed)
        undo = undo_action(self.context, changed)
        self.context.messages.success("Saved", changed.message, *([undo] if changed.group_id else []))

    def on_failed(self, error: Exception) -> None:
        """Say why it was not saved, at its field where a rule is against it."""
        self.is_busy = False
        if isinstance(error, RuleError):
            self.form.show_problems(problems_of(error))
            self.troubled.emit(True)
        else:
            self.context.messages.failure(error)

    def _lay_out_list(self) -> None:
        self.why = Words("", bold=True)
        self.acts = self.buttons()
        self.table = CaseTable(self.table_name, self.noun)
        self.model: RowsModel[Row] = RowsModel(
            self.columns(), speak=self.spoken, key=lambda entry: entry.id, parent=self
        )
        self.table.set_model(self.model)
        self.table.set_empty(*self.empty)
        self.table.opened.connect(self.change)
        row = FlowRow(gap=8)
        for button in self.acts:
            row.addWidget(button)
        about = [Words(self.about_words, tone="muted")] if self.about_words else []
        column = QVBoxLayout(self.list_page)
        column.setContentsMargins(16, 4, 16, 16)
        column.setSpacing(12)
        for part in (heading(self.title), *about, self.why, row):
            column.addWidget(part)
        column.addWidget(self.table, 1)


def serving_words(first_on: date | None, last_on: date | None) -> str:
    """From when to when somebody serves: "From 1 April 2024", "Until 31 March 2026", "Now"."""
    first = long_date(first_on).split(" ", 1)[1] if first_on else ""
    last = long_date(last_on).split(" ", 1)[1] if last_on else ""
    if first and last:
        return f"{first} to {last}"
    return f"From {first}" if first else f"Until {last}" if last else "Now"
