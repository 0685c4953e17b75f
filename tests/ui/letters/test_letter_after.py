"""A letter that was sent is corrected or comes back, one that was not is discarded; who may read it only."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from caseworker.actions import letter_flow, letter_post
from caseworker.actions.drafts import list_drafts
from caseworker.domain.letters import Paragraph
from caseworker.office import Office
from tests.actions.letter_life.life_help import kept_by_an_earlier_version
from tests.ui.a11y import check_page
from tests.ui.letters.desk import (
    KEEP,
    approve,
    give_for_review,
    letter_of,
    open_letter,
    printed,
    sent,
    state,
    write,
)
from tests.ui.real_window import make_window, press
from ui.letters.ask_dialog import AskDialog
from ui.letters.letter_page import LetterPage
from ui.window import MainWindow


@pytest.fixture
def window(office: Office, qtbot: object) -> MainWindow:
    return make_window(office)


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
