"""Writing a report out: PDF, HTML, Excel, CSV and JSON files, and paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter

from caseworker.actions.report_documents import ENDINGS
from caseworker.actions.reports import write_file
from caseworker.errors import UnavailableError
from ui.context import Context
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.messages import AlertAction
from ui.page import Page
from ui.pdf_pages import page_sizes
from ui.printing import SYSTEM_PRINTERS, Printers, print_pdf
from ui.reports.reconcile_words import in_short
from ui.tasks import Progress
from ui.widgets.empty_state import Loading

NAMES = {"pdf": "PDF", "html": "HTML", "xlsx": "Excel", "csv": "CSV", "json": "JSON"}
_STILL = "The report is still being written."


@dataclass(frozen=True, slots=True)
class Subject:
    """What is to be written.

    Attributes:
        content: gives it in a form; called off the UI thread.
        stem: of its file: "annual-2024-25".
        is_one_table: its CSV is one file, not a zip of several.
        title: as it is called on paper and for printers.
        to_reconcile: what is to reconcile in it.
    """

    content: Callable[[str], bytes]
    stem: str
    title: str
    to_reconcile: Sequence[Any]
    is_one_table: bool = False

    def ending(self, form: str) -> str:
        """Of the file."""
        return form if self.is_one_table else ENDINGS[form]


class Writing(QObject):
    """Writes what the page shows.

    Args:
        subject: gives what is to be written now.
        loading: lies over the page while it is written.
    """

    def __init__(
        self, context: Context, page: Page, subject: Callable[[], Subject], loading: Loading
    ) -> None:
        super().__init__(page)
        self._context, self._page, self._subject, self._loading = context, page, subject, loading
        self._progress: Progress | None = None
        self.files: FileDialogs = SYSTEM_DIALOGS
        self.printers: Printers = SYSTEM_PRINTERS
        self.open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl

    @property
    def is_busy(self) -> bool:
        """Whether something is being written."""
        return self._progress is not None

    def why_not(self) -> str:
        """Why nothing can be written now, or ""."""
        return _STILL if self.is_busy else ""

    def export(self, form: str) -> None:
        """Ask where, then write."""
        if self._refuse():
            return
        subject = self._subject()
        name, ending = NAMES[form], subject.ending(form)
        filters = f"{name}, a file for each table (*.{ending})" if ending == "zip" else f"{name} (*.{ending})"
        path = self.files.save_as(self._page, f"Export as {name}", f"{subject.stem}.{ending}", filters)
        if path is not None:
            self._run(
                f"Writing {subject.title}",
                lambda progress: _written(progress, subject, form, path),
                lambda paths: self.tell(paths, subject.to_reconcile),
            )

    def print_out(self) -> None:
        """Make the PDF, ask for a printer, print."""
        if self._refuse():
            return
        subject = self._subject()
        self._run(
            f"Preparing {subject.title}",
            lambda _progress: _made(subject),
            lambda made: self._choose_printer(*made, subject.title),
        )

    def run(
        self, words: str, work: Callable[[Progress], Any], done: Callable[[Any], None], stopped: str
    ) -> None:
        """Do other long work of the page, with its progress and Cancel; `done` is not called when it was stopped."""
        if not self._refuse():
            self._run(words, work, done, stopped)

    def cancel(self) -> None:
        """Ask for it to stop."""
        if self._progress is not None:
            self._progress.cancel()
            self._loading.report(1.0, "Stopping")

    def tell(self, paths: list[Path], to_reconcile: Sequence[Any]) -> None:
        """Say what was written and where, and what is to reconcile in it; figures that disagree are a warning."""
        folder = paths[0].parent
        names = " and ".join(path.name for path in paths)
        what = f"{names} {'was' if len(paths) == 1 else 'were'} written to {folder}."
        show = AlertAction("Open folder", lambda: self._open_folder(folder))
        if to_reconcile:
            what = f"{what} {in_short(to_reconcile)} See To reconcile."
        if any(not each.is_to_complete for each in to_reconcile):
            self._context.messages.warning("Exported", what, show)
        else:
            self._context.messages.success("Exported", what, show)

    def _refuse(self) -> bool:
        if self.is_busy:
            self._context.messages.status(_STILL)
        return self.is_busy

    def _run(
        self,
        words: str,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        stopped: str = "Stopped. Nothing was written.",
    ) -> None:
        self._context.messages.status("", speak=False)  # what was said of an earlier one
        self._loading.start(words)
        self._progress = progress = self._context.tasks.progress(self._loading.report, receiver=self)

        def on_done(result: Any) -> None:
            self._end()
            if progress.cancelled:
                self._context.messages.status(stopped)
            else:
                done(result)

        self._context.tasks.run_read(lambda: work(progress), on_done, self._on_failed, receiver=self)

    def _end(self) -> None:
        self._progress = None
        self._loading.finish()
        self._context.registry.refresh()

    def _choose_printer(self, pdf: bytes, pages: int, title: str) -> None:
        try:
            printer = self.printers.choose(self._page, title, pages)
        except UnavailableError as error:
            self._context.messages.failure(error)
            return
        if printer is not None:
            self._run(
                "Printing",
                lambda _progress: print_pdf(printer, pdf),
                lambda sheets: self._on_printed(title, sheets, printer),
                "Stopped. What the printer has already may still be printed.",
            )

    def _on_printed(self, title: str, sheets: int, printer: QPrinter) -> None:
        where = printer.printerName() or printer.outputFileName()
        count = "1 page was" if sheets == 1 else f"{sheets} pages were"
        self._context.messages.success("Printed", f"{title}: {count} sent to {where}.")

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self._context.messages.failure(error)

    def _open_folder(self, folder: Path) -> None:
        if not self.open_url(QUrl.fromLocalFile(str(folder))):
            self._context.messages.warning("The folder was not opened", f"It is {folder}.")


def _written(progress: Progress, subject: Subject, form: str, path: Path) -> list[Path]:
    content = subject.content(form)
    if progress.cancelled:
        return []
    write_file(path, content)
    return [path]


def _made(subject: Subject) -> tuple[bytes, int]:
    pdf = subject.content("pdf")
    return pdf, len(page_sizes(pdf))
