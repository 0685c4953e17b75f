"""Where the focus is once a letter has come from another thread: what is typed first must never tick the check."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from caseworker.actions import letter_flow
from caseworker.actions.drafts import list_drafts
from caseworker.domain.letter_work import LetterWork
from caseworker.office import Office
from tests.example_office import log_complaint
from tests.typing_help import type_text
from tests.ui.letters.desk import open_letter
from tests.ui.real_window import make_window
from ui.letters.letter_page import LetterPage
from ui.tasks import Threads
from ui.window import MainWindow


@pytest.fixture
def window(office: Office, qtbot: QtBot) -> Iterator[MainWindow]:
    window = make_window(office)
    threads = Threads()
    window.context.tasks = threads
    yield window
    threads.shutdown()


def has_come(page: LetterPage) -> bool:
    return page.preview_made is not None or bool(page.problems)


def test_writing_begins_in_the_first_part_once_the_letter_has_come(window: MainWindow, qtbot: QtBot) -> None:
    page = open_letter(window, "L54")
    qtbot.waitUntil(lambda: has_come(page))
    assert window.focusWidget() is next(iter(page.writing.parts.editors.values())).box


def test_what_is_typed_before_the_letter_has_come_ticks_nothing(window: MainWindow, qtbot: QtBot) -> None:
    page = open_letter(window, "L54")
    type_text(window.focusWidget() or page, "We spoke to them")
    qtbot.waitUntil(lambda: has_come(page))
    assert not page.head.is_checked()


def test_a_draft_that_comes_back_is_gone_on_with_where_it_was_left(window: MainWindow, qtbot: QtBot) -> None:
    page = open_letter(window, "L54")
    qtbot.waitUntil(lambda: has_come(page))
    type_text(window.focusWidget() or page, "We spoke to them")
    page.autosave.save_now()
    key, office = page.key, window.context.office
    qtbot.waitUntil(lambda: bool(list_drafts(office)))
    window.close_page(page)
    again = window.open_page("letter", key)
    assert isinstance(again, LetterPage)
    qtbot.waitUntil(lambda: has_come(again))
    (editor,) = again.writing.parts.editors.values()
    assert window.focusWidget() is editor.box
    assert editor.box.textCursor().position() == len("We spoke to them")


def test_a_letter_without_parts_to_write_leads_to_the_tick(window: MainWindow, qtbot: QtBot) -> None:
    page = open_letter(window, "L01")
    qtbot.waitUntil(lambda: has_come(page))
    assert window.focusWidget() is page.head.check.editor()


def test_a_focus_that_was_moved_meanwhile_stays(window: MainWindow, qtbot: QtBot) -> None:
    page = open_letter(window, "L54")
    window.tabs.setFocus()
    elsewhere = window.focusWidget()
    qtbot.waitUntil(lambda: has_come(page))
    assert window.focusWidget() is elsewhere


def test_an_approved_letter_leads_to_its_first_act(window: MainWindow, qtbot: QtBot) -> None:
    office = window.context.office
    case_id = log_complaint(office).case_id
    kept = letter_flow.keep_letter(office, case_id, "", "L01", LetterWork())
    letter_flow.approve_letter(
        office, case_id, kept.letter_id, "L01", LetterWork(), recipient_checked=True, accepted={}
    )
    page = window.open_page("letter", f"{case_id}/{kept.letter_id}")
    assert isinstance(page, LetterPage)
    qtbot.waitUntil(lambda: page.opened is not None)
    assert window.focusWidget() is next(iter(page.head.buttons.values()))
