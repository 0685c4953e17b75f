"""The case at large text: the list of letters and the record have the room, and one thing scrolls (W7)."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.office import Office
from tests.example_office import log_complaint
from tests.ui.cases.case_help import Desk, sit_down
from tests.ui.cases.test_case_looks import nested_bars
from ui.cases.acts.choose_letter import ChooseLetter
from ui.cases.history_tab import HistoryTab
from ui.theme import apply_theme
from ui.widgets.case_table import CaseTable


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Desk:
    made = sit_down(qtbot, office, log_complaint(office).case_id)
    made.window.resize(1366, 768)
    return made


def choose(desk: Desk, look: QApplication, scale: int) -> ChooseLetter:
    """Begin a letter at a text size."""
    apply_theme(look, "light", scale, reduce_motion=True)
    desk.context.registry.run("case.letter")
    QApplication.processEvents()
    assert isinstance(desk.page.acts.act, ChooseLetter)
    return desk.page.acts.act


def whole_rows(chooser: ChooseLetter) -> int:
    """The number of letters that are seen whole."""
    seen = chooser.list.viewport().visibleRegion().boundingRect()
    rects = [chooser.list.visualItemRect(chooser.list.item(n)) for n in range(chooser.list.count())]
    return sum(seen.contains(rect) for rect in rects)


@pytest.mark.parametrize("scale", [100, 125, 150, 200])
def test_at_least_four_letters_are_seen_and_only_their_list_scrolls(
    desk: Desk, look: QApplication, scale: int
) -> None:
    chooser = choose(desk, look, scale)
    assert whole_rows(chooser) >= 4
    assert chooser.list.verticalScrollBar().maximum() > 0
    assert nested_bars(desk.page) == []


def test_what_does_not_fit_on_its_line_stands_in_the_tooltip(desk: Desk, look: QApplication) -> None:
    first = choose(desk, look, 200).list.item(0)
    assert first.toolTip().startswith(first.text())
    assert "\n" in first.toolTip()


def test_the_buttons_of_the_chooser_are_seen_and_come_back_with_smaller_text(
    desk: Desk, look: QApplication
) -> None:
    chooser = choose(desk, look, 200)
    assert not chooser.footer.isVisible()
    assert all(button.isVisible() for button in (chooser.do_button, chooser.back_button))
    apply_theme(look, "light", 100, reduce_motion=True)
    QApplication.processEvents()
    assert chooser.footer.isVisible()
    assert chooser.heading.isVisible()
    assert chooser.footer.isAncestorOf(chooser.do_button)
    assert all(button.isVisible() for button in (chooser.do_button, chooser.back_button))


@pytest.mark.parametrize("scale", [100, 125, 150, 200])
def test_only_the_table_of_the_record_scrolls_while_a_notice_stands_above(
    desk: Desk, look: QApplication, scale: int
) -> None:
    apply_theme(look, "light", scale, reduce_motion=True)
    desk.page.tabs.go("history")
    desk.context.messages.success("Saved", "The answer was recorded.")
    QApplication.processEvents()
    assert nested_bars(desk.page) == []


def test_ctrl_f_brings_a_filter_line_back_that_left_its_room_to_the_rows(qtbot: QtBot) -> None:
    table = CaseTable("Record")
    qtbot.addWidget(table)
    table.show()
    table.fold_filter(True)
    assert not table.filter_line.isVisible()
    table.focus_filter()
    assert table.filter_line.isVisible()
    table.fold_filter(True)  # while it is in use it stays
    table.fold_filter(False)
    assert table.filter_line.isVisible()


def test_the_record_is_still_read_in_full_with_a_notice_above(desk: Desk, look: QApplication) -> None:
    apply_theme(look, "light", 200, reduce_motion=True)
    desk.page.tabs.go("history")
    desk.context.messages.success("Saved", "The answer was recorded.")
    QApplication.processEvents()
    history = desk.page.tabs.made["history"]
    assert isinstance(history, HistoryTab)
    desk.press("Enter")
    assert history.full.isVisible()
    assert history.full.toPlainText()
