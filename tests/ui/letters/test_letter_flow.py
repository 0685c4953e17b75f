"""A letter on its way: checked, reviewed, approved, printed, sent, corrected, come back; with key counts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.actions import letter_flow, letter_post, letters
from caseworker.actions.drafts import list_drafts
from caseworker.actions.edit import edit_case
from caseworker.actions.settings_change import change_settings
from caseworker.domain.letters import Paragraph
from caseworker.errors import DiskFullError
from caseworker.office import Office
from tests.actions.letter_life.life_help import kept_by_an_earlier_version
from tests.ui.a11y import check_page
from tests.ui.keyboard import Keyboard
from tests.ui.letters.desk import (
    FINISH,
    KEEP,
    KEY,
    PRINT,
    approve,
    case_of,
    come_back,
    confirm,
    letter_of,
    open_letter,
    sit_down,
    write,
)
from tests.ui.real_window import Answers, PdfPrinter, alert_words, make_window, press
from ui.letters.ask_dialog import AskDialog
from ui.letters.letter_page import LetterPage
from ui.pdf_pages import render_page
from ui.window import MainWindow


@pytest.fixture
def window(office: Office, qtbot: object) -> MainWindow:
    return make_window(office)


def printed(window: MainWindow, page: LetterPage, tmp_path: Path) -> PdfPrinter:
    """Approve and print."""
    page.printers = printer = PdfPrinter(tmp_path / "paper.pdf")
    approve(window, page)
    press(window, PRINT)
    return printer


def sent(window: MainWindow, page: LetterPage, tmp_path: Path) -> None:
    """Approve, print and record as sent."""
    printed(window, page, tmp_path)
    press(window, KEY.Key_Return)


def state(page: LetterPage) -> str:
    return str(letter_of(page).doc["status"])


# -- approval ---------------------------------------------------------------------------------------------------------


def test_approving_needs_the_tick_every_time(window: MainWindow) -> None:
    page = open_letter(window)
    press(window, FINISH)
    assert page.head.problem.text() == "Tick “I have checked the name and address” before you approve"
    assert window.windowTitle().startswith("Error: ")
    assert window.focusWidget() is page.head.check.editor()
    assert window.context.messages.open_dialog is None
    assert case_of(page).letters == ()


def test_approval_shows_to_whom_it_goes_and_waits_at_the_safe_choice(window: MainWindow) -> None:
    page = open_letter(window)
    page.head.check.set_value(True)
    press(window, FINISH)
    dialog = window.context.messages.open_dialog
    assert dialog is not None
    assert dialog.focusWidget().text() == "Go on writing"  # type: ignore[union-attr]
    assert (
        "To: Siân O’Brien, Flat 2, 19 Wharfinger Gardens, London, SE31 5EP." in dialog.accessibleDescription()
    )
    press(window, KEY.Key_Escape)
    dialog.reject()
    assert case_of(page).letters == ()


def test_an_approved_letter_is_frozen_as_it_was_shown(window: MainWindow) -> None:
    page = open_letter(window)
    shown = page.preview_made
    approve(window, page)
    kept = letter_of(page)
    assert shown is not None
    assert page.opened is not None
    assert kept.doc["status"] == "approved"
    assert letters.letter_bytes(page.context.office, str(kept.doc["digest"])) == shown.pdf == page.opened.pdf
    assert page.writing.isVisible() is False
    assert page.head.check.isVisible() is False
    assert window.focusWidget() is page.head.buttons["print"]
    assert window.context.registry.reason("page.save") == "This letter was approved, so its words stand."


def test_what_was_typed_a_moment_ago_is_approved_too(window: MainWindow) -> None:
    page = open_letter(window)
    page.writing.form["salutation"].set_value("Dear friend")
    approve(window, page)
    assert "Dear friend" in str(letter_of(page).doc["text"])


def test_a_second_press_approves_no_second_letter(window: MainWindow) -> None:
    page = open_letter(window)
    page.head.check.set_value(True)
    press(window, FINISH, FINISH)
    confirm(window)
    assert len(case_of(page).letters) == 1


def test_checks_that_are_not_met_are_problems_that_lead_to_their_place(window: MainWindow) -> None:
    page = open_letter(window, "L54")
    (part,) = page.writing.parts.editors
    write(page, part, "We will answer by [date] at the latest.")
    page.previewing.now()
    page.head.check.set_value(True)
    press(window, FINISH)
    words = [button.text() for button in page.writing.summary.buttons]
    assert any("[date]" in each for each in words), words
    page.writing.summary.buttons[0].click()
    assert window.focusWidget() is page.writing.parts.editors[part].box
    assert case_of(page).letters == ()


def test_the_head_counts_the_checks_and_leads_to_them(window: MainWindow) -> None:
    page = open_letter(window)
    page.checking.now()
    assert page.head.checks.text().startswith("1 check to settle")
    page.head.check.set_value(True)
    assert page.head.checks.text().startswith("Checks settled")
    page.head.checks.click()
    assert page.writing.sections["checks"].is_open()


def test_an_address_changed_by_a_colleague_meanwhile_stops_the_approval(
    window: MainWindow, office: Office
) -> None:
    page = open_letter(window)
    page.head.check.set_value(True)
    press(window, FINISH)
    view = case_of(page)
    assert view.complainant is not None
    address = {"lines": "1 New Street\nLondon", "postcode": "SE1 1AA"}
    edit_case(
        office, view, view.complainant.id, {"address": address}
    )  # elsewhere: this window does not know yet
    confirm(window)
    assert case_of(page).letters == ()
    assert "changed meanwhile" in page.writing.summary.accessibleDescription()
    assert page.head.is_checked() is False
    assert page.head.to.text() == "To Siân O’Brien, 1 New Street, London, SE1 1AA"


def test_a_wording_changed_meanwhile_stops_the_approval(window: MainWindow, office: Office) -> None:
    page = open_letter(window)
    page.head.check.set_value(True)
    press(window, FINISH)
    change_settings(office, {"council": "Another Council"})
    confirm(window)
    assert case_of(page).letters == ()
    assert "reads otherwise now" in page.writing.summary.accessibleDescription()


def test_closing_the_page_while_it_asks_leaves_nothing_half_done(window: MainWindow, office: Office) -> None:
    page = open_letter(window)
    case_id = page.case_id
    page.head.check.set_value(True)
    press(window, FINISH)
    dialog = window.context.messages.open_dialog
    assert dialog is not None
    window.close_page(page)
    QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
    dialog.accept()
    QApplication.processEvents()
    from caseworker.actions.look_up import open_case

    assert len(open_case(office, case_id).letters) in (0, 1)
    assert alert_words(window) == [] or alert_words(window)[0].startswith("Approved")


def test_a_full_disk_approves_nothing_and_keeps_the_text(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_letter(window)
    page.writing.form["salutation"].set_value("Dear friend")

    def full(*_: object, **__: object) -> None:
        raise DiskFullError(
            "The letter was not approved because the disk is full. Free some space, then try again."
        )

    monkeypatch.setattr(letter_flow, "write_and_approve", full)
    approve(window, page)
    assert alert_words(window)[0].startswith("The letter was not approved because the disk is full")
    assert str(page.writing.form["salutation"].value()) == "Dear friend"
    assert page.is_busy is False


def test_an_approval_is_taken_back_and_undone(window: MainWindow) -> None:
    page = open_letter(window)
    approve(window, page)
    page.head.buttons["withdraw"].click()
    assert state(page) == "draft"
    assert page.writing.isVisible()
    window.context.registry.run("edit.undo")
    assert state(page) == "approved"


# -- review -----------------------------------------------------------------------------------------------------------


def give_for_review(window: MainWindow, page: LetterPage, name: str) -> None:
    page.previewing.now()
    page.head.buttons["submit"].click()
    dialog = page.dialog
    assert dialog is not None
    dialog.line.setText(name)  # type: ignore[attr-defined]
    dialog.take()  # type: ignore[attr-defined]
    come_back(window)


def test_a_letter_goes_to_review_comes_back_with_comments_and_is_approved(
    window: MainWindow, office: Office
) -> None:
    page = open_letter(window, "L54")
    (part,) = page.writing.parts.editors
    write(page, part, "We are sorry that nobody came.")
    give_for_review(window, page, "Ali")
    assert page.head.tag.text == "For review"
    assert page.head.state.text() == "With Ali Demir since Wednesday 15 October 2025"

    sit_down(office, "Ali Demir")
    page.refresh()
    page.writing.sections["comments"].set_open(True)
    page.writing.comments.box.set_value("Say who comes instead.")
    page.head.buttons["return"].click()
    assert state(page) == "returned"
    assert page.writing.comments.text() == ""

    sit_down(office, "Asha Khan")
    page.refresh()
    assert page.head.state.text() == "Ali Demir sent it back with 1 comment to deal with"
    assert page.writing.sections["comments"].is_open()
    next(iter(page.writing.comments.ways.values())).click()
    assert page.writing.comments.ways == {}
    write(page, part, "We are sorry that nobody came. Ms Hopkins comes on Monday.")
    page.previewing.now()
    approve(window, page)
    assert state(page) == "approved"


def test_returning_a_letter_needs_a_comment(window: MainWindow, office: Office) -> None:
    page = open_letter(window)
    give_for_review(window, page, "Ali")
    sit_down(office, "Ali Demir")
    page.refresh()
    page.head.buttons["return"].click()
    assert [button.text() for button in page.writing.summary.buttons] == ["Enter what is to be changed"]
    page.writing.summary.buttons[0].click()
    assert window.focusWidget() is page.writing.comments.box.editor()
    assert state(page) == "review"


def test_where_a_second_person_approves_the_writer_gives_it_for_review(
    window: MainWindow, office: Office
) -> None:
    change_settings(office, {"letter_approval": {"L01": "second"}})
    sit_down(office, "Ali Demir")
    page = open_letter(window)
    assert next(iter(page.head.buttons)) == "submit"
    press(window, FINISH)
    assert state(page) == "review"
    assert page.head.state.text() == "With Asha Khan since Wednesday 15 October 2025"
    assert next(iter(page.head.buttons)) == "keep"
    page.flow.finish()
    assert state(page) == "review"
    assert "Asha Khan" in page.writing.summary.accessibleDescription(), "it says who approves it"


def test_a_comment_being_written_outlives_the_keeping_of_a_version(window: MainWindow, qtbot: QtBot) -> None:
    page = open_letter(window, "L54")
    write(page, "letter", "We spoke.")
    page.writing.comments.box.set_value("Say when.")
    press(window, KEEP)
    key = page.key
    window.close_page(page)
    again = window.open_page("letter", key)
    assert isinstance(again, LetterPage)
    qtbot.waitUntil(lambda: again.writing.comments.text() == "Say when.")


# -- printing and sending ---------------------------------------------------------------------------------------------


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
    assert page.finished.send.how.value() == "email", "a draft was made: it goes by email"
    assert (tmp_path / "CYP-2025-0001 L01.docx").read_bytes().startswith(b"PK")
    assert b"sian@example.org" in (tmp_path / "CYP-2025-0001 L01.eml").read_bytes()
    assert "It is addressed to sian@example.org." in alert_words(window)[0]
    assert page.finished.is_sending()


# -- corrected, come back, discarded ----------------------------------------------------------------------------------


def test_a_sent_letter_is_corrected_openly(window: MainWindow, tmp_path: Path) -> None:
    page = open_letter(window)
    sent(window, page, tmp_path)
    page.head.buttons["reissue"].click()
    dialog = page.dialog
    assert isinstance(dialog, AskDialog)
    dialog.do_button.click()
    assert [button.text() for button in dialog.summary.buttons] == ["Enter why the letter is corrected"]
    dialog.form["reason"].set_value("The date was wrong.")
    dialog.do_button.click()
    front = window.tabs.front()
    assert isinstance(front, LetterPage)
    assert front is not page
    assert front.opened is not None
    assert front.opened.doc["supersedes"] == page.which


def test_a_letter_that_came_back_says_so_and_is_dealt_with(window: MainWindow, tmp_path: Path) -> None:
    page = open_letter(window)
    sent(window, page, tmp_path)
    page.head.buttons["came_back"].click()
    dialog = page.dialog
    assert isinstance(dialog, AskDialog)
    dialog.do_button.click()
    assert [button.text() for button in dialog.summary.buttons] == ["Choose why it came back"]
    dialog.form["why"].set_value("gone_away")
    dialog.do_button.click()
    assert page.head.tag.text == "Came back"
    assert next(iter(page.head.buttons)) == "reissue"
    page.head.buttons["settle"].click()
    assert isinstance(page.dialog, AskDialog)
    page.dialog.form["what"].set_value("She gave the new address by phone.")
    page.dialog.do_button.click()
    assert page.head.tag.text == "Sent"


def test_a_letter_recorded_as_sent_by_mistake_waits_to_be_sent_again(
    window: MainWindow, tmp_path: Path
) -> None:
    page = open_letter(window)
    sent(window, page, tmp_path)
    page.head.buttons["not_sent"].click()
    dialog = page.dialog
    assert isinstance(dialog, AskDialog)
    dialog.do_button.click()
    assert [button.text() for button in dialog.summary.buttons] == [
        "Enter why the letter was not sent after all"
    ]
    dialog.form["reason"].set_value("It lay under the tray.")
    dialog.do_button.click()
    assert page.head.tag.text == "Approved"
    assert "send" in page.head.buttons


def test_a_draft_is_discarded_and_brought_back(window: MainWindow, office: Office) -> None:
    page = open_letter(window)
    press(window, KEEP)
    key = page.key
    page.head.buttons["discard"].click()
    assert window.tabs.front() is None or window.tabs.front() is not page
    assert list_drafts(office) == []
    window.context.registry.run("edit.undo")
    again = window.open_page("letter", key)
    assert isinstance(again, LetterPage)
    assert again.opened is not None


def test_two_pages_of_one_letter_follow_each_other(window: MainWindow, office: Office) -> None:
    page = open_letter(window, "L54")
    (part,) = page.writing.parts.editors
    write(page, part, "Words.")
    press(window, KEEP)
    other = LetterPage(window.context, page.key)
    approved = letter_flow.approve_letter(
        office, page.case_id, page.which, "L54", page.writing.work(), recipient_checked=True
    )
    for each in (page, other):
        each.on_changed(approved)
        assert each.writing.isHidden()
        assert each.head.tag.text == "Approved"
    press(window, KEEP)
    assert window.context.registry.reason("page.save") == "This letter was approved, so its words stand."


# -- who may ----------------------------------------------------------------------------------------------------------


def test_who_may_not_write_letters_reads_them_only(
    window: MainWindow, office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from dataclasses import replace

    page = open_letter(window)
    sent(window, page, tmp_path)
    role = office.roles[office.person.role]
    monkeypatch.setattr(
        office, "roles", {**office.roles, role.code: replace(role, may=role.may - {"letter"})}
    )
    page.refresh()
    assert list(page.head.buttons) == ["print", "save_pdf"]


@pytest.mark.parametrize("where", ["approved", "printed", "sent"])
def test_the_page_of_a_finished_letter_is_accessible(window: MainWindow, tmp_path: Path, where: str) -> None:
    page = open_letter(window)
    {"approved": lambda: approve(window, page), "printed": lambda: printed(window, page, tmp_path)}.get(
        where, lambda: sent(window, page, tmp_path)
    )()
    for alert in list(window.strip.alerts()):
        window.strip.close_alert(alert) if hasattr(window.strip, "close_alert") else None
    check_page(page)


def test_a_page_in_review_with_comments_is_accessible(window: MainWindow, office: Office) -> None:
    page = open_letter(window, "L54")
    (part,) = page.writing.parts.editors
    write(page, part, (Paragraph("Words."),))
    press(window, KEEP)
    page.writing.sections["comments"].set_open(True)
    page.writing.comments.box.set_value("Longer.")
    page.writing.comments.add_button.click()
    assert len(page.writing.comments.rows) == 1
    give_for_review(window, page, "Ali")
    check_page(page, themes=("light", "dark"))


def test_sending_on_another_day_is_refused_until_it_is_dated_anew(
    window: MainWindow, office: Office, tmp_path: Path
) -> None:
    page = open_letter(window)
    printed(window, page, tmp_path)
    page.finished.send.sent_on.set_value(date(2025, 10, 14))
    page.finished.send.send_button.click()
    assert page.finished.form.blocks["sent_on"].problem() != ""
    assert state(page) == "approved"


def test_a_letter_from_before_is_shown_as_it_was_kept(window: MainWindow, office: Office) -> None:
    """Versions before 0.3 kept letters as "written"."""
    page = open_letter(window)
    kept_by_an_earlier_version(office, page.case_id)
    old = window.open_page("letter", f"{page.case_id}/{letter_of(page).id}")
    assert isinstance(old, LetterPage)
    assert old.head.tag.text == "Approved"
    assert "print" in old.head.buttons


def test_sending_says_what_it_does_before(window: MainWindow, office: Office) -> None:
    page = open_letter(window)
    approve(window, page)
    assert page.opened is not None
    assert page.opened.letter is not None
    assert page.opened.does == letter_post.what_sending_does(office, page.opened.view, page.opened.letter)


def in_sight(page: LetterPage) -> bool:
    """Whether what has the focus is seen."""
    focus = page.window().focusWidget()
    return focus is not None and not focus.visibleRegion().isEmpty()


@pytest.mark.parametrize("by_key", [True, False], ids=["Alt+6", "the problem"])
def test_the_comment_box_is_seen_when_its_part_opens(window: MainWindow, qtbot: QtBot, by_key: bool) -> None:
    window.resize(1366, 748)
    page = open_letter(window, "L54")
    write(page, "letter", "We spoke.")
    press(window, KEEP)
    QApplication.processEvents()
    if by_key:
        press(window, (KEY.Key_6, Qt.KeyboardModifier.AltModifier))
    else:
        page.writing.focus("comments")
    QApplication.processEvents()
    assert window.focusWidget() is page.writing.comments.box.editor()
    qtbot.waitUntil(lambda: in_sight(page))
