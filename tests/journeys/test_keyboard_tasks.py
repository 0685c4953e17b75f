"""Tasks 4, 5 and 10 of the interface brief (section 11), by keyboard alone in the window as the program makes it.

Each prints how many keys it took; each of Ctrl, Shift and Alt counts as one, text typed as data does not.
"""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QApplication

from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.look_up import open_case
from caseworker.actions.opening import OpenOffice
from tests.example_office import log_complaint
from tests.ui.keyboard import Keyboard
from ui.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


def test_task_4_a_surname_gives_the_case_its_due_date_owner_and_last_event(
    window: MainWindow, opened: OpenOffice
) -> None:
    logged = log_complaint(opened.office, full_name="Marie Osei")
    log_complaint(opened.office, full_name="Jo Bell")
    keyboard = Keyboard(window)
    keyboard.press("Ctrl+E")
    keyboard.type("osei")
    keyboard.press("Enter")
    print(f"task 4: {keyboard.keys} keys, {keyboard.text} characters")
    page = cast(Any, window.tabs.front())
    assert page.key == logged.case_id
    spoken = " ".join((page.facts.identity.due, page.facts.owner, page.facts.view.timeline[0].title))
    assert "due Tuesday 28 October" in spoken
    assert "Asha Khan" in spoken
    assert "Logged" in spoken
    assert keyboard.keys <= 6
    assert keyboard.text <= 4


def test_task_5_records_the_call_and_a_follow_up_in_three_working_days(
    window: MainWindow, opened: OpenOffice
) -> None:
    logged = log_complaint(opened.office)
    window.open_page("case", logged.case_id)
    QApplication.processEvents()
    keyboard = Keyboard(window)
    keyboard.press("Ctrl+Shift+N")
    keyboard.type("Mother rang: nobody has visited. Told her the date and who will answer it.")
    keyboard.press("Tab", 2)
    keyboard.type("+3")
    keyboard.press("Ctrl+Enter")
    print(f"task 5: {keyboard.keys} keys, {keyboard.text} characters")
    view = open_case(opened.office, logged.case_id)
    assert [note.doc["text"][:12] for note in view.notes] == ["Mother rang:"]
    assert view.row.follow_up_on == date(2025, 10, 20)
    assert keyboard.keys <= 10
    assert keyboard.text <= 82


def test_task_10_goes_from_a_closed_stage_1_to_stage_2_with_date_and_first_tasks(
    window: MainWindow, opened: OpenOffice
) -> None:
    office = opened.office
    logged = log_complaint(office, received_on=date(2025, 10, 1))
    answer_case(
        office,
        logged.case_id,
        Answer(on=date(2025, 10, 14), outcome="not_upheld", reason="Visits were made", root_cause="Delay"),
    )
    window.open_page("case", logged.case_id)
    QApplication.processEvents()
    keyboard = Keyboard(window)
    keyboard.press("Ctrl+Shift+E")
    keyboard.press("Tab")
    keyboard.type("The dates of the visits are wrong, and the apology is missing")
    keyboard.press("Tab")
    keyboard.type("d")  # disagree with decision
    keyboard.press("Ctrl+Enter")
    print(f"task 10: {keyboard.keys} keys, {keyboard.text} characters")
    view = open_case(office, logged.case_id)
    assert view.row.stage == "Stage 2"
    assert view.stage is not None
    assert view.stage.doc["escalation_reason"] == "Disagree with decision"
    assert view.row.due_on == date(2025, 11, 19)
    assert view.tasks, "the first tasks are there"
    assert keyboard.keys <= 14
    assert keyboard.text <= 63
