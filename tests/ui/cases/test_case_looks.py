"""The page of a case can be used by everybody: names, order, contrast, targets, large text, rings, no stray windows."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.note import add_note
from caseworker.domain.intake import Child
from caseworker.domain.letter_work import LetterWork
from caseworker.domain.letters import Look
from caseworker.office import Office
from tests.actions.letter_life.life_help import approved
from tests.example_office import TODAY, log_complaint
from tests.ui.a11y import check_page
from tests.ui.cases.case_help import Desk, sit_down
from ui.cases.acts.catalogue import ACTS, PEOPLE
from ui.cases.history_tab import HistoryTab
from ui.theme import apply_theme
from ui.widgets.announce import heard


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Desk:
    """A case with a bit of everything: long names, two children, a risk, an extension, notes, a letter."""
    case_id = log_complaint(
        office,
        full_name="Nguyễn Thị Phương Thảo-Blankenship",
        risk="unsure",
        adjustments="Large print, 18 pt. Calls only after 5pm.",
        children=(Child("Gethin Llywelyn Nguyễn-Blankenship", social_care_id="LCS-1234567"), Child("Mair")),
    ).case_id
    add_note(office, case_id, "Mother rang about the visit. " * 40)
    approved(office, case_id, work=LetterWork(look=Look.LARGE_18))
    return sit_down(qtbot, office, case_id)


@pytest.mark.parametrize(
    "part", ["timeline", "details", "people", "files", "stages", "letters", "actions", "history"]
)
def test_every_part_is_accessible(desk: Desk, part: str) -> None:
    desk.page.tabs.bring(part)
    check_page(desk.page)


@pytest.mark.parametrize("command", [*(c for c in ACTS if c != "case.reopen"), *PEOPLE])
def test_every_act_is_accessible_and_opens_no_window_of_its_own(desk: Desk, command: str) -> None:
    desk.page.begin(command)
    QApplication.processEvents()
    assert [top for top in QApplication.topLevelWidgets() if top.isVisible()] == [desk.window]
    check_page(desk.page)


def test_reopening_is_accessible(qtbot: QtBot, office: Office) -> None:
    case_id = log_complaint(office).case_id
    answer_case(office, case_id, Answer(TODAY, "upheld"))
    desk = sit_down(qtbot, office, case_id)
    desk.page.begin("case.reopen")
    check_page(desk.page)


def test_a_page_with_problems_is_accessible(desk: Desk) -> None:
    desk.press("Ctrl+Shift+X")
    desk.press("Ctrl+Enter")
    check_page(desk.page)


@pytest.mark.parametrize("name", ["kind", "summary", "other_themes", "service", "follow_up_on"])
def test_every_kind_of_editor_is_accessible(desk: Desk, name: str) -> None:
    details = desk.page.tabs.bring("details")
    key = "standing" if name in ("kind", "follow_up_on") else "about"
    details.edit(key, name)
    QApplication.processEvents()
    details.verticalScrollBar().setValue(0)  # the check compares places on the screen
    check_page(desk.page)


def test_at_twice_the_text_the_smallest_screen_is_not_outgrown(desk: Desk, look: QApplication) -> None:
    apply_theme(look, "light", 200, reduce_motion=True)
    desk.window.resize(1366, 768)
    for part in desk.page.tabs.keys:
        desk.page.tabs.go(part)
        QApplication.processEvents()
        assert (desk.window.width(), desk.window.height()) == (1366, 768), part
    for command in ("case.outcome", "case.pause"):
        desk.page.begin(command)
        QApplication.processEvents()
        assert (desk.window.width(), desk.window.height()) == (1366, 768), command


def test_what_was_saved_and_what_would_follow_is_spoken(desk: Desk) -> None:
    desk.press("Ctrl+Shift+X")
    desk.replace("4 nov")
    assert any(words.startswith("New date: Tuesday 4 November 2025.") for words in heard)
    desk.press("Tab")
    desk.type("The file is in store")
    desk.press("Ctrl+Enter")
    assert heard[-1].startswith("Success: Saved. CYP-2025-0001 was extended")


def nested_bars(page: QWidget) -> list[str]:
    """Return the areas that can be scrolled while one around them can be scrolled as well."""
    areas = [
        area
        for area in (*page.findChildren(QAbstractScrollArea), *around(page))
        if area.isVisible() and area.verticalScrollBar().isVisible() and area.verticalScrollBar().maximum()
    ]
    return [
        type(a).__name__ for a in areas if any(other is not a and other.isAncestorOf(a) for other in areas)
    ]


def around(page: QWidget) -> list[QAbstractScrollArea]:
    found, parent = [], page.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea):
            found.append(parent)
        parent = parent.parentWidget()
    return found


@pytest.fixture
def large(desk: Desk, look: QApplication) -> Desk:
    """The largest text on a small screen."""
    apply_theme(look, "light", 200, reduce_motion=True)
    desk.window.resize(1366, 768)
    QApplication.processEvents()
    return desk


@pytest.mark.parametrize(
    "part", ["timeline", "details", "people", "files", "stages", "letters", "actions", "history"]
)
def test_with_the_largest_text_one_area_scrolls_and_none_within_it(large: Desk, part: str) -> None:
    large.page.tabs.bring(part)
    QApplication.processEvents()
    texts = [name for name in nested_bars(large.page) if name != "QPlainTextEdit"]
    assert texts == []


def test_with_the_largest_text_enter_shows_a_change_in_place_of_the_table(large: Desk) -> None:
    large.page.tabs.go("history")
    QApplication.processEvents()
    history = large.page.tabs.made["history"]
    assert isinstance(history, HistoryTab)
    assert not history.full.isVisible()
    large.press("Enter")
    assert isinstance(QApplication.focusWidget(), QPlainTextEdit)
    assert not history.table.isVisible()
    assert nested_bars(large.page) == []
    large.press("Escape")
    assert history.table.view.hasFocus()
    assert not history.full.isVisible()
