"""The line "Still needed" names what a case lacks, and each name leads to where it is entered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.edit import edit_case
from caseworker.actions.points import add_points, change_point, points_of
from caseworker.domain.needs import NEEDS
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint
from tests.ui import a11y
from tests.ui.cases.case_help import Desk, sit_down
from ui.cases.acts.outcome import CompletePanel
from ui.cases.still_needed import StillNeeded, lead_of


def needed(desk: Desk) -> StillNeeded:
    return desk.page.next_step.needed


def words(desk: Desk) -> list[str]:
    return [link.text() for link in needed(desk).links]


def answered(office: Office, **more: object) -> str:
    case_id = log_complaint(office, **more).case_id
    answer_case(office, case_id, Answer(TODAY, "upheld"))
    return case_id


def test_every_need_leads_somewhere() -> None:
    assert [code for code in NEEDS if not lead_of(code, is_answered=False)] == []


def test_an_open_case_with_everything_shows_no_such_line(qtbot: QtBot, office: Office) -> None:
    desk = sit_down(qtbot, office, log_complaint(office).case_id)
    assert needed(desk).isHidden()


def test_a_missing_child_leads_to_the_page_that_adds_one(qtbot: QtBot, office: Office) -> None:
    desk = sit_down(qtbot, office, log_complaint(office, children=()).case_id)
    assert words(desk) == ["Name the child or young person"]
    needed(desk).links[0].click()
    assert desk.page.acts.act is not None
    assert desk.page.acts.act.accessibleName() == "Add a child or young person"


def test_an_answered_case_asks_first_for_what_the_closing_page_does_not_hold(
    qtbot: QtBot, office: Office
) -> None:
    case_id = answered(office)
    add_points(office, case_id, ["No visits"])
    desk = sit_down(qtbot, office, case_id)
    assert desk.page.next_step.words.text() == "Next step: Complete the record and close the case."
    assert words(desk) == [NEEDS["points"], NEEDS["action"]]
    needed(desk).links[0].click()
    assert desk.page.tabs.current() == "points"
    desk.press("Ctrl+Shift+D")
    act = desk.page.acts.act
    assert isinstance(act, CompletePanel)
    assert "on" not in act.form.blocks
    desk.press("Ctrl+Enter")
    assert [button.text() for button in act.summary.buttons] == [
        "Choose the root cause", "Add an action that follows, or say why none does", "Record a finding on point 1",
    ]  # fmt: skip
    act.summary.buttons[2].click()  # to the point; what was typed is kept
    assert desk.page.acts.act is None
    assert desk.page.tabs.current() == "points"


def test_a_closed_case_leads_to_the_value_in_details(qtbot: QtBot, office: Office) -> None:
    case_id = log_complaint(office, received_on=date(2025, 10, 1)).case_id
    add_points(office, case_id, ["No visits"])
    desk = sit_down(qtbot, office, case_id)
    point = points_of(desk.view)[0]
    change_point(office, desk.view, point.id, {"finding": "not_upheld"})
    answer_case(office, case_id, Answer(date(2025, 10, 14), "not_upheld", root_cause="Delay"))
    edit_case(office, desk.view, case_id, {"root_cause": None})
    desk.page.refresh()
    assert words(desk) == ["Choose the root cause"]
    needed(desk).links[0].click()
    assert desk.page.tabs.current() == "details"
    editor = desk.page.tabs.made["details"].editor  # type: ignore[attr-defined]
    assert "root_cause" in editor.form.blocks


def test_what_does_not_fit_in_the_line_stands_in_a_menu(qtbot: QtBot, office: Office) -> None:
    case_id = answered(office, received_on=date(2025, 9, 26), children=())
    add_points(office, case_id, ["No visits"])
    desk = sit_down(qtbot, office, case_id)
    assert needed(desk).codes() == ("child", "points", "action")
    menu = needed(desk).menu(("theme", "action"))
    assert [action.text() for action in menu.actions()] == [NEEDS["theme"], NEEDS["action"]]
    menu.actions()[1].trigger()
    assert desk.page.acts.act is not None
    assert desk.page.acts.act.accessibleName() == "Add action"


def test_who_may_only_read_is_asked_for_nothing(qtbot: QtBot, office: Office) -> None:
    case_id = answered(office)
    office.person = replace(office.person, role="auditor")
    assert needed(sit_down(qtbot, office, case_id)).codes() == ()


@pytest.mark.parametrize("act", ["case.outcome", ""])
def test_the_page_with_the_line_passes_every_check(qtbot: QtBot, office: Office, act: str) -> None:
    case_id = answered(office)
    add_points(office, case_id, ["No visits"])
    desk = sit_down(qtbot, office, case_id)
    if act:
        desk.context.registry.run(act)
        assert desk.page.acts.act is not None
        a11y.check_page(desk.page.acts)
    else:
        a11y.check_page(desk.page.next_step)
