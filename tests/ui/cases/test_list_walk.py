"""Ctrl+. and Ctrl+, walk from case to case in the order of the list they were opened from."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from caseworker.office import Office
from tests.ui.cases.list_help import CTRL, make_window, press
from ui.cases.walk import take_walk_commands
from ui.widgets.announce import heard
from ui.window import MainWindow

NEXT, BEFORE = Qt.Key.Key_Period, Qt.Key.Key_Comma


@pytest.fixture
def walking(qtbot: QtBot, office: Office, cases: dict[str, str]) -> MainWindow:
    """The window with the list of all cases, the first of them opened."""
    window = make_window(qtbot, office)
    take_walk_commands(window.context, window)
    window.open_page("cases")
    press(Qt.Key.Key_Return)
    return window


def in_front(window: MainWindow, cases: dict[str, str]) -> str:
    front = window.tabs.front()
    assert front is not None
    return next(reference for reference, case_id in cases.items() if case_id == front.key)


def test_each_press_goes_one_case_on_in_one_tab(walking: MainWindow, cases: dict[str, str]) -> None:
    press(NEXT, CTRL)
    assert in_front(walking, cases) == "CYP-2025-0002"
    press(NEXT, CTRL)
    assert in_front(walking, cases) == "CYP-2025-0003"
    press(BEFORE, CTRL)
    assert in_front(walking, cases) == "CYP-2025-0002"
    assert [page.kind for page in walking.tabs.pages()] == ["cases", "case"]


def test_at_both_ends_it_says_so_and_stays(walking: MainWindow, cases: dict[str, str]) -> None:
    press(BEFORE, CTRL)
    assert heard[-1] == "This is the first case of the list."
    for _ in range(8):
        press(NEXT, CTRL)
    assert heard[-1] == "This is the last case of the list."
    assert len(walking.tabs.pages()) == 2


def test_a_list_that_was_closed_is_followed_no_more(walking: MainWindow) -> None:
    assert walking.context.registry.reason("go.next_case") == ""
    closed = walking.find_page("cases")
    assert closed is not None
    walking.close_page(closed)
    assert walking.context.registry.reason("go.next_case") == "Open a case from a list first."


def test_on_a_list_itself_there_is_no_case_to_go_on_from(walking: MainWindow) -> None:
    page = walking.find_page("cases")
    assert page is not None
    walking.tabs.bring_to_front(page)
    assert walking.context.registry.reason("go.next_case") == "Open a case from a list first."
