"""The directory of MPs and councillors: the list, the form of one entry, and a list taken over from a file."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from caseworker.actions.directory import (
    new_representative,
    office_words,
    representatives,
    save_representative,
)
from caseworker.actions.directory_import import DirectoryPlan, import_directory, plan_directory
from caseworker.domain.directory import Representative
from caseworker.errors import RuleError
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.settings.directory_form import DirectoryForm
from ui.settings.directory_preview import DirectoryPreview
from ui.settings.entry_part import EntryPart, serving_words
from ui.widgets.buttons import Button
from ui.widgets.rows_model import Column


class DirectoryPart(EntryPart[Representative]):
    """The list; in its place the form of an entry, or the preview of a file."""

    code = "directory"
    title = "MPs and councillors"
    act = "people"

    table_name = title
    empty = ("Nobody is in the directory", "Add an entry, or import a list as CSV.")
    about_words = "Whoever is chosen while an enquiry is logged fills in name, contact and ward."
    unsaved = (
        "The directory has an entry that is not saved",
        "Save the entry, or go back to the list, then close the tab.",
    )
    dialogs: FileDialogs = SYSTEM_DIALOGS

    def make_form(self) -> DirectoryForm:
        """The form of one entry."""
        return DirectoryForm(self.context, self.finish, self.leave)

    def more_pages(self) -> list[QWidget]:
        """The preview of a file."""
        self.preview = DirectoryPreview(self.finish, self.leave)
        return [self.preview]

    def refresh(self) -> None:
        """Read the directory again."""
        self.show_whether_read_only()
        office = self.context.office
        self.context.tasks.run_read(
            lambda: representatives(office), self._on_read, self.context.messages.failure, receiver=self
        )

    def why_not_finish(self) -> str:
        """Only while a form or a preview is open."""
        is_open = self.stack.currentWidget() is not self.list_page
        return self.why_read_only() or ("" if is_open else "Add or change an entry first.")

    def add_entry(self) -> None:
        """Open the form for somebody new."""
        if not self.why_read_only():
            self.open_form(new_representative(self.context.office), is_new=True)

    def choose_file(self) -> None:
        """Ask for a file and show what it would do."""
        path = self.dialogs.open_file(self, "Import a list of members", "CSV files (*.csv);;All files (*)")
        if path is None or self.is_busy:
            return
        office = self.context.office
        self.context.tasks.run_read(
            lambda: plan_directory(office, path), self._on_planned, self._on_unreadable, receiver=self
        )

    def finish(self) -> None:
        """Save the entry, or take over the file."""
        if self.is_busy:
            return
        office = self.context.office
        if self.stack.currentWidget() is self.preview and self.preview.plan is not None:
            plan = self.preview.plan
            self.write(lambda: import_directory(office, plan), lambda done: self.on_saved(done, ""))
        elif self.entry is not None and not self.has_problems():
            entry = replace(self.entry, **self.form.values())
            self.write(lambda: save_representative(office, entry), lambda done: self.on_saved(done, entry.id))

    def buttons(self) -> list[Button]:
        """Add, change, import."""
        return [
            Button("Add an entry", self.add_entry, kind="primary", icon="plus"),
            Button("Change this entry (Enter)", self.change),
            Button("Import a list (CSV)", self.choose_file),
        ]

    def columns(self) -> list[Column[Representative]]:
        """Who, in which office, and when."""
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
            Column("serves", "In office", _serves, width=0),
        ]

    def spoken(self, entry: Representative) -> str:
        """Name, office, contact and days."""
        words = office_words(self.context.office, entry)
        return ", ".join(filter(None, (entry.full_name, words, entry.email, entry.phone, _serves(entry))))

    def _on_read(self, entries: list[Representative]) -> None:
        today = self.context.today()
        current = self.table.current_key()
        self.model.set_rows(sorted(entries, key=lambda e: not e.serves_on(today)))
        self.table.go_to(current)

    def _on_planned(self, plan: DirectoryPlan) -> None:
        self.preview.show_plan(self.context.office, plan)
        self.show_page(self.preview)

    def _on_unreadable(self, error: Exception) -> None:
        if isinstance(error, RuleError):
            self.context.messages.warning("The list was not imported", str(error))
        else:
            self.context.messages.failure(error)

    def on_failed(self, error: Exception) -> None:
        """As for an entry; what is against a file has no field here."""
        if self.entry is not None:
            super().on_failed(error)
        else:
            self.is_busy = False
            self.context.messages.failure(error)


def _serves(entry: Representative) -> str:
    return serving_words(entry.from_on, entry.to_on)
