"""The directory of MPs and councillors: the list, the form of one entry, and a list taken over from a file."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from caseworker.actions.directory import (
    new_representative,
    office_words,
    representatives,
    save_representative,
)
from caseworker.actions.directory_import import DirectoryPlan, import_directory, plan_directory
from caseworker.domain.changed import Changed
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.directory import Representative
from caseworker.errors import RuleError
from ui.context import Context
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.settings.directory_form import DirectoryForm
from ui.settings.directory_preview import DirectoryPreview
from ui.settings.part import SettingsPart
from ui.undo_stack import undo_action
from ui.widgets.buttons import Button
from ui.widgets.case_table import CaseTable
from ui.widgets.field_block import problems_of
from ui.widgets.flow_layout import FlowRow
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.words import Words, heading


class DirectoryPart(SettingsPart):
    """The list; in its place the form of an entry, or the preview of a file."""

    code = "directory"
    title = "MPs and councillors"
    act = "people"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.dialogs: FileDialogs = SYSTEM_DIALOGS
        self.is_busy = False
        self.entry: Representative | None = None
        self.area.hide()
        self.stack = QStackedWidget()
        self.stack.setMinimumHeight(1)
        self.layout().addWidget(self.stack)  # type: ignore[union-attr]
        self.list_page = QWidget()
        self._lay_out_list()
        self.form = DirectoryForm(context, self.finish, self.leave)
        self.preview = DirectoryPreview(self.finish, self.leave)
        for page in (self.list_page, self.form, self.preview):
            self.stack.addWidget(page)
        self.refresh()

    def refresh(self) -> None:
        """Read the directory again."""
        words = self.why_read_only()
        self.why.setText(words)
        self.why.setVisible(bool(words))
        for button in (self.add_button, self.change_button, self.import_button):
            button.setVisible(not words)
        office = self.context.office
        self.context.tasks.run_read(
            lambda: representatives(office), self._on_read, self.context.messages.failure, receiver=self
        )

    def first_focus(self) -> QWidget:
        """The list."""
        return self.table.view

    def why_not_finish(self) -> str:
        """Only while a form or a preview is open."""
        is_open = self.stack.currentWidget() is not self.list_page
        return self.why_read_only() or ("" if is_open else "Add or change an entry first.")

    def add_entry(self) -> None:
        """Open the form for somebody new."""
        if not self.why_read_only():
            self._open(new_representative(self.context.office), is_new=True)

    def change_entry(self, index: QModelIndex | None = None) -> None:
        """Open the form of the current entry."""
        at = index or self.table.view.currentIndex()
        if at.isValid() and not self.why_read_only():
            self._open(self.model.row(at), is_new=False)
        elif at.isValid():
            self.context.messages.status(self.why_read_only())

    def choose_file(self) -> None:
        """Ask for a file and show what it would do."""
        path = self.dialogs.open_file(self, "Import a list of members", "CSV files (*.csv);;All files (*)")
        if path is None or self.is_busy:
            return
        office = self.context.office
        self.context.tasks.run_read(
            lambda: plan_directory(office, path), self._on_planned, self._on_unreadable, receiver=self
        )

    def leave(self) -> None:
        """Back to the list."""
        self.entry = None
        self.troubled.emit(False)
        self.stack.setCurrentWidget(self.list_page)
        self.table.view.setFocus()
        self.context.registry.refresh()

    def finish(self) -> None:
        """Save the entry, or take over the file."""
        if self.is_busy:
            return
        office = self.context.office
        if self.stack.currentWidget() is self.preview and self.preview.plan is not None:
            plan = self.preview.plan
            self._write(lambda: import_directory(office, plan), "")
        elif self.entry is not None:
            problems = self.form.problems()
            if problems:
                self.form.show_problems(problems)
                self.troubled.emit(True)
                return
            entry = replace(self.entry, **self.form.values())
            self._write(lambda: save_representative(office, entry), entry.id)

    def may_close(self) -> bool:
        """An entry half typed is not thrown away without a word."""
        if self.entry is not None and self.form.is_changed():
            self.context.messages.warning(
                "The directory has an entry that is not saved",
                "Save the entry, or go back to the list, then close the tab.",
            )
            return False
        return True

    def _write(self, work: object, key: str) -> None:
        self.is_busy = True
        self.context.tasks.run_write(
            work, lambda done: self._on_saved(done, key), self._on_failed, receiver=self  # type: ignore[arg-type]
        )  # fmt: skip

    def _lay_out_list(self) -> None:
        self.why = Words("", bold=True)
        self.add_button = Button("Add an entry", self.add_entry, kind="primary", icon="plus")
        self.change_button = Button("Change this entry (Enter)", self.change_entry)
        self.import_button = Button("Import a list (CSV)", self.choose_file)
        self.table = CaseTable("MPs and councillors", ("entry", "entries"))
        self.model: RowsModel[Representative] = RowsModel(
            self._columns(), speak=self._spoken, key=lambda entry: entry.id, parent=self
        )
        self.table.set_model(self.model)
        self.table.set_empty("Nobody is in the directory", "Add an entry, or import a list as CSV.")
        self.table.opened.connect(self.change_entry)
        row = FlowRow(gap=8)
        for button in (self.add_button, self.change_button, self.import_button):
            row.addWidget(button)
        column = QVBoxLayout(self.list_page)
        column.setContentsMargins(16, 4, 16, 16)
        column.setSpacing(12)
        purpose = Words(
            "Whoever is chosen while an enquiry is logged fills in name, contact and ward.", tone="muted"
        )
        for part in (heading(self.title), purpose, self.why, row):
            column.addWidget(part)
        column.addWidget(self.table, 1)

    def _columns(self) -> list[Column[Representative]]:
        labels = self.context.office.vocabulary
        return [
            Column("name", "Name", lambda e: e.full_name, width=24),
            Column(
                "office",
                "Office",
                lambda e: labels.label("elected_offices", e.office),
                width=16,
                may_filter=True,
            ),
            Column("area", "Ward or constituency", lambda e: e.area, width=22, may_filter=True),
            Column("party", "Party", lambda e: e.political_party, width=14, may_filter=True),
            Column("email", "Email", lambda e: e.email, width=26),
            Column("phone", "Phone", lambda e: e.phone, width=15),
            Column("serves", "In office", self._serves, width=0),
        ]

    def _serves(self, entry: Representative) -> str:
        return serves_words(entry)

    def _spoken(self, entry: Representative) -> str:
        words = office_words(self.context.office, entry)
        return ", ".join(
            filter(None, (entry.full_name, words, entry.email, entry.phone, serves_words(entry)))
        )

    def _open(self, entry: Representative, *, is_new: bool) -> None:
        self.entry = entry
        self.form.show_entry(entry, is_new=is_new)
        self.stack.setCurrentWidget(self.form)
        self.form.first_focus().setFocus()
        self.context.registry.refresh()

    def _on_read(self, entries: list[Representative]) -> None:
        today = self.context.today()
        current = self.table.current_key()
        self.model.set_rows(sorted(entries, key=lambda e: not e.serves_on(today)))
        self.table.go_to(current)

    def _on_planned(self, plan: DirectoryPlan) -> None:
        self.preview.show_plan(self.context.office, plan)
        self.stack.setCurrentWidget(self.preview)
        self.preview.first_focus().setFocus()
        self.context.registry.refresh()

    def _on_unreadable(self, error: Exception) -> None:
        if isinstance(error, RuleError):
            self.context.messages.warning("The list was not imported", str(error))
        else:
            self.context.messages.failure(error)

    def _on_saved(self, changed: Changed, key: str) -> None:
        self.is_busy = False
        self.leave()
        self.refresh()
        self.table.go_to(key)
        self.context.changed(changed)
        undo = undo_action(self.context, changed)
        self.context.messages.success("Saved", changed.message, *([undo] if changed.group_id else []))

    def _on_failed(self, error: Exception) -> None:
        self.is_busy = False
        if isinstance(error, RuleError) and self.entry is not None:
            self.form.show_problems(problems_of(error))
            self.troubled.emit(True)
        else:
            self.context.messages.failure(error)


def serves_words(entry: Representative) -> str:
    """From when to when somebody is in office: "From 1 May 2024", "Until 31 March 2026", "Now"."""
    first = long_date(entry.from_on).split(" ", 1)[1] if entry.from_on else ""
    last = long_date(entry.to_on).split(" ", 1)[1] if entry.to_on else ""
    if first and last:
        return f"{first} to {last}"
    return f"From {first}" if first else f"Until {last}" if last else "Now"
