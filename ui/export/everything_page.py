"""Export everything: the reason, the folder, how far it has come, what was written; and every export before."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.export.everything import Exported, export_everything
from caseworker.actions.export.recorded import LONGEST_REASON, PastExport, past_exports
from caseworker.errors import Problem, RuleError
from ui.context import Context
from ui.export.past_table import past_table
from ui.export.running import Running
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.page import Page
from ui.theme import theme
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.field_block import FieldBlock, Form, problems_of
from ui.widgets.flow_layout import FlowRow
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.text_area import TextArea
from ui.widgets.text_field import TextField
from ui.widgets.words import Words, heading

_ABOUT = (
    "Writes every case, letter and file of the office, with the whole record of changes, into a new folder: CSV for "
    "spreadsheets, JSON for other programs, and a folder for each case. Its README says what was left out."
)
_CARE = (
    "The folder is not encrypted: keep it safe, and delete it when it has served. That you made it, and why, stands in "
    "the record for good."
)
_MOST_PROBLEMS = 5
_TABLE_HEIGHT = 220  # px at 100 % text


class _Result(QWidget):
    """What was written, and the button that shows it."""

    shown_whole = True
    """Its words come into view with its button (ui/widgets/in_view.py)."""


class EverythingPage(Page):
    """Takes everything out."""

    kind: ClassVar[str] = "export_all"
    commands: ClassVar[tuple[str, ...]] = ("page.finish",)

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self.files: FileDialogs = SYSTEM_DIALOGS
        self.open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl
        self.made: Exported | None = None
        self._progress: Any = None
        self._build()
        self.handle("page.finish", self.export, self.why_not)
        self.refresh()

    @property
    def is_busy(self) -> bool:
        """Whether an export runs."""
        return self._progress is not None

    def title(self) -> str:
        """The name of the screen."""
        return "Export everything"

    def help_text(self) -> str:
        """Shown by F1."""
        return (
            "Enter why everything is exported and a new folder for it, then press Ctrl+Enter. It can be cancelled at "
            "any time; then nothing is left. Nothing that is there is ever overwritten."
        )

    def first_focus(self) -> QWidget:
        """The reason."""
        return self.form["reason"].editor()

    def refresh(self) -> None:
        """Read the earlier exports again."""
        self._show_permission()
        office = self.context.office
        self.past.loading.start("Reading earlier exports")
        self.context.tasks.run_read(
            lambda: past_exports(office), self._on_past, self._on_past_failed, receiver=self
        )

    def on_changed(self, changed: Any) -> None:
        """Somebody else may be at the keyboard, or something was exported."""
        if not changed.case_ids:
            self.refresh()

    def may_close(self) -> bool:
        """An export that runs is finished or stopped first."""
        if self.is_busy:
            self.context.messages.warning(
                "An export is running", "Wait for it, or press Cancel, then close the tab."
            )
        return not self.is_busy

    def why_not(self) -> str:
        """Why nothing can be exported now, or ""."""
        if self.is_busy:
            return "The export is still being written."
        if self.context.office.database.read_only:
            return "IT must update this program. You can read but not change."
        try:
            self.context.office.require("export")
        except RuleError as error:
            return str(error)
        return ""

    def choose_folder(self) -> None:
        """Ask in which folder the new one shall lie."""
        folder = self.files.choose_folder(self, "Folder for the export")
        if folder is not None:
            self.form["folder"].set_value(str(folder / self._name()))
            self.form["folder"].editor().setFocus(Qt.FocusReason.OtherFocusReason)

    def export(self) -> None:
        """Write everything."""
        why = self.why_not()
        if why:
            self.context.messages.status(why)
            return
        values = self.form.values()
        reason, folder = str(values["reason"] or "").strip(), str(values["folder"] or "").strip()
        problems = [] if reason else [Problem("reason", "Enter why everything is exported")]
        if not folder or not Path(folder).expanduser().is_absolute():
            problems.append(Problem("folder", "Choose a folder, or type its whole path"))
        if self._show_problems(problems):
            return
        office = self.context.office
        self.result.hide()
        self.context.messages.status("", speak=False)  # what was said of an earlier one
        self.running.begin("Beginning the export")
        self._progress = progress = self.context.tasks.progress(self.running.report, receiver=self)
        self._set_fields(enabled=False)
        self.running.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.context.tasks.run_read(
            lambda: export_everything(
                office, Path(folder), reason, progress.report, lambda: bool(progress.cancelled)
            ),
            self._on_done,
            self._on_failed,
            receiver=self,
        )

    def cancel(self) -> None:
        """Stop; nothing is left."""
        if self._progress is not None:
            self._progress.cancel()

    def open_folder(self) -> None:
        """Show what was written in the system's own window."""
        if self.made is not None and not self.open_url(QUrl.fromLocalFile(str(self.made.folder))):
            self.context.messages.warning("The folder was not opened", f"It is {self.made.folder}.")

    # -- what comes back ----------------------------------------------------------------------------------

    def _on_done(self, made: Exported | None) -> None:
        self._end()
        if made is None:
            self.context.messages.status("Stopped. Nothing was exported, and nothing is left of it.")
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.made = made
        self.done_words.setText(_breakable(made.changed.message))
        lines = [f"Left out: {words}" for words in made.left_out]
        lines += [f"Not written: {words}" for words in made.problems[:_MOST_PROBLEMS]]
        if len(made.problems) > _MOST_PROBLEMS:
            lines.append(f"{len(made.problems) - _MOST_PROBLEMS:,} more are listed in README.txt.")
        self.done_details.setText("\n".join(lines))
        self.result.show()
        self.form["folder"].set_value("")
        self.form["reason"].set_value("")
        self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, made.changed.message)
        self.context.tell_pages(made.changed)
        self.refresh()

    def _on_failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, RuleError):
            self._show_problems(problems_of(error))
        else:
            self.context.messages.failure(error)
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_past(self, past: tuple[PastExport, ...]) -> None:
        self.past.loading.finish()
        self.past_model.set_rows(past)

    def _on_past_failed(self, error: Exception) -> None:
        self.past.loading.finish()
        if isinstance(error, RuleError):
            self.past.set_empty("This is not shown", str(error))
        else:
            self.context.messages.failure(error)

    def _end(self) -> None:
        self._progress = None
        self.running.end()
        self._set_fields(enabled=True)
        self.context.registry.refresh()

    def _show_problems(self, problems: Any) -> bool:
        found = self.form.show_problems(problems)
        self.summary.show_problems(found)
        self.set_problems(bool(found))
        return bool(found)

    def _show_permission(self) -> None:
        words = "" if self.is_busy else self.why_not()
        self.permission.setText(words)
        self.permission.setVisible(bool(words))
        self._set_fields(enabled=not words and not self.is_busy)
        self.context.registry.refresh()

    def _set_fields(self, *, enabled: bool) -> None:
        for part in (*self.form.blocks.values(), self.choose_button, self.start):
            part.setEnabled(enabled)

    def _name(self) -> str:
        return f"Caseworker export {self.context.today():%Y-%m-%d}"

    # -- building -----------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.form = Form()
        self.summary = ErrorSummary(self.form.focus)
        self.permission = Words("", bold=True)
        self.choose_button = Button("Choose a folder", self.choose_folder, icon="folder")
        self.start = Button(
            "Export everything (Ctrl+Enter)", lambda: self.context.registry.run("page.finish"), kind="primary"
        )
        self.running = Running(self.cancel)
        area = ScrollColumn(width=1100)
        column = area.column
        column.addSpacing(8)
        for part in (
            heading("Export everything", "page"),
            Words(_ABOUT),
            Words(_CARE, bold=True),
            self.permission,
        ):
            column.addWidget(part)
        column.addWidget(self.summary)
        reason = FieldBlock("reason", "Reason", TextArea(2, most=6, limit=LONGEST_REASON), needed=True,
                            help_words="Who asked for it and what it is for. It stands in the record.")  # fmt: skip
        folder = FieldBlock("folder", "New folder", TextField(limit=2000), needed=True,
                            help_words="A folder that is not there yet, or is empty.")  # fmt: skip
        for block in (reason, folder):
            column.addWidget(self.form.add(block))
        buttons = FlowRow(gap=8)
        buttons.addWidget(self.choose_button)
        buttons.addWidget(self.start)
        column.addWidget(buttons)
        column.addWidget(self.running)
        column.addWidget(self._result())
        column.addWidget(heading("Earlier exports"))
        self.past, self.past_model = past_table(self)
        self.past.setMinimumHeight(theme().px(_TABLE_HEIGHT))
        column.addWidget(self.past, 1)
        self.permission.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def _result(self) -> QWidget:
        self.result = _Result()
        self.done_words, self.done_details = Words("", "reading", bold=True), Words("")
        self.open_button = Button("Open folder", self.open_folder, icon="folder")
        layout = QVBoxLayout(self.result)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for words in (self.done_words, self.done_details):
            layout.addWidget(words)
        layout.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.result.hide()
        return self.result


def _breakable(words: str) -> str:
    """The words with places to wrap within the path of a folder, which has no spaces."""
    return re.sub(r"([/\\])", "\\1\u200b", words)
