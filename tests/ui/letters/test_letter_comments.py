"""A letter between its writer and its reviewer: comments, what is whose to do, nothing left behind."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.actions.drafts import list_drafts
from caseworker.actions.settings_change import change_settings
from caseworker.office import Office
from tests.ui.letters.desk import (
    FINISH,
    KEEP,
    KEY,
    give_for_review,
    open_letter,
    show_checks,
    sit_down,
    state,
    write,
)
from tests.ui.real_window import make_window, press
from ui.letters.letter_page import LetterPage
from ui.window import MainWindow


@pytest.fixture
def window(office: Office, qtbot: object) -> MainWindow:
    return make_window(office)


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


def returned(window: MainWindow, office: Office, comment: str) -> LetterPage:
    """A letter given to Ali, who returns it."""
    page = open_letter(window, "L54")
    (part,) = page.writing.parts.editors
    write(page, part, "We are sorry that nobody came.")
    give_for_review(window, page, "Ali")
    sit_down(office, "Ali Demir")
    page.refresh()
    page.writing.sections["comments"].set_open(True)
    page.writing.comments.box.set_value(comment)
    page.autosave.save_now()
    assert len(list_drafts(office)) == 1
    page.head.buttons["return"].setFocus()
    page.head.buttons["return"].click()
    return page


def test_returning_a_letter_leaves_no_draft_and_no_key_that_approves_it(
    window: MainWindow, office: Office
) -> None:
    page = returned(window, office, "Say who comes instead.")
    assert state(page) == "returned"
    assert list_drafts(office) == []
    window.close_page(page)
    assert list_drafts(office) == []


def test_after_a_letter_is_returned_the_focus_is_on_the_letter(window: MainWindow, office: Office) -> None:
    page = returned(window, office, "Say who comes instead.")
    assert page.reading.isAncestorOf(window.focusWidget())
    press(window, KEY.Key_Return, KEY.Key_Space)
    assert state(page) == "returned"


def test_other_words_of_the_reviewer_stay_a_draft(window: MainWindow, office: Office) -> None:
    page = open_letter(window, "L54")
    (part,) = page.writing.parts.editors
    write(page, part, "We are sorry that nobody came.")
    give_for_review(window, page, "Ali")
    sit_down(office, "Ali Demir")
    page.refresh()
    write(page, part, "We are sorry that nobody came on Monday.")
    page.writing.comments.box.set_value("Like this?")
    page.writing.comments.add_button.click()
    page.autosave.save_now()
    assert len(list_drafts(office)) == 1


def test_the_writer_of_a_letter_in_review_has_nothing_to_tick(window: MainWindow, office: Office) -> None:
    change_settings(office, {"letter_approval": {"L01": "second"}})
    sit_down(office, "Ali Demir")
    page = open_letter(window)
    press(window, FINISH)
    show_checks(page)
    assert state(page) == "review"
    assert page.head.state.text() == "With Asha Khan since Wednesday 15 October 2025"
    assert not page.head.check.isVisibleTo(page)
    assert page.head.checks.text().startswith("Checks settled")
    row = next(row for row in page.writing.checks.rows.values() if row.check.area == "recipient")
    assert row.words.text() == "Asha Khan compares name and address before approving."
    assert row.way is None
    page.flow.finish()
    assert state(page) == "review"
    assert "Asha Khan" in page.writing.summary.accessibleDescription(), "it says who approves it"
    sit_down(office, "Asha Khan")
    page.refresh()
    show_checks(page)
    assert page.head.check.isVisibleTo(page)
    assert page.head.checks.text().startswith("1 check to settle")
