"""The letter page over the example office, by keyboard: change, read, check, keep, print."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from caseworker.actions import letters, look_up
from caseworker.actions.drafts import list_drafts
from caseworker.actions.edit import edit_case
from caseworker.actions.settings_change import change_settings
from caseworker.domain.cases import CaseView
from caseworker.errors import DiskFullError
from caseworker.office import Office
from tests.example_office import log_complaint
from tests.typing_help import type_text
from tests.ui.a11y import check_page
from tests.ui.real_window import Answers, CasePlace, OwnWindows, PdfPrinter, alert_words, make_window, press
from ui.letters.letter_page import LetterPage
from ui.pdf_pages import render_page
from ui.window import MainWindow

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
PRINT, KEEP = (KEY.Key_P, CTRL), (KEY.Key_Return, CTRL)


@pytest.fixture
def window(office: Office, qtbot: object) -> MainWindow:
    return make_window(office)


def open_letter(window: MainWindow, code: str = "L01", **changed: object) -> LetterPage:
    """Log the example complaint and open a new letter of it."""
    case_id = log_complaint(window.context.office, **changed).case_id
    page = window.open_page("letter", f"{case_id}/{code}")
    assert isinstance(page, LetterPage)
    return page


def case_of(page: LetterPage) -> CaseView:
    return look_up.open_case(page.context.office, page.case_id)


def field_text(page: LetterPage, name: str) -> str:
    return str(page.form.form[name].value())


# -- a new letter -----------------------------------------------------------------------------------------------------


def test_a_new_letter_shows_to_whom_it_goes_and_its_pages(window: MainWindow) -> None:
    page = open_letter(window)
    assert page.bar.to.text() == "To Siân O’Brien, Flat 2, 19 Wharfinger Gardens, London, SE31 5EP"
    assert page.tab_text() == "Draft L01 CYP-2025-0001"
    assert len(page.reading.sheets.pages) == 2


def test_a_new_letter_begins_at_the_tick_when_nothing_is_missing(window: MainWindow) -> None:
    page = open_letter(window)
    assert window.focusWidget() is page.bar.check.editor()


def test_the_text_twin_says_the_same_words(window: MainWindow) -> None:
    page = open_letter(window)
    page.reading.switch.set_value("text")
    shown = page.reading.text.toPlainText()
    assert page.reading.stack.currentWidget() is page.reading.text
    assert "Dear Siân O’Brien" in shown
    assert "No social worker has visited Gethin since June" in shown


def test_what_the_writer_changes_stands_in_this_letter_alone(window: MainWindow) -> None:
    page = open_letter(window)
    page.form.form["salutation"].set_value("Dear Mum of Gethin")
    page._make_preview()
    assert "Dear Mum of Gethin" in page.reading.text.toPlainText()
    assert page.form.changes() == {"salutation": "Dear Mum of Gethin"}


def test_markup_in_a_summary_is_words(window: MainWindow) -> None:
    page = open_letter(window, summary="He said <b>no</b> & left. <img src='/etc/passwd'>")
    assert "> He said <b>no</b> & left. <img src='/etc/passwd'>" in page.reading.text.toPlainText()


def test_a_changed_address_takes_the_tick_away(window: MainWindow) -> None:
    page = open_letter(window)
    page.bar.check.set_value(True)
    page.form.form["address"].set_value("1 Elsewhere Road\nLeeds\nLS1 1AA")
    assert page.bar.is_checked() is False
    assert page.bar.to.text() == "To Siân O’Brien, 1 Elsewhere Road, Leeds, LS1 1AA"


def test_characters_that_cannot_be_printed_are_warned_of(window: MainWindow) -> None:
    page = open_letter(window, summary="She is called 漢字.")
    assert page.warning.isVisible()
    assert page.warning.text().startswith("Warning: The text has characters that cannot be printed: 漢 字.")


# -- what is missing --------------------------------------------------------------------------------------------------


def test_a_missing_address_is_said_at_its_field_and_leads_to_it(window: MainWindow) -> None:
    page = open_letter(window, address_lines="", postcode="", email="")
    assert [button.text() for button in page.form.summary.buttons] == [
        "Enter the address of the person the letter goes to"
    ]
    page.form.summary.buttons[0].click()
    assert window.focusWidget() is page.form.form["address"].editor()
    assert page.bar.to.text() == "To Siân O’Brien, no address yet"


def test_a_person_with_only_an_email_is_written_to_by_email(window: MainWindow) -> None:
    page = open_letter(window, address_lines="", postcode="")
    assert page.form.use_email.text() == "No address? Use “By email: sian@example.org”"
    page.form.use_email.click()
    page._make_preview()
    assert page.problems == ()
    assert page.bar.to.text() == "To Siân O’Brien, By email: sian@example.org"
    assert page.form.use_email.isVisible() is False


def test_typing_what_was_missing_takes_the_problem_away_and_leaves_the_focus(window: MainWindow) -> None:
    page = open_letter(window, address_lines="", postcode="", email="")
    page.form.form.focus("address")
    type_text(page.form.form["address"].editor(), "1 Elsewhere Road")
    page._make_preview()
    assert page.form.summary.isVisible() is False
    assert window.focusWidget() is page.form.form["address"].editor()


def test_a_fact_of_the_settings_leads_to_the_settings(window: MainWindow, office: Office) -> None:
    change_settings(office, {"phone": ""})
    page = open_letter(window)
    page.form.summary.buttons[0].click()
    front = window.tabs.front()
    assert front is not None
    assert front.title() == "Settings, Office"


def test_details_are_changed_for_good_on_the_case(window: MainWindow) -> None:
    page = open_letter(window)
    page.form.to_case.click()
    front = window.tabs.front()
    assert isinstance(front, CasePlace)
    assert front.shown == "details"


def test_an_address_too_long_for_the_window_is_said_at_the_address(window: MainWindow) -> None:
    page = open_letter(window)
    page.form.form["address"].set_value(
        "\n".join("Long address line number so and so " * 3 for _ in range(14))
    )
    page._make_preview()
    assert "does not fit the window of the envelope" in page.form.form.blocks["address"].problem()


def test_keeping_with_something_missing_goes_to_the_problem(window: MainWindow) -> None:
    page = open_letter(window, address_lines="", postcode="", email="")
    press(window, KEEP)
    assert window.windowTitle().startswith("Error: ")
    assert window.focusWidget() is page.form.summary
    assert case_of(page).letters == ()


def test_a_changed_case_refills_what_the_writer_left_alone(window: MainWindow) -> None:
    page = open_letter(window)
    page.form.form["salutation"].set_value("Dear Siân")
    view = case_of(page)
    person = view.complainant
    assert person is not None
    changed = edit_case(page.context.office, view, person.id, {"full_name": "Siân Price"})
    window.context.changed(changed)
    assert field_text(page, "recipient_name") == "Siân Price"
    assert field_text(page, "salutation") == "Dear Siân"


# -- keeping ----------------------------------------------------------------------------------------------------------


def test_ctrl_enter_keeps_the_letter_as_it_was_shown(window: MainWindow) -> None:
    page = open_letter(window)
    shown = page.preview_made
    press(window, KEEP)
    kept = case_of(page).letters[0]
    assert shown is not None
    assert page.opened is not None
    assert letters.letter_bytes(page.context.office, str(kept.doc["digest"])) == shown.pdf == page.opened.pdf
    assert page.key == f"{page.case_id}/{kept.id}"
    assert alert_words(window) == [
        "Letter kept: The letter for CYP-2025-0001 was written. Print it to send it."
    ]


def test_what_was_typed_a_moment_ago_is_kept_too(window: MainWindow) -> None:
    page = open_letter(window)
    page.form.form["salutation"].set_value("Dear friend")
    press(window, KEEP)
    assert "Dear friend" in str(case_of(page).letters[0].doc["text"])


def test_a_second_press_keeps_no_second_letter(window: MainWindow) -> None:
    page = open_letter(window)
    press(window, KEEP, KEEP)
    assert len(case_of(page).letters) == 1


def test_a_kept_letter_cannot_be_changed(window: MainWindow) -> None:
    page = open_letter(window)
    press(window, KEEP)
    assert page.form.isVisible() is False
    assert page.bar.keep.isVisible() is False
    assert (
        window.context.registry.reason("page.finish") == "This letter is kept already and cannot be changed."
    )


def test_a_kept_letter_opens_byte_for_byte_although_the_case_changed(
    window: MainWindow, office: Office
) -> None:
    page = open_letter(window)
    press(window, KEEP)
    key, before = page.key, page.opened
    window.close_page(page)
    change_settings(office, {"council": "Another Council"})
    again = window.open_page("letter", key)
    assert isinstance(again, LetterPage)
    assert again.opened is not None
    assert before is not None
    assert again.opened.pdf == before.pdf
    assert "Northmoor Council" in again.reading.text.toPlainText()


def test_undoing_the_letter_says_that_it_is_gone(window: MainWindow) -> None:
    page = open_letter(window)
    press(window, KEEP)
    window.context.registry.run("edit.undo")
    assert page.reading.nothing.isVisible()
    assert page.reading.nothing.text.text().startswith("This letter is no longer part of the case.")
    assert window.context.registry.reason("page.print") == "There is no letter to show."


def test_a_full_disk_keeps_the_text_on_the_page(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_letter(window)
    page.form.form["salutation"].set_value("Dear friend")

    def full(*_: object, **__: object) -> None:
        raise DiskFullError(
            "The letter was not kept because the disk is full. Free some space, then try again."
        )

    monkeypatch.setattr(letters, "write_letter", full)
    press(window, KEEP)
    assert alert_words(window)[0].startswith("The letter was not kept because the disk is full")
    assert field_text(page, "salutation") == "Dear friend"
    assert page.is_busy is False


# -- printing ---------------------------------------------------------------------------------------------------------


def test_printing_needs_the_tick_every_time(window: MainWindow, tmp_path: Path) -> None:
    page = open_letter(window)
    printer = PdfPrinter(tmp_path / "paper.pdf")
    page.printers = printer
    press(window, PRINT)
    assert printer.asked == []
    assert page.bar.problem.text() == "Tick “I have checked the name and address” before you print"
    assert window.windowTitle().startswith("Error: ")
    press(window, KEY.Key_Space, PRINT)
    assert printer.asked == ["Acknowledgement, statutory stage 1, CYP-2025-0001, 2 pages"]
    assert page.bar.is_checked() is False
    press(window, PRINT)
    assert len(printer.asked) == 1


def test_printing_a_new_letter_keeps_it_and_records_it_as_sent(window: MainWindow, tmp_path: Path) -> None:
    page = open_letter(window)
    page.printers = PdfPrinter(tmp_path / "paper.pdf")
    press(window, KEY.Key_Space, PRINT)
    view = case_of(page)
    assert [letter.doc["status"] for letter in view.letters] == ["printed"]
    assert view.row.acknowledge_by is None
    assert page.bar.state.text() == "Printed and recorded as sent, with the date Wednesday 15 October 2025"


def test_the_address_lies_where_the_envelope_shows_it(window: MainWindow, tmp_path: Path) -> None:
    page = open_letter(window)
    page.printers = PdfPrinter(tmp_path / "paper.pdf")
    press(window, KEY.Key_Space, PRINT)
    printed = ink((tmp_path / "paper.pdf").read_bytes())
    assert page.opened is not None
    meant = ink(page.opened.pdf)
    assert all(abs(one - two) <= 1 for one, two in zip(printed, meant, strict=True))
    left, top, right, bottom = (value * 25.4 / 72 for value in printed)
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


def test_leaving_the_print_dialog_keeps_and_records_nothing(window: MainWindow) -> None:
    page = open_letter(window)
    page.printers = PdfPrinter(None)
    press(window, KEY.Key_Space, PRINT)
    assert case_of(page).letters == ()
    assert page.bar.is_checked() is True


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)  # Qt says it on its own, besides us
def test_a_printer_that_does_not_answer_leaves_the_letter_kept_and_not_sent(
    window: MainWindow, tmp_path: Path
) -> None:
    page = open_letter(window)
    page.printers = PdfPrinter(tmp_path / "no such folder" / "paper.pdf")
    press(window, KEY.Key_Space, PRINT)
    assert [letter.doc["status"] for letter in case_of(page).letters] == ["written"]
    assert alert_words(window)[0].startswith("Nothing was printed because the printer")
    assert page.is_busy is False


def test_a_kept_letter_is_printed_again_without_a_second_letter(window: MainWindow, tmp_path: Path) -> None:
    page = open_letter(window)
    press(window, KEEP)
    page.printers = PdfPrinter(tmp_path / "paper.pdf")
    page.bar.check.set_value(True)
    press(window, PRINT)
    page.bar.check.set_value(True)
    press(window, PRINT)
    assert [letter.doc["status"] for letter in case_of(page).letters] == ["printed"]


# -- files, drafts, look ----------------------------------------------------------------------------------------------


def test_save_as_pdf_writes_the_pages_shown(window: MainWindow, tmp_path: Path) -> None:
    page = open_letter(window)
    page.files = Answers(tmp_path)
    page.bar.save.click()
    assert page.preview_made is not None
    assert (tmp_path / "CYP-2025-0001 L01.pdf").read_bytes() == page.preview_made.pdf


def test_what_was_typed_comes_back_after_closing_the_tab(window: MainWindow, office: Office) -> None:
    page = open_letter(window)
    key = page.key
    page.form.form["salutation"].set_value("Dear Siân fach")
    assert window.close_page(page)
    drafts = list_drafts(office)
    assert [draft.title for draft in drafts] == [
        "Acknowledgement, statutory stage 1, CYP-2025-0001 Siân O’Brien"
    ]
    again = window.open_page("letter", key)
    assert isinstance(again, LetterPage)
    assert field_text(again, "salutation") == "Dear Siân fach"
    assert "Dear Siân fach" in again.reading.text.toPlainText()


def test_keeping_the_letter_takes_its_draft_away(window: MainWindow, office: Office) -> None:
    page = open_letter(window)
    page.form.form["salutation"].set_value("Dear Siân fach")
    page.autosave.save_now()
    press(window, KEEP)
    assert list_drafts(office) == []


def test_looking_at_a_letter_leaves_no_draft(window: MainWindow, office: Office) -> None:
    window.close_page(open_letter(window))
    assert list_drafts(office) == []


def test_a_letter_there_is_not_is_said(window: MainWindow) -> None:
    page = open_letter(window, "L99")
    assert page.reading.nothing.text.text().startswith("There is no letter L99.")


def test_pages_grow_and_fit_again(window: MainWindow) -> None:
    sheets = open_letter(window).reading.sheets
    fitted = sheets.scale()
    sheets.step_zoom(1)
    assert sheets.scale() > fitted
    sheets.set_zoom(0)
    assert sheets.scale() == fitted


def test_how_it_is_read_comes_back_at_the_next_start(window: MainWindow) -> None:
    page = open_letter(window)
    page.reading.switch.set_value("text")
    page.reading.sheets.set_zoom(150)
    state = json.loads(json.dumps(page.layout_state()))
    other = LetterPage(window.context, page.key)
    other.restore_layout(state)
    assert (other.reading.what(), other.reading.sheets.zoom()) == ("text", 150)


def test_nothing_flashes_up_as_a_window_of_its_own(window: MainWindow) -> None:
    windows = OwnWindows()
    open_letter(window, address_lines="", postcode="", summary="漢字")
    assert windows.seen == []


def test_no_address_of_a_nameless_person_is_invented(window: MainWindow) -> None:
    page = open_letter(window, full_name="Anonymous", address_lines="", postcode="", email="", phone="")
    assert "address" in [problem.field for problem in page.problems]


@pytest.mark.parametrize("show", ["pages", "text"])
def test_the_page_is_accessible(window: MainWindow, show: str) -> None:
    page = open_letter(window, received_on=date(2025, 10, 1))
    page.reading.switch.set_value(show)
    check_page(page)


def test_the_page_with_problems_is_accessible(window: MainWindow) -> None:
    page = open_letter(window, address_lines="", postcode="")
    press(window, KEEP)
    check_page(page, themes=("light",))


def test_a_kept_letter_is_accessible(window: MainWindow) -> None:
    page = open_letter(window)
    press(window, KEEP)
    check_page(page, themes=("dark",))
