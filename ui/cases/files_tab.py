"""Files of a case: what is kept with it, the ways to add more, and what can be done with each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from caseworker.actions.files import Attached, attach_files
from caseworker.actions.gather_files import Source
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Status
from ui.cases.case_facts import CaseFacts
from ui.cases.scrolled import Scrolled
from ui.context import Context
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.files import doing
from ui.files.choose_email import choose_email, import_at_case, refused_sentence, say_refused
from ui.files.landing import Landing
from ui.files.rows import file_model, rows_of
from ui.undo_stack import undo_action
from ui.widgets.buttons import Button
from ui.widgets.case_table import CaseTable
from ui.widgets.flow_layout import FlowRow
from ui.widgets.roles import Role


class FilesTab(Scrolled):
    """The files, newest first, attachments beneath their email."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(width=0, least=200, parent=parent)
        self.context = context
        self.files: FileDialogs = SYSTEM_DIALOGS
        self._facts: CaseFacts | None = None
        self.model = file_model(("name", "kind", "dated", "size", "from", "description"))
        self.table = CaseTable("Files of this case", ("file", "files"), with_filter=False)
        self.table.set_model(self.model)
        self.table.set_empty(
            "No file was kept with this case yet",
            "Drop files or emails here, paste them, or choose them. They stay as they came, byte for byte.",
        )
        self.table.opened.connect(lambda index: self._open(str(index.data(Role.KEY))))
        self.table.moved.connect(self._on_moved)
        self.table.menu_asked.connect(self._on_menu)
        self.open_button = Button("Open file (Enter)", lambda: self._open(self.table.current_key()))
        self.copy_button = Button("Save a copy", self.save_copy)
        self.describe_button = Button("Describe file", self.describe)
        self.remove_button = Button("Remove file (Delete)", self.remove, kind="quiet")
        self.add_button = Button("Add files", self.add_files, icon="attachment")
        self.email_button = Button("Import email (Ctrl+Shift+I)", self.import_email, icon="letter")
        self.landing = Landing(context, self, self.take, self._why_no_more)
        self.landing.take_pastes(self)
        self._take_keys()
        self._lay_out()

    # -- what the page asks -------------------------------------------------------------------------------

    def show_facts(self, facts: CaseFacts) -> None:
        """Show the files; the current one stays current."""
        self._facts = facts
        key = self.table.current_key()
        rows = rows_of(self.context.office, facts.view.of_kind("file"))
        if tuple(rows) != self.model.rows():
            self.model.set_rows(rows)
            self.table.go_to(key)
        may = not self._why_no_more()
        for button in (self.add_button, self.email_button):
            button.setVisible(may)
        for button in (self.open_button, self.copy_button):
            button.setVisible(bool(rows))
        for button in (self.describe_button, self.remove_button):
            button.setVisible(bool(rows) and may)

    def first_focus(self) -> QWidget:
        """The list, or the button to add the first."""
        return self.table.view if self.model.rowCount() else self.add_button

    def go_to(self, file_id: str) -> None:
        """Make a file current."""
        self.table.go_to(file_id)

    # -- adding -------------------------------------------------------------------------------------------

    def add_files(self) -> None:
        """Ask which, and keep them."""
        paths = self.files.open_files(self, "Add files to this case", "All files (*)")
        if paths:
            self.take(paths, "picker")

    def take(self, sources: Sequence[Source | Path], added_from: str) -> None:
        """Keep files with the case."""
        if self._facts is None:
            return
        office, case_id = self.context.office, self._facts.case_id
        self.context.tasks.run_write(
            lambda: attach_files(office, case_id, sources, added_from=added_from),
            self._on_attached,
            lambda error: say_refused(self.context, error),
            receiver=self,
        )

    def import_email(self) -> None:
        """Ask for a saved email, then where it belongs."""
        path = choose_email(self, self.files)
        if path is not None and self._facts is not None:
            view = self._facts.view
            import_at_case(self.context, self, view.case_id, view.reference, path, self._why_no_more())

    # -- doing --------------------------------------------------------------------------------------------

    def save_copy(self) -> None:
        """Write a copy of the current file."""
        file = self._current()
        if file is not None and self._facts is not None:
            name = str(file.doc.get("name"))
            doing.save_file_copy(self.context, self, self.files, self._facts.case_id, file.id, name)

    def describe(self) -> None:
        """Ask what the current file is."""
        file = self._current()
        if file is not None and self._facts is not None and not self._why_no_more():
            doing.describe(
                self.context, self, self._facts.case_id, file,
                lambda changed: doing.tell(self.context, "Saved", changed),
            )  # fmt: skip

    def remove(self) -> None:
        """Take the current file off the case."""
        file = self._current()
        if file is not None and self._facts is not None and not self._why_no_more():
            doing.remove(
                self.context,
                self._facts.case_id,
                file.id,
                lambda changed: doing.tell(self.context, "Removed", changed),
            )

    def _open(self, file_id: str) -> None:
        if file_id and self._facts is not None:
            self.context.open_page("file", f"{self._facts.case_id}/{file_id}")

    def _current(self) -> EntityState | None:
        key = self.table.current_key()
        files = self._facts.view.of_kind("file") if self._facts else ()
        return next((file for file in files if file.id == key), None)

    def _why_no_more(self) -> str:
        facts = self._facts
        if facts is None:
            return "The case is not shown yet."
        if facts.read_only:
            return facts.read_only
        if facts.view.status is Status.VOID:
            return "This case is void, so no file is added to it."
        return (
            ""
            if "file" in facts.may
            else "Your role does not keep files with cases. Ask a complaints manager."
        )

    def _on_attached(self, done: Attached) -> None:
        told = [refused_sentence(each) for each in done.refused] + list(done.warnings)
        if done.group_id:
            self.context.changed(done)
        actions = (undo_action(self.context, done),) if done.group_id else ()
        if told:
            words = " ".join([done.message, *done.warnings])
            self.context.messages.warning("Look at these files", words, *actions)
        elif actions:
            self.context.messages.success("Files added", done.message, *actions)
        else:
            self.context.messages.info("Nothing was added", done.message)

    def _on_moved(self, _index: QModelIndex) -> None:
        file = self._current()
        if file is not None:
            warning = next((row.warning for row in self.model.rows() if row.key == file.id), "")
            if warning:
                self.context.messages.status(warning, speak=False)

    def _on_menu(self, menu: QMenu) -> None:
        if self._current() is None:
            return
        for button in (self.open_button, self.copy_button, self.describe_button, self.remove_button):
            if button.isVisibleTo(self):
                menu.addAction(button.text().split(" (")[0], button.click)

    def _take_keys(self) -> None:
        shortcut = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.remove)

    def _lay_out(self) -> None:
        row = FlowRow(gap=12)
        for button in (
            self.open_button, self.copy_button, self.describe_button, self.remove_button,
            self.add_button, self.email_button,
        ):  # fmt: skip
            row.addWidget(button)
        self.column.setSpacing(12)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(row)
