"""A batch walked by keyboard while the letters come from another thread: where the focus is, and what a press does."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.actions import look_up
from caseworker.office import Office
from tests.example_office import log_complaint
from tests.ui.real_window import make_window
from ui.letters.batch.batch_page import BatchPage
from ui.letters.batch.look_step import State
from ui.tasks import Threads
from ui.theme import apply_theme
from ui.window import MainWindow

NAMES = ("Ann Abbot", "No Home", "Zoe Zeal")


@pytest.fixture
def window(office: Office, qtbot: QtBot) -> Iterator[MainWindow]:
    for name in NAMES:
        gone = {"address_lines": "", "postcode": ""} if name == "No Home" else {}
        log_complaint(office, full_name=name, **gone)
    window = make_window(office)
    window.add_kind(BatchPage)
    threads = Threads()
    window.context.tasks = threads
    yield window
    threads.shutdown()


def begun(window: MainWindow, qtbot: QtBot) -> BatchPage:
    """The batch of all cases, its first letter shown."""
    office = window.context.office
    numbers = tuple(row.number for row in look_up.list_page(office, look_up.query(office, "all")))
    page = window.open_page("letter_batch", numbers=tuple(sorted(numbers)))
    assert isinstance(page, BatchPage)
    qtbot.waitUntil(lambda: bool(page.write.letter.choices()))
    page.write.letter.set_value("L01")
    qtbot.waitUntil(lambda: bool(page.standing.cases))
    page.finish()
    qtbot.waitUntil(lambda: is_shown(page, "Ann Abbot"))
    return page


def is_shown(page: BatchPage, name: str) -> bool:
    return page.look.where.text().endswith(name)


def press_tick(page: BatchPage) -> None:
    page.looking._ticked_at = -inf  # so that it is not taken for a second press on the letter before
    QTest.keyClick(page.look.tick_button, Qt.Key.Key_Return)


def test_after_a_tick_the_focus_stays_on_the_tick_or_goes_to_the_list(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = begun(window, qtbot)
    page.look.tick_button.setFocus()
    press_tick(page)
    assert window.focusWidget() is page.look.tick_button
    qtbot.waitUntil(lambda: is_shown(page, "No Home"))
    assert not page.look.tick_button.isEnabled()
    assert window.focusWidget() is page.look.table.view
    QTest.keyClick(page.look.table.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: is_shown(page, "Zoe Zeal"))
    assert page.look.tick_button.isEnabled()


def test_a_press_before_the_next_letter_has_come_ticks_nothing(window: MainWindow, qtbot: QtBot) -> None:
    page = begun(window, qtbot)
    page.look.tick_button.setFocus()
    page.look.go_to(page.standing.cases[2].case_id)
    press_tick(page)
    qtbot.waitUntil(lambda: is_shown(page, "Zoe Zeal"))
    assert State.TICKED not in page.standing.states.values()


def test_a_second_press_on_the_same_letter_does_not_tick_the_next(window: MainWindow, qtbot: QtBot) -> None:
    page = begun(window, qtbot)
    usual = QApplication.doubleClickInterval()
    QApplication.setDoubleClickInterval(60_000)
    try:
        press_tick(page)
        page.look.go_to(page.standing.cases[2].case_id)
        qtbot.waitUntil(lambda: is_shown(page, "Zoe Zeal"))
        QTest.keyClick(page.look.tick_button, Qt.Key.Key_Return)
    finally:
        QApplication.setDoubleClickInterval(usual)
    assert list(page.standing.states.values()).count(State.TICKED) == 1


def test_at_the_largest_text_the_letter_stands_whole_and_the_page_scrolls(
    window: MainWindow, qtbot: QtBot, look: QApplication
) -> None:
    apply_theme(look, "light", 200, reduce_motion=True)
    page = begun(window, qtbot)
    room = window.tabs.room.verticalScrollBar()
    qtbot.waitUntil(lambda: room.maximum() > 0)
    sheets = page.look.sheets
    qtbot.waitUntil(lambda: sheets.height() >= sheets.whole_height())
    assert sheets.verticalScrollBar().maximum() == 0
    page.go_back()
    qtbot.waitUntil(lambda: room.maximum() == 0)  # the step before needs no more than its room
