"""Task 7 of the interface brief (section 11), by keyboard alone: stage 1 is extended from 10 to 20 working days.

It prints how many keys it took; each of Ctrl, Shift and Alt counts as one, text typed as data does not.
"""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from caseworker.actions.look_up import open_case
from caseworker.actions.opening import OpenOffice
from tests.example_office import log_complaint
from tests.ui.cases.case_help import words_of
from tests.ui.keyboard import Keyboard
from ui.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


def test_task_7_extends_stage_1_to_twenty_working_days_with_a_reason(
    window: MainWindow, opened: OpenOffice
) -> None:
    logged = log_complaint(opened.office)
    window.open_page("case", logged.case_id)
    QApplication.processEvents()
    keyboard = Keyboard(window)

    keyboard.press("Ctrl+Shift+X")
    keyboard.press("Tab")
    keyboard.type("The file is in store until next week.")
    said = words_of(window)
    keyboard.press("Ctrl+Enter")
    QApplication.processEvents()
    keyboard.press("Ctrl+Shift+L")
    keyboard.press("Enter")
    QApplication.processEvents()

    print(f"task 7: {keyboard.keys} keys, {keyboard.text} characters")
    view = open_case(opened.office, logged.case_id)
    assert view.row.due_on == date(2025, 11, 11)  # 20 working days from Tuesday 14 October
    assert any("Tuesday 11 November 2025" in words for words in said), "the new date is read before it is set"
    assert view.stage is not None
    assert view.stage.doc["extension_reason"] == "The file is in store until next week."
    letter = window.tabs.front()
    assert letter is not None
    assert (letter.kind, letter.key) == ("letter", f"{logged.case_id}/L09"), "the letter about it is there"
    assert keyboard.keys <= 12
    assert keyboard.text <= 40
