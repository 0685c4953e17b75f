"""Printing a PDF: its pages as pictures, at their own size, where they stand on the sheet.

Question: how does a letter's address come to lie exactly in the envelope's window on any printer? Choice: the paper is
set to the PDF's own size, the whole sheet is the canvas (no margins), and each picture is drawn from the sheet's corner
at its size in points; nothing is fitted or centred. Cost: what lies in the few millimetres that a printer cannot reach
is lost, so letters keep clear of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from caseworker.errors import UnavailableError
from ui.pdf_pages import POINTS_PER_INCH, PageImage, page_sizes, render_page

PRINT_DOTS_PER_INCH = 300
_FITS = 3.0  # points by which a page may differ from A4 and still be called A4


class Printers(Protocol):
    """Asks which printer, how many copies and which pages."""

    def choose(self, parent: QWidget, title: str, pages: int) -> QPrinter | None:
        """The printer as the person set it, or None."""


class SystemPrinters:
    """The system's print dialog."""

    def choose(self, parent: QWidget, title: str, pages: int) -> QPrinter | None:
        """See `Printers.choose`.

        Raises:
            UnavailableError: this computer has no printer.
        """
        if not QPrinterInfo.availablePrinterNames():
            raise UnavailableError(
                "Nothing was printed because this computer has no printer. Add a printer in the system's settings, "
                "or save as PDF and print it elsewhere."
            )
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        dialog = QPrintDialog(printer, parent)
        dialog.setWindowTitle(f"Print {title}")
        dialog.setMinMax(1, pages)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintSelection, False)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintCurrentPage, False)
        accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
        return printer if accepted else None


SYSTEM_PRINTERS = SystemPrinters()


def print_pdf(printer: QPrinter, pdf: bytes) -> int:
    """Print the pages that were chosen and return how many sheets were sent. Not for the UI thread.

    Raises:
        UnavailableError: the printer does not answer.
    """
    sizes = page_sizes(pdf)
    wanted = chosen_pages(printer, len(sizes))
    set_paper(printer, sizes[0])
    images = (render_page(pdf, number - 1, PRINT_DOTS_PER_INCH) for number in wanted)
    return _paint(printer, images)


def chosen_pages(printer: QPrinter, pages: int) -> list[int]:
    """The numbers of the pages to print, from 1, in the order and as often as the printer needs them."""
    once = [number for number in range(1, pages + 1) if is_wanted(printer, number)]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        once.reverse()
    copies = copies_to_make(printer)
    if printer.collateCopies():
        return once * copies
    return [number for number in once for _ in range(copies)]


def is_wanted(printer: QPrinter, number: int) -> bool:
    """Whether a page (from 1) is among those that were chosen: all, one range, or several such as 1,4-6."""
    if printer.printRange() != QPrinter.PrintRange.PageRange:
        return True
    ranges = printer.pageRanges()
    if not ranges.isEmpty():
        return ranges.contains(number)
    first, last = printer.fromPage(), printer.toPage()
    return not first or first <= number <= (last or number)


def copies_to_make(printer: QPrinter) -> int:
    """How often everything has to be handed over: once where the printer itself makes the copies."""
    return 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())


def prints_both_sides(printer: QPrinter) -> bool:
    """Whether sheets are printed on both sides; "as the printer does by itself" is looked up."""
    modes, asked = QPrinter.DuplexMode, printer.duplex()
    if asked == modes.DuplexAuto:
        asked = QPrinterInfo(printer).defaultDuplexMode()
    return asked in (modes.DuplexLongSide, modes.DuplexShortSide)


def set_paper(printer: QPrinter, points: QSizeF) -> None:
    """Whole sheets of the PDF's size: a letter made for A4 is never shrunk onto something else."""
    lying = points.width() > points.height()
    upright = points.transposed() if lying else points
    way = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    layout = QPageLayout(_paper(upright), way, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setFullPage(True)


def _paper(points: QSizeF) -> QPageSize:
    a4 = QPageSize(QPageSize.PageSizeId.A4)
    known = a4.size(QPageSize.Unit.Point)
    near = abs(known.width() - points.width()) < _FITS and abs(known.height() - points.height()) < _FITS
    return a4 if near else QPageSize(points, QPageSize.Unit.Point)


def begin_job(printer: QPrinter) -> QPainter:
    """Begin to print.

    Raises:
        UnavailableError: the printer does not answer.
    """
    painter = QPainter()
    if not painter.begin(printer):
        raise UnavailableError(
            f"Nothing was printed because the printer {printer.printerName()} does not answer. "
            "Look whether it is switched on and has paper, then print again."
        )
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    return painter


def paint_page(painter: QPainter, printer: QPrinter, page: PageImage) -> None:
    """Put a page where it stands on the sheet."""
    dots = printer.resolution() / POINTS_PER_INCH
    painter.drawImage(QRectF(0, 0, page.size.width() * dots, page.size.height() * dots), page.image)


def _paint(printer: QPrinter, pages: Iterable[PageImage]) -> int:
    painter, sheets = begin_job(printer), 0
    try:
        for page in pages:
            if sheets and not printer.newPage():
                raise UnavailableError(
                    f"Only {sheets} of the pages were printed. Look whether the printer has paper, then print again."
                )
            paint_page(painter, printer, page)
            sheets += 1
    finally:
        painter.end()
    return sheets
