"""An approved letter is printed, sent and saved, with key counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseworker.actions.settings_change import change_settings
from caseworker.office import Office
from tests.ui.keyboard import Keyboard
from tests.ui.letters.desk import (
    KEY,
    PRINT,
    approve,
    case_of,
    come_back,
    letter_of,
    open_letter,
    printed,
    sent,
    state,
)
from tests.ui.real_window import Answers, PdfPrinter, alert_words, make_window, press
from ui.letters.letter_page import LetterPage
from ui.pdf_pages import render_page
from ui.window import MainWindow


@pytest.fixture
def window(office: Office, qtbot: object) -> MainWindow:
    return make_window(office)


def test_only_an_approved_letter_is_printed(window: MainWindow, tmp_path: Path) -> None:
    page = open_letter(window)
    page.printers = printer = PdfPrinter(tmp_path / "paper.pdf")
    press(window, PRINT)
    assert printer.asked == []
    assert window.context.registry.reason("page.print").startswith("Approve the letter first (Ctrl+Enter)")


def test_after_printing_one_key_records_it_as_sent(window: MainWindow, tmp_path: Path) -> None:
    page = open_letter(window)
    printer = printed(window, page, tmp_path)
    assert printer.asked == ["Acknowledgement, statutory stage 1, CYP-2025-0001, 2 pages"]
    assert page.finished.send.title.text() == "Was it printed right?"
    assert page.finished.send.does.text().startswith("Sending it acknowledges CYP-2025-0001.")
    assert window.focusWidget() is page.finished.send.send_button
    press(window, KEY.Key_Return)
    doc = letter_of(page).doc
    assert (doc["status"], doc["sent_how"], doc["sent_on"]) == ("sent", "first_class", "2025-10-15")
    assert case_of(page).row.acknowledge_by is None
    assert page.head.tag.text == "Sent"
    assert page.finished.send.isVisible() is False


def test_task_6_takes_at_most_16_keys(window: MainWindow, tmp_path: Path) -> None:
    """From the letter on; the key that opened it and the system's own dialog are counted with one each."""
    page = open_letter(window)
    page.printers = PdfPrinter(tmp_path / "paper.pdf")
    keyboard = Keyboard(window)
    for keys in ("Space", "Ctrl+Enter", "Tab", "Enter"):
        keyboard.press(keys)
    come_back(window)
    for keys in ("Ctrl+P", "Enter"):
        keyboard.press(keys)
    assert state(page) == "sent"
    count = keyboard.keys + 2
    print(f"task 6: {count} keys")
    assert count <= 16


def test_not_yet_leaves_it_approved(window: MainWindow, tmp_path: Path) -> None:
    page = open_letter(window)
    printed(window, page, tmp_path)
    page.finished.send.later_button.click()
    assert page.finished.send.isVisible() is False
    assert state(page) == "approved"


def test_a_day_that_cannot_be_read_is_said_at_its_field(window: MainWindow, tmp_path: Path) -> None:
    page = open_letter(window)
    printed(window, page, tmp_path)
    page.finished.send.sent_on.line.setText("soon")
    page.finished.send.send_button.click()
    assert page.finished.form.blocks["sent_on"].problem().startswith("Date sent must be a real date")
    assert state(page) == "approved"


def test_the_address_lies_where_the_envelope_shows_it(window: MainWindow, tmp_path: Path) -> None:
    page = open_letter(window)
    printed(window, page, tmp_path)
    on_paper = ink((tmp_path / "paper.pdf").read_bytes())
    assert page.opened is not None
    meant = ink(page.opened.pdf)
    assert all(abs(one - two) <= 1 for one, two in zip(on_paper, meant, strict=True))
    left, top, right, bottom = (value * 25.4 / 72 for value in on_paper)
    assert left >= 19
    assert right <= 100.5
    assert top >= 56
    assert bottom <= 81.5


def ink(pdf: bytes) -> tuple[int, int, int, int]:
    """The box, in points, that the address fills on the first page."""
    image = render_page(pdf, 0, 72).image
    dark = [
        (x, y)
        for y in range(round(46 * 72 / 25.4), round(92 * 72 / 25.4))
        for x in range(round(11 * 72 / 25.4), round(105 * 72 / 25.4))
        if image.pixelColor(x, y).lightness() < 140
    ]
    across, down = [x for x, _ in dark], [y for _, y in dark]
    return min(across), min(down), max(across), max(down)


def test_leaving_the_print_dialog_records_nothing(window: MainWindow) -> None:
    page = open_letter(window)
    approve(window, page)
    page.printers = PdfPrinter(None)
    press(window, PRINT)
    assert state(page) == "approved"
    assert page.finished.send.isVisible() is False


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)  # Qt says it on its own, besides us
def test_a_printer_that_does_not_answer_leaves_the_letter_approved(
    window: MainWindow, tmp_path: Path
) -> None:
    page = open_letter(window)
    approve(window, page)
    page.printers = PdfPrinter(tmp_path / "no such folder" / "paper.pdf")
    press(window, PRINT)
    assert state(page) == "approved"
    assert alert_words(window)[0].startswith("Nothing was printed because the printer")
    assert page.is_busy is False


def test_a_sent_letter_is_printed_again_and_nothing_is_recorded(window: MainWindow, tmp_path: Path) -> None:
    page = open_letter(window)
    sent(window, page, tmp_path)
    press(window, PRINT)
    assert page.finished.send.isVisible() is False
    assert state(page) == "sent"


def test_a_sent_letter_opens_byte_for_byte_although_the_office_changed(
    window: MainWindow, office: Office, tmp_path: Path
) -> None:
    page = open_letter(window)
    sent(window, page, tmp_path)
    key, before = page.key, page.opened
    window.close_page(page)
    change_settings(office, {"council": "Another Council"})
    again = window.open_page("letter", key)
    assert isinstance(again, LetterPage)
    assert again.opened is not None
    assert before is not None
    assert again.opened.pdf == before.pdf
    assert "Northmoor Council" in again.reading.text.toPlainText()


def test_a_sent_letter_says_who_when_and_how(window: MainWindow, tmp_path: Path) -> None:
    page = open_letter(window)
    sent(window, page, tmp_path)
    shown = {row.key: row.value for row in page.finished.facts._rows}
    assert shown["Sent"] == "Wednesday 15 October 2025, First class post, recorded by Asha Khan"
    assert shown["Approved by"] == "Asha Khan on Wednesday 15 October 2025"
    assert window.context.registry.reason("page.finish").startswith("This letter was sent")


# -- files ------------------------------------------------------------------------------------------------------------


def test_save_as_pdf_writes_the_approved_bytes(window: MainWindow, tmp_path: Path) -> None:
    page = open_letter(window)
    approve(window, page)
    page.files = Answers(tmp_path)
    page.head.buttons["save_pdf"].click()
    assert page.opened is not None
    assert (tmp_path / "CYP-2025-0001 L01.pdf").read_bytes() == page.opened.pdf


def test_word_and_email_files_are_written(window: MainWindow, tmp_path: Path) -> None:
    page = open_letter(window)
    approve(window, page)
    page.files = Answers(tmp_path)
    page.head.buttons["save_word"].click()
    page.head.buttons["email"].click()
    assert (tmp_path / "CYP-2025-0001 L01.docx").read_bytes().startswith(b"PK")
    assert b"sian@example.org" in (tmp_path / "CYP-2025-0001 L01.eml").read_bytes()
    assert "It is addressed to sian@example.org." in alert_words(window)[0]
    assert page.finished.is_sending()
