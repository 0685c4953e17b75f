"""A letter that is checked, reviewed and approved."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from caseworker.actions import letter_flow, letters
from caseworker.actions.edit import edit_case
from caseworker.actions.settings_change import change_settings
from caseworker.errors import DiskFullError
from caseworker.office import Office
from tests.ui.letters.desk import (
    FINISH,
    KEY,
    approve,
    case_of,
    confirm,
    give_for_review,
    letter_of,
    open_letter,
    sit_down,
    state,
    write,
)
from tests.ui.real_window import alert_words, make_window, press
from ui.window import MainWindow


@pytest.fixture
def window(office: Office, qtbot: object) -> MainWindow:
    return make_window(office)


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


def test_giving_it_for_review_judges_what_stands_there_now_not_the_last_preview(
    window: MainWindow, office: Office
) -> None:
    """Ctrl+Enter may come before the preview of the last key: what was lacking is there, or what was there is gone."""
    change_settings(office, {"letter_approval": {"L01": "second"}})
    sit_down(office, "Ali Demir")
    page = open_letter(window, address_lines="", postcode="", email="")
    assert page.problems
    page.writing.form["address"].set_value("1 High Street\nLondon\nSE13 6LN")
    page.previewing.stop()  # the preview is still to come
    press(window, FINISH)
    assert state(page) == "review"


def test_a_letter_that_lacks_something_since_its_last_preview_is_not_given_for_review(
    window: MainWindow, office: Office
) -> None:
    change_settings(office, {"letter_approval": {"L01": "second"}})
    sit_down(office, "Ali Demir")
    page = open_letter(window)
    assert not page.problems
    page.writing.form["address"].set_value("")
    page.previewing.stop()
    press(window, FINISH)
    assert case_of(page).letters == ()
    assert window.windowTitle().startswith("Error: ")
    assert window.focusWidget() is page.writing.summary
    assert not page.is_busy
