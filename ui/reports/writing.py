"""Writing tables out: PDF, CSV and JSON files, and paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter

from caseworker.actions import reports
from caseworker.errors import UnavailableError
from ui.context import Context
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.page import Page
from ui.pdf_pages import page_sizes
from ui.printing import SYSTEM_PRINTERS, Printers, print_pdf
from ui.widgets.empty_state import Loading

FILTERS = {"pdf": "PDF (*.pdf)", "csv": "CSV (*.csv)", "json": "JSON (*.json)"}


class Writing(QObject):
    """Writes the table shown, or all of them.

    Args:
        tables: gives the pack, and the one table to write or None for all.
        loading: lies over the tables while they are written.
    """

    def __init__(
        self,
        context: Context,
        page: Page,
        tables: Callable[[], tuple[Any, Any | None]],
        loading: Loading,
    ) -> None:
        super().__init__(page)
        self._context, self._page, self._tables, self._loading = context, page, tables, loading
        self.files: FileDialogs = SYSTEM_DIALOGS
        self.printers: Printers = SYSTEM_PRINTERS
        self.is_busy = False

    def export(self, form: str) -> None:
        """Ask where, then write."""
        if self._refuse():
            return
        pack, table = self._tables()
        if table is None and form != "pdf":
            folder = self.files.choose_folder(self._page, f"Folder for the tables as {form.upper()}")
            if folder is not None:
                self._start(lambda: reports.write_pack(self._context.office, pack, form, folder), pack)
            return
        name = f"{table.file_stem if table else _pack_name(pack)}.{form}"
        path = self.files.save_as(self._page, f"Export as {form.upper()}", name, FILTERS[form])
        if path is not None:
            self._start(lambda: self._write_one(pack, table, form, path), pack)

    def print_out(self) -> None:
        """Make the PDF, ask for a printer, print."""
        if self._refuse():
            return
        pack, table = self._tables()
        self._begin("Preparing the tables")
        self._context.tasks.run_read(
            lambda: _made(self._context, pack, table),
            lambda made: self._on_made(*made, _name(pack, table)),
            self._on_failed,
            receiver=self,
        )

    def _refuse(self) -> bool:
        if self.is_busy:
            self._context.messages.status("The tables are still being written.")
        return self.is_busy

    def _write_one(self, pack: Any, table: Any | None, form: str, path: Path) -> list[Path]:
        office = self._context.office
        content = reports.table_bytes(office, pack, table, form) if table else reports.pack_pdf(office, pack)
        reports.write_file(path, content)
        return [path]

    def _start(self, work: Callable[[], list[Path]], pack: Any) -> None:
        self._begin("Writing the tables")
        self._context.tasks.run_read(
            work, lambda paths: self._on_written(paths, pack), self._on_failed, receiver=self
        )

    def _begin(self, words: str) -> None:
        self.is_busy = True
        self._loading.start(words)

    def _end(self) -> None:
        self.is_busy = False
        self._loading.finish()

    def _on_written(self, paths: list[Path], pack: Any) -> None:
        self._end()
        folder = paths[0].parent
        what = f"{paths[0].name} was written to {folder}."
        if len(paths) > 1:
            what = f"{len(paths)} files were written to {folder}: {', '.join(path.name for path in paths)}."
        number = len(pack.to_reconcile)
        if number:
            figures = "1 figure does" if number == 1 else f"{number} figures do"
            self._context.messages.warning("Exported", f"{what} {figures} not agree: see To reconcile.")
        else:
            self._context.messages.success("Exported", what)

    def _on_made(self, pdf: bytes, pages: int, name: str) -> None:
        self._end()
        try:
            printer = self.printers.choose(self._page, name, pages)
        except UnavailableError as error:
            self._context.messages.failure(error)
            return
        if printer is not None:
            self._begin("Printing")
            self._context.tasks.run_read(
                lambda: print_pdf(printer, pdf),
                lambda sheets: self._on_printed(name, sheets, printer),
                self._on_failed,
                receiver=self,
            )

    def _on_printed(self, name: str, sheets: int, printer: QPrinter) -> None:
        self._end()
        where = printer.printerName() or printer.outputFileName()
        count = "1 page was" if sheets == 1 else f"{sheets} pages were"
        self._context.messages.success("Printed", f"{name}: {count} sent to {where}.")

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self._context.messages.failure(error)


def _made(context: Context, pack: Any, table: Any | None) -> tuple[bytes, int]:
    pdf = reports.pack_pdf(context.office, pack, [table] if table else None)
    return pdf, len(page_sizes(pdf))


def _pack_name(pack: Any) -> str:
    return f"tables-{pack.period.code.replace('..', '-to-')}"


def _name(pack: Any, table: Any | None) -> str:
    return f"{table.name}, {pack.period.label}" if table else f"Tables, {pack.period.label}"
