"""The record of a case is looked at, printed and saved from the keyboard, and the case remembers it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget

from caseworker.errors import UnavailableError
from tests.ui.a11y import SMALLEST_SCREEN, check_page, cut_problems, show
from tests.ui.cases.case_help import Desk
from tests.ui.files.conftest import Answers
from ui.paper.record_page import RecordPage
from ui.theme import apply_theme


class PaperPrinter:
    """A printer whose paper is a file."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def choose(self, parent: QWidget, title: str, pages: int) -> QPrinter | None:
        """The printer, or an error where there is none."""
        if self._path is None:
            raise UnavailableError("Nothing was printed because this computer has no printer. Add one.")
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self._path))
        return printer


@pytest.fixture
def page(desk: Desk) -> RecordPage:
    desk.press("Ctrl+P")
    front = desk.window.tabs.front()
    assert isinstance(front, RecordPage)
    return front


def words(page: RecordPage) -> str:
    return " ".join(" ".join(p.extract_text() for p in PdfReader(BytesIO(page.pdf)).pages).split())


def test_ctrl_p_on_a_case_shows_its_record(desk: Desk, page: RecordPage) -> None:
    assert page.title() == "Case record of CYP-2025-0001"
    assert page.form["made_for"].editor().hasFocus()
    assert len(page.sheets.pages) == len(PdfReader(BytesIO(page.pdf)).pages)
    assert "Siân O’Brien" in words(page)
    check_page(page)


def test_in_text_twice_as_large_no_part_lies_over_another_for_a_moment(
    qapp: QApplication, page: RecordPage
) -> None:
    show(page)
    apply_theme(qapp, "cream", 100, reduce_motion=True)
    qapp.processEvents()
    apply_theme(qapp, "light", 200, reduce_motion=True)
    page.window().resize(*SMALLEST_SCREEN)
    for _ in range(4):
        assert [words for words in cut_problems(page) if "overlap" in words] == []
        qapp.processEvents()


def test_what_is_chosen_is_on_the_pages(desk: Desk, page: RecordPage) -> None:
    page.form["made_for"].set_value("the review panel")
    page.form["names"].set_value("initials")
    page.refresh()
    assert "Made for the review panel" in words(page)
    assert "O’Brien" not in words(page)
    assert page.initials_words.isVisibleTo(page)


def test_it_is_saved_and_the_case_records_it(desk: Desk, page: RecordPage, tmp_path: Path) -> None:
    page.files = Answers(save_to=tmp_path / "record.pdf")
    page.form["made_for"].set_value("the panel")
    desk.press("Ctrl+S")
    assert (tmp_path / "record.pdf").read_bytes().startswith(b"%PDF")
    assert desk.view.notes[-1].doc["text"] == "Case record saved as a file, for the panel."
    assert "record.pdf was written to" in desk.alerts()[0]


def test_it_is_printed_and_the_case_records_it(desk: Desk, page: RecordPage, tmp_path: Path) -> None:
    page.printers = PaperPrinter(tmp_path / "paper.pdf")
    desk.press("Ctrl+P")
    assert (tmp_path / "paper.pdf").exists()
    assert desk.view.notes[-1].doc["text"] == "Case record printed."
    assert desk.alerts()[0].startswith("Case record: The record of CYP-2025-0001 was printed.")


def test_without_a_printer_it_says_so_and_records_nothing(desk: Desk, page: RecordPage) -> None:
    page.printers = PaperPrinter(None)
    desk.press("Ctrl+P")
    assert "no printer" in desk.alerts()[0]
    assert desk.view.notes == ()


def test_a_case_that_is_gone_says_so(desk: Desk) -> None:
    page = desk.window.open_page("record", "nothing")
    QApplication.processEvents()
    assert "The record is not shown" in desk.alerts()[0]
    check_page(page)
