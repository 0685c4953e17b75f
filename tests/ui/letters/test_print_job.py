"""Many letters as one job: sheets of their own, cancelling, and a printer that stops in the middle."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QPageRanges
from PySide6.QtPrintSupport import QPrinter

from caseworker.errors import RuleError, UnavailableError
from tests.ui.letters.test_printing import pages
from ui.pdf_pages import page_sizes, render_page
from ui.print_job import JobLetter, print_letters
from ui.printing import chosen_pages, prints_both_sides
from ui.tasks import Progress


class Printer(QPrinter):
    """Writes to a file; takes no more sides than it has paper for."""

    def __init__(self, path: Path, paper: int = 1_000, *, both_sides: bool = False) -> None:
        super().__init__(QPrinter.PrinterMode.HighResolution)
        self._both_sides = both_sides
        self.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.setOutputFileName(str(path))
        self._paper = paper - 1

    def duplex(self) -> QPrinter.DuplexMode:
        modes = QPrinter.DuplexMode
        return modes.DuplexLongSide if self._both_sides else modes.DuplexNone

    def newPage(self) -> bool:
        self._paper -= 1
        return self._paper >= 0 and super().newPage()


class Watch:
    """Hears progress, and presses Cancel once it has heard some words."""

    def __init__(self, cancel_at: str = "nothing") -> None:
        self.words: list[str] = []
        self.fractions: list[float] = []
        self._cancel_at = cancel_at
        self.progress = Progress(self._hear)

    def _hear(self, fraction: float, words: str) -> None:
        self.words.append(words)
        self.fractions.append(fraction)
        if self._cancel_at in words:
            self.progress.cancel()


def letters(*lengths: int) -> list[JobLetter]:
    return [JobLetter(f"letter {n}", lambda number=number: pages(number)) for n, number in enumerate(lengths)]


def is_blank(pdf: bytes, page: int) -> bool:
    image = render_page(pdf, page, 40).image
    return all(
        image.pixelColor(x, y).lightness() > 200
        for x in range(0, image.width(), 5)
        for y in range(0, image.height(), 5)
    )


@pytest.fixture
def paper(qapp: object, tmp_path: Path) -> Path:
    return tmp_path / "paper.pdf"


def test_all_letters_are_one_job_in_their_order(paper: Path) -> None:
    watch = Watch()
    done = print_letters(Printer(paper), letters(1, 3, 2), watch.progress)
    assert (done.whole, done.sides, done.problem) == ((0, 1, 2), 6, "")
    assert len(page_sizes(paper.read_bytes())) == 6
    assert [each for each in watch.words if "Printing" in each] == [f"Printing letter {n}" for n in range(3)]
    assert watch.fractions == sorted(watch.fractions)


def test_printed_on_both_sides_each_letter_begins_on_a_new_sheet(paper: Path) -> None:
    printer = Printer(paper, both_sides=True)
    assert prints_both_sides(printer)
    done = print_letters(printer, letters(1, 2, 3), Watch().progress)
    assert done.sides == 8
    printed = paper.read_bytes()
    assert [is_blank(printed, page) for page in range(8)] == [
        False,
        True,
        False,
        False,
        False,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(("paper_left", "whole"), [(1, (0,)), (2, (0,)), (3, (0,)), (4, (0, 1)), (5, (0, 1))])
def test_a_printer_that_stops_counts_only_the_letters_it_took_whole(
    paper: Path, paper_left: int, whole: tuple[int, ...]
) -> None:
    done = print_letters(Printer(paper, paper_left), letters(1, 3, 2), Watch().progress)
    assert done.whole == whole
    assert done.problem.startswith(f"The printer stopped at letter {1 if paper_left < 4 else 2}, after ")


def test_cancelling_ends_after_the_letter_in_hand(paper: Path) -> None:
    done = print_letters(Printer(paper), letters(2, 2, 2), Watch("Printing letter 1").progress)
    assert done.whole == (0, 1)
    assert done.problem == "You stopped the job before letter 2."
    assert len(page_sizes(paper.read_bytes())) == 4


def test_cancelling_while_letters_are_read_prints_nothing(paper: Path) -> None:
    done = print_letters(Printer(paper), letters(1, 1, 1), Watch("Reading").progress)
    assert (done.whole, done.sides) == ((), 0)
    assert not paper.exists()


def test_a_letter_that_was_replaced_meanwhile_is_left_out_with_the_reason(paper: Path) -> None:
    def replaced() -> bytes:
        raise RuleError("This letter was replaced by a corrected one.")

    job = letters(1, 1, 1)
    job[1] = JobLetter("letter 1", replaced)
    done = print_letters(Printer(paper), job, Watch().progress)
    assert done.whole == (0, 2)
    assert done.left_out == ((1, "This letter was replaced by a corrected one."),)
    assert done.sides == 2


def test_copies_are_made_set_by_set_and_a_letter_counts_when_all_its_copies_are_out(paper: Path) -> None:
    printer = Printer(paper, 5)
    printer.setCopyCount(2)
    done = print_letters(printer, letters(1, 2), Watch().progress)
    assert done.whole == (0,)  # three sides, then one of the second set, then one of two


def test_a_range_of_pages_counts_only_the_letters_that_lie_in_it_whole(paper: Path) -> None:
    printer = Printer(paper)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 4)
    done = print_letters(printer, letters(1, 2, 2), Watch().progress)
    assert (done.whole, done.sides) == ((1,), 3)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_answer_prints_nothing(tmp_path: Path, qapp: object) -> None:
    with pytest.raises(UnavailableError, match="Nothing was printed because the printer"):
        print_letters(Printer(tmp_path / "no folder" / "paper.pdf"), letters(1), Watch().progress)


def test_several_ranges_of_pages_are_honoured(paper: Path) -> None:
    printer = Printer(paper)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("1,3-4,9"))
    assert chosen_pages(printer, 6) == [1, 3, 4]
