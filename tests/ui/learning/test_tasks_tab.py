"""Actions and compensation on the case, by keyboard: added, changed, done with proof, accepted, removed."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from caseworker.actions.tasks import NewTask, TaskRef, add_task, finish_tasks
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint
from tests.ui import a11y
from tests.ui.cases.case_help import Desk, sit_down
from tests.ui.learning.help import complaint_with_points, with_actions
from ui.cases.tasks_tab import TasksTab
from ui.learning.done_panel import DonePanel, SatisfyPanel
from ui.learning.payment_panel import PaymentPanel
from ui.learning.task_panel import TaskPanel


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Desk:
    return at_actions(qtbot, office, with_actions(office, complaint_with_points(office)))


def at_actions(qtbot: QtBot, office: Office, case_id: str) -> Desk:
    found = sit_down(qtbot, office, case_id)
    found.page.tabs.go("actions")
    return found


def tab_of(desk: Desk) -> TasksTab:
    part = desk.page.tabs.made["actions"]
    assert isinstance(part, TasksTab)
    return part


def test_an_action_is_added_by_keys_with_its_point_and_its_day(qtbot: QtBot, office: Office) -> None:
    desk = sit_down(qtbot, office, complaint_with_points(office))
    desk.press("Ctrl+Shift+K")
    act = desk.page.acts.act
    assert isinstance(act, TaskPanel)
    desk.type("Ring back within two days")
    desk.press("Tab")
    desk.type("1")
    desk.go_to(act.form["owner"].editor())
    desk.type("Ali")
    desk.go_to(act.due.editor())
    desk.type("+3")
    desk.press("Ctrl+Enter")
    (task,) = desk.view.tasks
    assert {name: task.doc[name] for name in ("what", "due_on", "kind", "service", "arising_from")} == {
        "what": "Ring back within two days", "due_on": "2025-10-20", "kind": "action",
        "service": "Corporate Parenting", "arising_from": "Stage 1, point 1",
    }  # fmt: skip
    assert office.staff_name(task.doc["owner"]) == "Ali Demir"
    assert desk.alerts() == ["Saved: Action added to CYP-2025-0001, due Monday 20 October 2025."]
    desk.press("Ctrl+Z")
    assert desk.view.tasks == ()


def test_each_action_says_how_it_stands(desk: Desk) -> None:
    late, soon = tab_of(desk).views.values()
    assert late.row.words.text == "Remedy: Write an apology"
    assert late.row.words.tag == ("overdue", "Late by 3 working days")
    assert late.row.words.lines[:2] == (
        "Due Friday 10 October 2025. No owner",
        "From: Point 1, stage 1",
    )
    assert soon.row.words.tag == ("due_soon", "Due soon")
    assert tab_of(desk).total.text() == "Total: £150.50"
    assert [row.words.text for row in tab_of(desk).payments.values()] == ["Distress: £150.50"]


def test_a_remedy_is_done_with_its_proof_and_then_accepted(desk: Desk) -> None:
    desk.press("Enter")  # the focus is on "Mark as done"
    act = desk.page.acts.act
    assert isinstance(act, DonePanel)
    assert act.result.text() == "Done late."
    desk.press("Ctrl+Enter")
    assert act.form.blocks["evidence"].problem() == "Enter what proves that the remedy was carried out"
    desk.go_to(act.evidence.editor())
    desk.type("Letter of 15 October")
    desk.press_later("Ctrl+Enter")
    task = next(t for t in desk.view.tasks if t.doc["kind"] == "remedy")
    assert (task.doc["done_on"], task.doc["evidence"]) == ("2025-10-15", "Letter of 15 October")
    view = tab_of(desk).views[task.id]
    assert view.row.words.tag == ("closed", "Done late")
    view.satisfied_asked.emit()
    assert isinstance(desk.page.acts.act, SatisfyPanel)
    desk.press_later("Ctrl+Enter")
    assert next(t for t in desk.view.tasks if t.id == task.id).doc["satisfied_on"] == "2025-10-15"


def test_an_action_marked_by_mistake_is_to_be_done_again(desk: Desk) -> None:
    task = desk.view.tasks[0]
    view = tab_of(desk).views[task.id]
    assert view.again.isHidden()
    finish_tasks(desk.office, [TaskRef(desk.page.key, task.id)], TODAY, "Letter of 15 October")
    desk.page.refresh()
    desk.go_to(view.again)
    desk.press("Enter")
    assert not desk.view.tasks[0].doc["done_on"]
    assert desk.view.tasks[0].doc["evidence"] == "Letter of 15 October"
    assert desk.alerts() == ["Saved: 1 action in CYP-2025-0001 is not done after all."]
    desk.press("Ctrl+Z")
    assert desk.view.tasks[0].doc["done_on"] == TODAY.isoformat()


def test_an_action_is_opened_changed_and_removed_by_keys(desk: Desk) -> None:
    soon = list(tab_of(desk).views.values())[1]
    soon.row.setFocus()
    desk.press("Enter")
    act = desk.page.acts.act
    assert isinstance(act, TaskPanel)
    assert act.form["what"].value() == "Visit every week"
    desk.go_to(act.form["learning"].editor())
    desk.type("Cover is named before a worker leaves.")
    desk.go_to(act.form["may_publish"].editor())
    desk.press("Space")
    desk.press_later("Ctrl+Enter")
    task = next(t for t in desk.view.tasks if t.doc["what"] == "Visit every week")
    assert (task.doc["learning"], task.doc["may_publish"]) == ("Cover is named before a worker leaves.", True)
    assert soon.row.hasFocus()
    desk.press("Delete")
    assert len(desk.view.tasks) == 1
    desk.press("Ctrl+Z")
    assert len(desk.view.tasks) == 2


def test_an_action_by_somebody_who_left_keeps_its_owner(qtbot: QtBot, office: Office) -> None:
    case_id = log_complaint(office).case_id
    add_task(office, case_id, NewTask("Visit", owner="Joint Commissioning"))
    desk = at_actions(qtbot, office, case_id)
    tab_of(desk).open_asked.emit(desk.view.tasks[0].id)
    act = desk.page.acts.act
    assert isinstance(act, TaskPanel)
    assert act.form["owner"].value() == "Joint Commissioning"
    desk.press("Ctrl+Enter")
    assert desk.view.tasks[0].doc["owner"] == "Joint Commissioning"


def test_compensation_is_recorded_and_paid(desk: Desk) -> None:
    tab_of(desk).pay_asked.emit()
    act = desk.page.acts.act
    assert isinstance(act, PaymentPanel)
    assert act.form["payee"].value() == "Siân O’Brien"
    desk.type("time")
    desk.go_to(act.form["amount"].editor())
    desk.type("1.005")
    desk.press("Ctrl+Enter")
    assert act.form.blocks["amount"].problem() == "Amount must have no more than two figures after the point"
    act.form["amount"].set_value("99.50")
    desk.press_later("Ctrl+Enter")
    assert tab_of(desk).total.text() == "Total: £250"
    payment_id = desk.view.of_kind("payment")[1].id
    tab_of(desk).payments[payment_id].click()
    act = desk.page.acts.act
    assert isinstance(act, PaymentPanel)
    act.form["paid_on"].set_value(TODAY)
    desk.press_later("Ctrl+Enter")
    assert tab_of(desk).payments[payment_id].words.tag == ("on_time", "Paid")


@pytest.mark.parametrize("part", ["case.action", "done", "satisfied", "payment", "point", "add", "outcome"])
def test_every_form_passes_every_check(qtbot: QtBot, office: Office, part: str) -> None:
    case_id = with_actions(office, complaint_with_points(office))
    desk = at_actions(qtbot, office, case_id)
    task = desk.view.tasks[0]
    if part == "satisfied":
        finish_tasks(office, [TaskRef(case_id, task.id)], date(2025, 10, 14), "Letter")
        desk.page.refresh()
    tab, points = tab_of(desk), desk.page.tabs.part("points")
    {
        "case.action": lambda: desk.press("Ctrl+Shift+K"),
        "done": lambda: tab.done_asked.emit(task.id),
        "satisfied": lambda: tab.satisfied_asked.emit(task.id),
        "payment": tab.pay_asked.emit,
        "point": lambda: points.open_asked.emit(desk.view.of_kind("point")[1].id),  # type: ignore[attr-defined]
        "add": points.add_asked.emit,  # type: ignore[attr-defined]
        "outcome": lambda: desk.press("Ctrl+Shift+D"),
    }[part]()
    assert desk.page.acts.act is not None
    a11y.check_page(desk.page.acts)


def test_the_actions_part_passes_every_check(desk: Desk) -> None:
    a11y.check_page(tab_of(desk))
