"""Pages as pictures, and on paper, without a printer."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.pdfgen.canvas import Canvas

from ui.file_dialogs import with_ending
from ui.pdf_pages import page_sizes, render_page, render_pages
from ui.printing import chosen_pages, print_pdf

_IS_DARK = bytes(level < 100 for level in range(256))


def pages(number: int, size: tuple[float, float] = A4) -> bytes:
    """Pages with a black square of 20 mm whose corner lies 30 mm across and 40 mm down."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=size)
    mm = 72 / 25.4
    for _ in range(number):
        canvas.rect(30 * mm, size[1] - 60 * mm, 20 * mm, 20 * mm, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


@pytest.fixture(autouse=True)
def coarse_print() -> None:
    """Here the program's own dots count."""


@pytest.fixture
def printer(qapp: object, tmp_path: Path) -> QPrinter:
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "paper.pdf"))
    return made


def square_of(pdf: bytes) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is black on the first page, in mm."""
    image = render_page(pdf, 0, 127).image.convertToFormat(
        QImage.Format.Format_Grayscale8
    )  # 5 dots a millimetre
    rows = [bytes(image.constScanLine(y))[: image.width()].translate(_IS_DARK) for y in range(image.height())]
    down = [y / 5 for y, row in enumerate(rows) if 1 in row]
    across = [x / 5 for row in rows if 1 in row for x in (row.index(1), row.rindex(1))]
    return min(across), min(down), max(across) + 0.2, max(down) + 0.2


def test_a_page_is_as_many_dots_as_asked_and_knows_its_size(qapp: object) -> None:
    page = render_pages(pages(2), 144)[1]
    assert (page.image.width(), page.image.height()) == (1191, 1684)
    assert round(page.size.width()) == 595
    assert page.image.dotsPerMeterX() == 5669


@pytest.mark.parametrize("size", [A4, landscape(A4), A3])
def test_paper_has_the_size_of_the_page_and_nothing_is_moved(
    printer: QPrinter, tmp_path: Path, size: tuple[float, float]
) -> None:
    assert print_pdf(printer, pages(1, size)) == 1
    printed = (tmp_path / "paper.pdf").read_bytes()
    paper = page_sizes(printed)[0]
    assert (paper.width(), paper.height()) == pytest.approx(size, abs=1)
    assert square_of(printed) == pytest.approx((30, 40, 50, 60), abs=0.45)


def test_another_paper_chosen_in_the_dialog_does_not_shrink_a_letter(
    printer: QPrinter, tmp_path: Path
) -> None:
    from PySide6.QtGui import QPageSize

    printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    print_pdf(printer, pages(1))
    assert page_sizes((tmp_path / "paper.pdf").read_bytes())[0].height() == pytest.approx(842, abs=1)


def test_a_range_of_pages_prints_only_those(printer: QPrinter, tmp_path: Path) -> None:
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert print_pdf(printer, pages(4)) == 2
    assert len(page_sizes((tmp_path / "paper.pdf").read_bytes())) == 2


def test_a_printer_that_cannot_count_is_given_each_copy(printer: QPrinter) -> None:
    assert printer.supportsMultipleCopies() is False
    printer.setCopyCount(2)
    printer.setCollateCopies(True)
    assert chosen_pages(printer, 2) == [1, 2, 1, 2]
    printer.setCollateCopies(False)
    assert chosen_pages(printer, 2) == [1, 1, 2, 2]


def test_the_ending_is_added_when_it_was_not_typed() -> None:
    assert with_ending("/folder/letter", ".pdf") == Path("/folder/letter.pdf")
    assert with_ending("/folder/letter.PDF", ".pdf") == Path("/folder/letter.PDF")
    assert with_ending("/folder/Mr. Evans", ".pdf") == Path("/folder/Mr. Evans.pdf")
