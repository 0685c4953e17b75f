"""Import cases from a file: four steps on one page, each with Back; nothing is imported before the last."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from caseworker.actions.import_guess import (
    ImportReport,
    Look,
    Setup,
    WordRow,
    guessed,
    load_mapping,
    look_at,
    mapping_for,
    save_mapping,
    setup_of,
    with_words,
    words_in,
)
from caseworker.actions.imports import import_file
from caseworker.domain.changed import Changed
from caseworker.errors import ProblemsError, RuleError
from ui.context import Context
from ui.imports.busy_page import BusyPage
from ui.imports.check_step import CheckStep, is_worth_importing
from ui.imports.columns_step import ColumnsStep
from ui.imports.file_step import FileStep
from ui.imports.step import Settled, Step
from ui.imports.words_step import WordsStep
from ui.theme import theme
from ui.tokens import SPACE_16
from ui.undo_stack import undo_action
from ui.widgets.buttons import Button
from ui.widgets.field_block import problems_of
from ui.widgets.flow_layout import FlowRow
from ui.widgets.words import Words, heading

_ROOM_FOR_HEADING = 480  # px at 100 % text
FILE, COLUMNS, WORDS, CHECK = range(4)


class ImportPage(BusyPage):
    """The steps in a stack, Back and on beneath them."""

    kind = "import"
    commands = ("page.finish",)

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self.settled = Settled()
        self.is_done = False
        self.file = FileStep(context, self.settled, self.look_again)
        self.columns = ColumnsStep(context, self.settled)
        self.words = WordsStep(context, self.settled)
        self.check = CheckStep(context, self.settled, self.save_mapping)
        self.steps: tuple[Step, ...] = (self.file, self.columns, self.words, self.check)
        self.at = FILE
        self._lay_out()
        self.handle("page.finish", self.go_on, self.why_not_go_on)
        self._show_step()

    def title(self) -> str:
        """With the step."""
        return f"Import, step {self.at + 1} of 4"

    def tab_text(self) -> str:
        """Short enough for a tab."""
        return "Import"

    def help_text(self) -> str:
        """Shown by F1."""
        return (
            "Choose a file, settle its columns and words, read every row's verdict, then import. Ctrl+Enter goes on, "
            "Alt+Left goes back. Nothing is imported before the last step, and Undo takes an import back."
        )

    def first_focus(self) -> QWidget:
        """Where the step begins."""
        return self.steps[self.at].first_focus()

    def go_back(self) -> bool:
        """One step back; nothing settled is lost."""
        if self.at == FILE or self.is_busy:
            return False
        self._go_to(self.at - 1)
        return True

    def why_not_go_on(self) -> str:
        """Why the next step cannot be gone to."""
        if reason := self.why_not_import():
            return reason
        if self.is_busy:
            return "The file is still being read."
        if self.at == FILE and self.settled.look is None:
            return "Choose a file first."
        if self.at == CHECK and self.is_done:
            return "The file is imported. Choose another file to go on."
        if self.at == CHECK and (self.settled.report is None or not is_worth_importing(self.settled.report)):
            return "There is no row to import. Go back and change what the columns or words mean."
        return ""

    def why_not_import(self) -> str:
        """Why the person at the keyboard may not import, or ""."""
        if self.context.office.database.read_only:
            return "IT must update this program. You can read but not change."
        try:
            self.context.office.require("import")
        except RuleError as error:
            return str(error)
        return ""

    def on_changed(self, changed: Any) -> None:
        """Somebody else may be at the keyboard, with another role."""
        if not changed.case_ids:
            self._show_step()

    def go_on(self) -> None:
        """The next step, or the import itself."""
        why = self.why_not_go_on()
        if why:
            self.context.messages.status(why)
            return
        (self._to_columns, self._to_words, self._to_check, self._import)[self.at]()

    def look_again(self, path: Path, sheet: str, heading_row: int) -> None:
        """Open a file, another sheet of it, or with another heading row."""
        why = self.why_not_go_on() if self.is_busy else ""
        if why:
            self.context.messages.status(why)
            return
        self.work(f"Looking at {path.name}", lambda: look_at(path, sheet, heading_row), self._on_look)

    def save_mapping(self, name: str) -> None:
        """Keep the mapping for next time."""
        office, mapping = self.context.office, self.settled.mapping
        if mapping is None or self.is_busy:
            return
        self.check.name.set_problem("")
        self.is_busy = True
        self.context.tasks.run_write(
            lambda: save_mapping(office, name, mapping), lambda c: self._on_mapping_saved(c, name), self._on_not_saved,
            receiver=self,
        )  # fmt: skip

    # -- the steps ----------------------------------------------------------------------------------------

    def _to_columns(self) -> None:
        look, makes, name, office = (
            self.settled.look,
            self.file.makes(),
            self.file.mapping(),
            self.context.office,
        )
        assert look is not None
        if name:
            self.work("Reading the mapping", lambda: setup_of(load_mapping(office, name), look),
                       lambda setup: self._on_setup(setup, name))  # fmt: skip
        elif makes != self.settled.setup.makes or not self.settled.setup.columns or self.settled.mapping_name:
            self.work(
                "Guessing the columns", lambda: guessed(office, look, makes), lambda s: self._on_setup(s, "")
            )
        else:
            self._go_to(COLUMNS)

    def _on_setup(self, setup: Setup, name: str) -> None:
        self.settled.setup, self.settled.mapping_name = setup, name
        self._go_to(COLUMNS)

    def _to_words(self) -> None:
        look, setup, office = self.settled.look, self.settled.setup, self.context.office
        assert look is not None
        try:
            mapping_for(office, look, setup)
        except ProblemsError as error:
            self.columns.summary.show_problems(error.problems)
            self.set_problems(True)
            return
        self.columns.summary.show_problems(())
        self.set_problems(False)
        self.work("Reading the words", lambda: words_in(office, look, setup), self._on_words)

    def _on_words(self, rows: tuple[WordRow, ...]) -> None:
        self.settled.words = rows
        self._go_to(WORDS)

    def _to_check(self) -> None:
        look, office = self.settled.look, self.context.office
        assert look is not None
        self.settled.setup = with_words(self.settled.setup, self.settled.words)
        try:
            mapping = mapping_for(office, look, self.settled.setup, self.settled.mapping_name)
        except RuleError as error:
            self.context.messages.warning("The words cannot be used so", str(error))
            return
        self.settled.mapping, self.is_done = mapping, False
        progress = self.new_progress()
        self.work(
            "Checking every row",
            lambda: import_file(office, look.path, mapping, dry_run=True, progress=progress.report,
                                cancelled=lambda: progress.cancelled),
            self._on_checked,
        )  # fmt: skip

    def _on_checked(self, report: ImportReport) -> None:
        if report.stopped:
            self.context.messages.status("Stopped. Nothing was imported.")
            return
        self.settled.report = report
        self._go_to(CHECK)

    def _import(self) -> None:
        look, mapping, office = self.settled.look, self.settled.mapping, self.context.office
        assert look is not None
        assert mapping is not None
        progress = self.new_progress()
        rejects = _free_name(look.path)
        self.work(
            "Importing",
            lambda: import_file(office, look.path, mapping, whole=True, rejects=rejects, progress=progress.report,
                                cancelled=lambda: progress.cancelled),
            self._on_imported,
            writes=True,
        )  # fmt: skip

    def _on_imported(self, report: ImportReport) -> None:
        if report.nothing_kept:
            self.context.messages.warning("The import was stopped", "Nothing was imported.")
            return
        self.settled.report, self.is_done = report, True
        changed = Changed(report.message, report.case_ids, report.group_id)
        self.context.changed(changed)
        undo = undo_action(self.context, changed)
        self.context.messages.success("Imported", report.message, *([undo] if report.group_id else []))
        self._go_to(CHECK)

    # -- inside -------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.place = Words("", tone="muted")
        self.stack = QStackedWidget()
        self.stack.setMinimumHeight(1)
        for step in self.steps:
            self.stack.addWidget(step)
        self.back = Button("Back (Alt+Left)", self.go_back)
        self.on = Button("Go on (Ctrl+Enter)", self.go_on, kind="primary")
        row = FlowRow()
        row.addWidget(self.back)
        row.addWidget(self.on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 12)
        layout.setSpacing(8)
        self.heading = heading("Import cases from a file", "page")
        self.reason = Words("", bold=True)
        for part in (self.heading, self.place, self.reason, self.stack, row):
            layout.addWidget(part, 1 if part is self.stack else 0)
            if part is not self.stack:
                part.setContentsMargins(SPACE_16, 0, SPACE_16, 0)

    def _go_to(self, at: int) -> None:
        self.at = at
        self.steps[at].begin()
        self._show_step()
        self.first_focus().setFocus()

    def _show_step(self) -> None:
        names = ("file", "columns", "words", "check and import")
        self.place.setText(f"Step {self.at + 1} of 4: {names[self.at]}")
        reason = self.why_not_import()
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        self.stack.setCurrentWidget(self.steps[self.at])
        self.back.setVisible(self.at != FILE)
        report = self.settled.report
        number = report.taken if report else 0
        import_words = f"Import {number:,} {'row' if number == 1 else 'rows'} (Ctrl+Enter)"
        self.on.setText(import_words if self.at == CHECK else "Go on (Ctrl+Enter)")
        self.on.setVisible(self.at != CHECK or (not self.is_done and number > 0))
        if self.at != COLUMNS:
            self.set_problems(False)
        self.retitled.emit()
        self.context.registry.refresh()

    def _on_look(self, look: Look) -> None:
        self.settled.look, self.settled.report, self.is_done = look, None, False
        self.settled.setup = Setup(makes=self.settled.setup.makes)
        self.settled.words, self.settled.mapping_name = (), ""
        self._go_to(FILE)

    def _on_mapping_saved(self, changed: Changed, name: str) -> None:
        self.is_busy = False
        self.settled.mapping_name = name.strip()
        self.context.changed(changed)
        undo = undo_action(self.context, changed)
        self.context.messages.success("Saved", changed.message, *([undo] if changed.group_id else []))

    def _on_not_saved(self, error: Exception) -> None:
        self.is_busy = False
        if isinstance(error, RuleError):
            self.check.name.set_problem(problems_of(error)[0].message)
            self.check.name.focus()
        else:
            self.context.messages.failure(error)

    # Qt's own names from here on.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, with large text, the tab's words stand for the heading."""
        super().resizeEvent(event)
        self.heading.setVisible(self.height() > theme().px(_ROOM_FOR_HEADING))


def _free_name(path: Path) -> Path | None:
    """Where refused rows are written: beside the file, under a name nothing has yet; None where nothing can be."""
    if not os.access(path.parent, os.W_OK):
        return None
    number, wanted = 1, path.with_name(f"{path.stem} refused.csv")
    while wanted.exists():
        number += 1
        wanted = path.with_name(f"{path.stem} refused {number}.csv")
    return wanted
