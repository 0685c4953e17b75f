"""Pages as pictures: those in view are drawn at once, the others when somebody comes to them."""

from __future__ import annotations

from io import BytesIO

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from tests.ui.fake_context import make_context
from ui.letters.sheets import Sheets


def pages(number: int, words: str = "Page") -> bytes:
    """A PDF of so many pages."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=True)
    for n in range(number):
        canvas.drawString(72, 700, f"{words} {n + 1}")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def drawn(sheets: Sheets) -> list[int]:
    """The numbers of the pages that have a picture."""
    QApplication.processEvents()
    return [n for n, page in enumerate(sheets.pages) if not page.image.isNull()]


@pytest.fixture
def sheets(qtbot: QtBot) -> Sheets:
    made = Sheets(make_context())
    qtbot.addWidget(made)
    made.resize(600, 800)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_of_a_long_letter_only_what_is_near_is_drawn(sheets: Sheets, qtbot: QtBot) -> None:
    sheets.show_pdf(pages(20))
    assert len(sheets.pages) == 20
    assert sheets.accessibleDescription().startswith("20 pages")
    qtbot.waitUntil(lambda: 0 in drawn(sheets))
    assert max(drawn(sheets)) <= 3


def test_a_page_is_drawn_when_somebody_comes_to_it(sheets: Sheets, qtbot: QtBot) -> None:
    sheets.show_pdf(pages(20))
    sheets.verticalScrollBar().setValue(sheets.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: 19 in drawn(sheets))
    assert 9 not in drawn(sheets)


def test_another_letter_replaces_every_page_of_the_one_before(sheets: Sheets, qtbot: QtBot) -> None:
    sheets.show_pdf(pages(20))
    sheets.verticalScrollBar().setValue(sheets.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: 19 in drawn(sheets))
    before = sheets.pages[19].image
    sheets.show_pdf(pages(20, "Sheet"))
    qtbot.waitUntil(lambda: 19 in drawn(sheets))
    assert sheets.pages[19].image != before
    assert 0 not in drawn(sheets)  # and no old page stands where nobody looks


def test_pages_nobody_sees_wait_but_the_first(qtbot: QtBot) -> None:
    hidden = Sheets(make_context())
    qtbot.addWidget(hidden)
    hidden.show_pdf(pages(20))
    assert drawn(hidden) == [0]


def test_a_page_across_fills_the_room_as_the_upright_ones_do(sheets: Sheets, qtbot: QtBot) -> None:
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=True)
    for size in (A4, landscape(A4)):
        canvas.setPageSize(size)
        canvas.drawString(72, 300, "Page")
        canvas.showPage()
    canvas.save()
    sheets.show_pdf(file.getvalue())
    qtbot.waitUntil(lambda: 0 in drawn(sheets))
    upright, across = sheets.page_rects()
    assert upright.width() == pytest.approx(across.width())
    assert across.right() <= sheets.viewport().width()
    assert across.top() > upright.bottom()


def test_a_larger_size_is_drawn_sharp(sheets: Sheets, qtbot: QtBot) -> None:
    sheets.show_pdf(pages(3))
    qtbot.waitUntil(lambda: 0 in drawn(sheets))
    before = sheets.pages[0].image.width()
    sheets.set_zoom(200)
    qtbot.waitUntil(lambda: sheets.pages[0].image.width() > before)


def test_a_damaged_file_is_said_once(sheets: Sheets, qtbot: QtBot) -> None:
    said: list[object] = []
    sheets.failed.connect(said.append)
    sheets.show_pdf(b"no pdf")
    QApplication.processEvents()
    assert len(said) == 1
