"""Print case record: choose what it holds, look at its pages, print or save it (Ctrl+P on a case)."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.case_record import INITIALS_REMARK, note_printed, record_pdf
from caseworker.actions.case_record_sections import RecordOptions
from caseworker.actions.look_up import open_case
from caseworker.actions.reports import write_file
from caseworker.domain.changed import Changed
from caseworker.errors import RuleError, UnavailableError
from ui.context import Context
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.letters.sheets import Sheets
from ui.page import Page
from ui.paper.beside import Beside
from ui.pdf_pages import page_sizes
from ui.printing import SYSTEM_PRINTERS, Printers, print_pdf
from ui.widgets.buttons import Button
from ui.widgets.empty_state import Loading
from ui.widgets.field_block import FieldBlock, Form
from ui.widgets.flow_layout import FlowRow
from ui.widgets.options_field import CheckField, OptionsField
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.text_field import TextField
from ui.widgets.words import Words, heading

_PAUSE_MS = 350  # after the last letter typed, before the pages are made anew
NAMES = (("names", "Whole names and contact details"), ("initials", "Initials, no contact details"))


class RecordPage(Page):
    """The record of one case as pages; its key is the case's id."""

    kind: ClassVar[str] = "record"
    commands: ClassVar[tuple[str, ...]] = ("page.print", "page.save")

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self.files: FileDialogs = SYSTEM_DIALOGS
        self.printers: Printers = SYSTEM_PRINTERS
        self.reference, self.pdf, self.is_busy = "", b"", False
        self._asked = 0
        self._build()
        self.handle("page.print", self.print_out, self._why_not)
        self.handle("page.save", self.save_pdf, self._why_not)
        self.refresh()

    def title(self) -> str:
        """Of which case."""
        return f"Case record of {self.reference}" if self.reference else "Case record"

    def tab_text(self) -> str:
        """Such as "Record CYP-2025-0001"."""
        return f"Record {self.reference}".strip()

    def help_text(self) -> str:
        """What it is for and its keys."""
        return (
            "The complete record and chronology of a case. Choose what it holds and for whom it is, read the pages, "
            "then press Ctrl+P to print or Ctrl+S to save. The case records that it was printed."
        )

    def first_focus(self) -> QWidget:
        """For whom it is made."""
        return self.form["made_for"].editor()

    def options(self) -> RecordOptions:
        """What was chosen."""
        values = self.form.values()
        return RecordOptions(
            str(values["made_for"] or ""), bool(values["notes"]), values["names"] != "initials"
        )

    def refresh(self) -> None:
        """Make the pages again."""
        self._asked += 1
        asked, office, case_id, options = self._asked, self.context.office, self.key, self.options()
        self.loading.start("Making the pages")

        def make() -> tuple[str, bytes]:
            return open_case(office, case_id).reference, record_pdf(office, case_id, options)

        self.context.tasks.run_read(
            make,
            lambda made: self._on_made(*made) if asked == self._asked else None,
            lambda error: self._on_unmade(error) if asked == self._asked else None,
            receiver=self,
        )

    def on_changed(self, changed: Any) -> None:
        """The case was changed."""
        if not self.is_busy and self.key in changed.case_ids:
            self.refresh()

    def print_out(self) -> None:
        """Ask for a printer, print, and record it."""
        pdf, options = self.pdf, self.options()
        try:
            printer = self.printers.choose(self, self.title(), len(page_sizes(pdf)))
        except UnavailableError as error:
            self.context.messages.failure(error)
            return
        if printer is None:
            self.context.messages.status("Nothing was printed.")
            return
        self.is_busy = True
        self.loading.start("Printing")
        self.context.tasks.run_read(
            lambda: print_pdf(printer, pdf),
            lambda _sheets: self._record(options, "printed"),
            self._on_failed,
            receiver=self,
        )

    def save_pdf(self) -> None:
        """Ask where, write the file, and record it."""
        path = self.files.save_as(self, "Save as PDF", f"{self.reference} case record.pdf", "PDF (*.pdf)")
        if path is None:
            return
        pdf, options = self.pdf, self.options()
        self.is_busy = True
        self.context.tasks.run_read(
            lambda: write_file(path, pdf, "The case record was not saved"),
            lambda _none: self._record(options, "saved as a file", path),
            self._on_failed,
            receiver=self,
        )

    def _record(self, options: RecordOptions, what: str, path: Path | None = None) -> None:
        office, case_id = self.context.office, self.key

        def done(changed: Changed) -> None:
            self.is_busy = False
            self.loading.finish()
            self.context.changed(changed)
            where = f" {path.name} was written to {path.parent}." if path else ""
            self.context.messages.success("Case record", f"{changed.message}{where}")

        self.context.tasks.run_write(
            lambda: note_printed(office, case_id, options, what), done, self._on_failed, receiver=self
        )

    def _on_made(self, reference: str, pdf: bytes) -> None:
        self.loading.finish()
        is_first = not self.reference
        self.reference, self.pdf = reference, pdf
        self.sheets.show_pdf(pdf)
        if is_first:
            self.retitled.emit()
        self.context.registry.refresh()

    def _on_unmade(self, error: Exception) -> None:
        self.loading.finish()
        self.pdf = b""
        if isinstance(error, RuleError):
            self.context.messages.warning("The record is not shown", str(error))
        else:
            self.context.messages.failure(error)
        self.context.registry.refresh()

    def _on_failed(self, error: Exception) -> None:
        self.is_busy = False
        self.loading.finish()
        self.context.messages.failure(error)

    def _why_not(self) -> str:
        if self.is_busy:
            return "The record is being printed or saved."
        return "" if self.pdf else "The pages are still being made."

    def _build(self) -> None:
        self.form = Form()
        made_for = FieldBlock(
            "made_for",
            "For whom",
            TextField(40, limit=200),
            help_words="Stands on the first page and in the case.",
        )
        names = FieldBlock("names", "People", OptionsField(NAMES, upright=True))
        notes = FieldBlock("notes", "Notes", CheckField("Notes and emails of the team in the chronology"))
        self.initials_words = Words(INITIALS_REMARK, tone="muted")
        self.print_button = Button(
            "Print record (Ctrl+P)",
            lambda: self.context.registry.run("page.print"),
            kind="primary",
            icon="printer",
        )
        self.save_button = Button("Save as PDF (Ctrl+S)", lambda: self.context.registry.run("page.save"))
        self.case_button = Button(
            "Go to the case", lambda: self.context.open_page("case", self.key), kind="quiet"
        )
        buttons = FlowRow(gap=8)
        for button in (self.print_button, self.save_button, self.case_button):
            buttons.addWidget(button)
        left = ScrollColumn(width=520)
        column = left.column
        column.setSpacing(16)
        column.addSpacing(8)
        column.addWidget(heading("Print case record"))
        column.addWidget(
            Words(
                "Safety alerts and equalities monitoring are never in it. Read it before it leaves the council."
            )
        )
        for block in (made_for, names, notes):
            column.addWidget(self.form.add(block))
        column.addWidget(self.initials_words)
        column.addWidget(buttons)
        column.addStretch(1)
        self.form["names"].set_value("names")
        self.form["notes"].set_value(True)
        self.initials_words.hide()
        self.sheets = Sheets(self.context)
        self.sheets.setAccessibleName("Pages of the record")
        self.sheets.failed.connect(self.context.messages.failure)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Beside(left, self.sheets, (2, 3), left))
        self.loading = Loading(self.sheets)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        for name in self.form.blocks:
            self.form[name].changed.connect(self._on_edited)

    def _on_edited(self) -> None:
        self.initials_words.setVisible(self.form["names"].value() == "initials")
        self._pause.start()
