"""The tasks of interface section 11 that are about intake, by keyboard alone: 1, 2 and 3."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from caseworker.domain.kinds import Kind
from tests.ui.intake.conftest import CaseStand, Desk
from tests.ui.keyboard import Keyboard
from ui.intake.intake_page import IntakePage

HAPPENED = "No social worker has visited Tom since the start of June and nobody has returned any of my calls."
WANTED = "A named social worker and an apology now."


def begin_call(keyboard: Keyboard) -> None:
    """The first half of task 1, up to the middle of what happened."""
    keyboard.press("Ctrl+N")
    keyboard.type("s")  # statutory complaint
    keyboard.press("Alt+2")
    keyboard.type("Ann Shaw")
    keyboard.press("Tab", 2)
    keyboard.type("p")  # parent
    keyboard.press("Tab", 2)
    keyboard.type("02079460123")
    keyboard.press("Alt+3")
    keyboard.type("Tom Shaw")
    keyboard.press("Tab")
    keyboard.type("14")
    keyboard.press("Tab")
    keyboard.type("l")  # looked after
    keyboard.press("Alt+4")
    keyboard.type(HAPPENED[:50])


def end_call(keyboard: Keyboard) -> None:
    """The second half of task 1."""
    keyboard.type(HAPPENED[50:])
    keyboard.press("Tab")
    keyboard.type(WANTED)
    keyboard.press("Tab")
    keyboard.press("Space")  # no
    keyboard.press("Tab")
    keyboard.type("post")
    keyboard.press("Tab")
    keyboard.type("co")
    keyboard.press("Ctrl+Enter")


def test_task_1_logs_a_phone_complaint_from_the_work_list(desk: Desk) -> None:
    keyboard = desk.keyboard
    begin_call(keyboard)
    end_call(keyboard)
    print(f"task 1: {keyboard.keys} keys, {keyboard.text} characters")
    case = desk.logged()
    person, child = case.complainant, case.children[0]
    assert person is not None
    assert case.kind is Kind.STATUTORY
    assert case.value("channel") == "Phone"
    assert case.row.received_on == desk.office.clock.today()
    assert (person.doc["full_name"], person.doc["raised_by"]) == ("Ann Shaw", "Parent")
    assert person.doc["phone"] == "02079460123"
    assert (child.doc["full_name"], child.doc["age"]) == ("Tom Shaw", "About 14 years old")
    assert child.doc["child_status"] == "looked_after"
    assert (case.value("summary"), case.value("wants")) == (HAPPENED, WANTED)
    assert (case.value("risk"), case.value("theme")) == ("no", "Communication")
    assert (case.value("team"), case.value("service")) == ("Post Care Group", "Corporate Parenting")
    assert case.value("division") == "Children's Social Care"
    assert case.row.owner_id == desk.office.person.id
    assert desk.drafts() == []
    assert keyboard.keys <= 36
    assert keyboard.text <= 180


@pytest.mark.parametrize("size", [100, 200])
def test_task_1_counts_the_same_with_large_text(desk: Desk, size: int) -> None:
    for _ in range({100: 0, 200: 4}[size]):
        desk.context.registry.run("view.larger")
    begin_call(desk.keyboard)
    end_call(desk.keyboard)
    assert desk.logged().row.person == "Ann Shaw"
    assert desk.keyboard.keys <= 36


def test_task_2_second_call_in_the_middle_and_back_to_the_same_field(desk: Desk) -> None:
    begin_call(desk.keyboard)
    first = desk.intake()
    second = Keyboard(desk.window)
    second.press("Ctrl+N")
    second.type("mem")
    second.press("Alt+2")
    second.type("Cllr Joy Bell")
    second.press("Alt+4")
    second.type("A resident asks when the road crossing opens.")
    second.press("Tab", 3)
    second.type("school a")
    second.press("Tab")
    second.type("saf")
    second.press("Ctrl+Enter")
    case = desk.logged()
    assert (case.kind, case.row.person) == (Kind.MEMBER, "Cllr Joy Bell")
    resumed = Keyboard(desk.window)
    resumed.press("Ctrl+W")
    assert desk.front() is first
    assert first.form.name_of(QApplication.focusWidget()) == "summary"
    desk.wait_a_while()
    end_call(desk.keyboard)
    print(f"task 2: {second.keys + resumed.keys} keys, {second.text} characters, {resumed.keys} to resume")
    assert desk.logged().value("summary") == HAPPENED
    assert second.keys + resumed.keys <= 26
    assert resumed.keys <= 2
    assert second.text <= 75


def test_task_3_a_new_page_from_the_stored_draft_has_everything(new_desk: Callable[[], Desk]) -> None:
    killed = new_desk()
    begin_call(killed.keyboard)
    page = killed.intake()
    page.autosave.save_now()
    before = page.form.doc()
    again = new_desk()  # the first window is never asked to close: as after a kill
    again.keyboard.press("Ctrl+Shift+R")
    resumed = again.intake()
    assert again.keyboard.keys == 3
    assert resumed is not page
    assert resumed.form.doc() == before
    assert resumed.form.name_of(QApplication.focusWidget()) == "summary"
    assert resumed.form.form.blocks["summary"].mark.text() == "You were here"
    end_call(again.keyboard)
    assert isinstance(again.front(), CaseStand)
    assert again.logged().value("summary") == HAPPENED


def test_second_intake_opens_at_once_over_the_first(desk: Desk) -> None:
    desk.keyboard.press("Ctrl+N")
    first = desk.intake()
    desk.keyboard.press("Ctrl+N")
    assert desk.intake() is not first
    assert sum(isinstance(page, IntakePage) for page in desk.window.tabs.pages()) == 2
