"""The page "Actions and learning" by keyboard: views, several closed with one piece of evidence, compensation."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.actions.look_up import open_case
from caseworker.office import Office
from tests.ui import a11y
from tests.ui.cases.case_help import Desk, sit_down
from tests.ui.learning.help import complaint_with_points, with_actions
from ui.learning.done_dialog import DoneDialog
from ui.learning.learning_page import COMPENSATION, LearningPage


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Desk:
    found = sit_down(qtbot, office, with_actions(office, complaint_with_points(office)))
    with_actions(office, complaint_with_points(office))
    found.window.add_kind(LearningPage)
    return found


@pytest.fixture
def page(desk: Desk) -> LearningPage:
    found = desk.window.open_page("learning")
    assert isinstance(found, LearningPage)
    QApplication.processEvents()
    return found


def whats(page: LearningPage) -> list[str]:
    return [line.what for line in page.model.rows()]


def dialog_of(desk: Desk) -> DoneDialog:
    (found,) = (d for d in desk.window.findChildren(DoneDialog) if d.isVisible())
    return found


def test_the_views_say_how_many_they_hold_and_show_them(page: LearningPage) -> None:
    assert page.views.current() == "overdue"
    assert whats(page) == ["Write an apology", "Write an apology"]
    assert page.full.text() == "Late by 3 working days: Write an apology"
    page.views.set_current("due_soon")
    assert whats(page) == ["Visit every week", "Visit every week"]
    page.views.set_current("learning")
    assert page.table.empty.isVisible()
    assert page.model.rowCount() == 0


def test_enter_opens_the_actions_of_the_case(desk: Desk, page: LearningPage) -> None:
    page.table.view.setFocus()
    page.table.view.selectRow(0)
    page.table.opened.emit(page.model.index(0, 0))
    assert desk.window.tabs.front() is desk.page
    assert desk.page.tabs.current() == "actions"


def test_several_actions_are_done_with_one_proof_and_undone_in_one_act(
    desk: Desk, page: LearningPage
) -> None:
    page.table.view.setFocus()
    page.table.view.selectAll()
    page.mark_done()
    dialog = dialog_of(desk)
    assert dialog.do_button.text() == "Mark 2 actions as done"
    dialog.take()
    assert dialog.isVisible()
    assert dialog.form.blocks["evidence"].problem() == "Enter what proves that the remedy was carried out"
    dialog.evidence.set_value("Letters of 15 October")
    dialog.take()
    assert whats(page) == []
    assert desk.alerts()[0] == "Saved: 2 actions in 2 cases are done."
    page.views.set_current("done")
    assert len(whats(page)) == 2
    desk.press("Ctrl+Z")
    assert not any(task.doc.get("done_on") for task in open_case(desk.office, desk.page.key).tasks)


def test_actions_marked_by_mistake_are_to_be_done_again_in_one_act(desk: Desk, page: LearningPage) -> None:
    assert (page.done_button.isEnabled(), page.not_done_button.isEnabled()) == (True, False)
    page.table.view.selectAll()
    page.mark_done()
    dialog = dialog_of(desk)
    dialog.evidence.set_value("Letters of 15 October")
    dialog.take()
    page.views.set_current("done")
    page.table.view.setFocus()
    page.table.view.selectAll()
    assert (page.done_button.isEnabled(), page.not_done_button.isEnabled()) == (False, True)
    page.not_done_button.click()
    assert desk.alerts()[0] == "Saved: 2 actions in 2 cases are not done after all."
    assert whats(page) == []
    desk.press("Ctrl+Z")
    assert len(whats(page)) == 2


def test_services_are_reminded_of_the_chosen_actions(
    page: LearningPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[str, tuple[int, ...]]] = []
    monkeypatch.setattr(
        page.context, "open_page", lambda kind, **more: opened.append((kind, more["numbers"]))
    )
    page.table.view.selectAll()
    page.remind()
    ((kind, numbers),) = opened
    assert kind == "chase"
    assert len(numbers) == 2


def test_leaving_the_dialog_changes_nothing(desk: Desk, page: LearningPage) -> None:
    page.table.view.selectRow(0)
    page.mark_done()
    dialog_of(desk).reject()
    assert len(whats(page)) == 2


def test_compensation_has_totals_that_open_their_cases(
    desk: Desk, page: LearningPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.views.set_current(COMPENSATION)
    view = page.compensation
    assert [(line.label, line.totals.pennies) for line in view.totals_model.rows()] == [
        ("All compensation", 301_00),
        ("Distress", 301_00),
        ("Up to and including £100", 0),
        ("£101 to £500", 301_00),
        ("£501 and above", 0),
    ]
    assert sum(line.pennies for line in view.payments_model.rows()) == 301_00
    opened: list[tuple[Any, ...]] = []
    monkeypatch.setattr(
        page.context, "open_page", lambda *args, **more: opened.append((*args, more["numbers"]))
    )
    view.totals.opened.emit(view.totals_model.index(1, 0))
    ((kind, words, numbers),) = opened
    assert (kind, words) == ("case_list", f"Distress, {view.picker.period().label}")
    assert len(numbers) == 2
    view.totals.opened.emit(view.totals_model.index(2, 0))
    assert len(opened) == 1


def test_the_view_and_the_period_come_back_at_the_next_start(desk: Desk, page: LearningPage) -> None:
    page.views.set_current("no_owner")
    state = page.layout_state()
    page.views.set_current("all")
    page.restore_layout(state)
    assert page.views.current() == "no_owner"
    page.restore_layout({"view": "gone", "period": "never"})
    assert page.views.current() == "no_owner"


def test_an_empty_office_says_what_belongs_here(qtbot: QtBot, office: Office) -> None:
    from tests.ui.fake_context import make_context

    page = LearningPage(make_context(office))
    qtbot.addWidget(page)
    page.show()
    assert page.table.empty.isVisible()


@pytest.mark.parametrize("view", ["overdue", COMPENSATION])
def test_the_page_passes_every_check(page: LearningPage, view: str) -> None:
    page.views.set_current(view)
    a11y.check_page(page)
