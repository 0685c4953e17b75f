"""Points of complaint on the case, by keyboard: added from what happened, opened, decided, put in order, removed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from caseworker.actions.points import add_points, points_of
from caseworker.office import Office
from tests.example_office import log_complaint, log_enquiry
from tests.ui import a11y
from tests.ui.cases.case_help import Desk, sit_down
from tests.ui.learning.help import POINTS, complaint_with_points
from ui.cases.points_tab import PointsTab
from ui.points.add_points import AddPointsPanel
from ui.points.point_panel import PointPanel


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Desk:
    return at_points(qtbot, office, complaint_with_points(office))


def at_points(qtbot: QtBot, office: Office, case_id: str) -> Desk:
    found = sit_down(qtbot, office, case_id)
    found.page.tabs.go("points")
    return found


def tab_of(desk: Desk) -> PointsTab:
    part = desk.page.tabs.made["points"]
    assert isinstance(part, PointsTab)
    return part


def texts(desk: Desk) -> list[str]:
    return [str(point.doc["text"]) for point in points_of(desk.view)]


def test_the_first_points_are_proposed_from_what_happened(qtbot: QtBot, office: Office) -> None:
    desk = at_points(qtbot, office, log_complaint(office, summary="1. No visits\n2. No calls").case_id)
    assert tab_of(desk).empty.isVisible()
    desk.press("Enter")  # the focus is on "Add points"
    act = desk.page.acts.act
    assert isinstance(act, AddPointsPanel)
    assert act.text.value() == "No visits\nNo calls"
    assert act.result.text() == "2 points are added."
    desk.press("Ctrl+Enter")
    assert texts(desk) == ["No visits", "No calls"]
    assert desk.alerts() == ["Saved: 2 points added to CYP-2025-0001."]


def test_the_focus_goes_to_the_first_point_without_a_finding(desk: Desk) -> None:
    rows = list(tab_of(desk).rows.values())
    assert [row.words.tag[1] for row in rows] == ["Upheld", "No finding yet", "No finding yet"]
    assert rows[1].hasFocus()
    assert rows[0].accessibleName() == "Point 1. Upheld. No visit since June. Reason: Nobody came."
    assert desk.page.tabs.bar.tabText(desk.page.tabs.keys.index("points")) == "Points (2)"
    assert tab_of(desk).outcome.text() == "There is no finding on points 2 and 3 yet."


def test_a_point_is_decided_and_the_focus_comes_back_to_it(desk: Desk) -> None:
    desk.press("Enter")
    act = desk.page.acts.act
    assert isinstance(act, PointPanel)
    assert act.finding.editor().hasFocus()
    desk.press("Right", 2)  # from Upheld to Not upheld
    desk.press("Space")
    desk.go_to(act.reason.editor())
    desk.type("The log shows three calls.")
    desk.press("Ctrl+Enter")
    point = points_of(desk.view)[1]
    assert (point.doc["finding"], point.doc["reason"]) == ("not_upheld", "The log shows three calls.")
    row = list(tab_of(desk).rows.values())[1]
    assert row.hasFocus()
    assert row.words.tag == ("closed", "Not upheld")
    desk.press("Down")
    desk.press_later("Enter")
    desk.press("Space")
    desk.press_later("Ctrl+Enter")
    assert tab_of(desk).outcome.text() == (
        "The points give: Partly upheld. Of 3 points, 2 upheld and 1 not upheld."
    )


def test_points_are_walked_moved_and_removed_by_keys_and_undo_brings_them_back(desk: Desk) -> None:
    desk.press("Up")
    assert next(iter(tab_of(desk).rows.values())).hasFocus()
    desk.press("Alt+Down")
    assert texts(desk) == [POINTS[1], POINTS[0], POINTS[2]]
    assert list(tab_of(desk).rows.values())[1].hasFocus()
    desk.press("Delete")
    assert texts(desk) == [POINTS[1], POINTS[2]]
    desk.press("Ctrl+Z")
    assert texts(desk) == [POINTS[1], POINTS[0], POINTS[2]]


def test_an_enquiry_has_no_points_part(qtbot: QtBot, office: Office) -> None:
    desk = sit_down(qtbot, office, log_enquiry(office).case_id)
    assert not desk.page.tabs.bar.isTabVisible(desk.page.tabs.keys.index("points"))


def test_a_reader_sees_points_and_opens_none(qtbot: QtBot, office: Office) -> None:
    case_id = complaint_with_points(office)
    office.person = replace(office.person, role="auditor")
    desk = at_points(qtbot, office, case_id)
    desk.press("Enter")
    desk.press("Delete")
    assert desk.page.acts.act is None
    assert len(texts(desk)) == 3
    assert not tab_of(desk).add.isVisible()


def test_markup_in_a_point_is_shown_as_it_was_typed(qtbot: QtBot, office: Office) -> None:
    case_id = log_complaint(office).case_id
    add_points(office, case_id, ["<b>bold</b> & <script>", "x" * 3000])
    desk = at_points(qtbot, office, case_id)
    first, second = tab_of(desk).rows.values()
    assert first.words.text == "<b>bold</b> & <script>"
    assert second.heightForWidth(600) > first.heightForWidth(600)


def test_twelve_long_points_pass_every_check(qtbot: QtBot, office: Office) -> None:
    case_id = log_complaint(office).case_id
    add_points(
        office,
        case_id,
        [f"{n} the visits that were promised in the plan did not take place " * 3 for n in range(12)],
    )
    desk = at_points(qtbot, office, case_id)
    a11y.check_page(tab_of(desk))
    assert len(a11y.focusables(desk.page)) <= 60
