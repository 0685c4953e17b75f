"""Figures of a table: what is read out, and what Enter opens (S12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from caseworker.actions.reports import one_table
from caseworker.domain.periods import parse_period
from caseworker.office import Office
from caseworker.reports.claims import Disagreement
from caseworker.reports.table import Place
from tests.example_office import log_complaint
from tests.ui.real_window import press
from ui.reports.cells_model import folded
from ui.reports.column_widths import column_widths
from ui.reports.opening import where
from ui.reports.reports_page import ReportsPage
from ui.reports.shown import RECONCILE
from ui.reports.table_view import FigureTable
from ui.widgets.announce import heard
from ui.window import MainWindow

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def test_the_table_says_what_it_says_first_in_one_sentence(page: ReportsPage) -> None:
    assert page.panel.sentence.text() == (
        "5 cases in Quarter 2, 2025-26, the most under Children Act Stage 1 (3)."
    )


def test_a_figure_is_spoken_with_row_column_and_number(page: ReportsPage) -> None:
    model = page.panel.view.figures
    spoken = [model.index(0, column).data(SPOKEN) for column in (1, 5)]
    assert spoken == ["Q2, Children Act Stage 1, 3 cases", "Q2, MP enquiry, 2 cases"]


def test_a_share_is_spoken_with_both_numbers_and_nothing_due_in_words(page: ReportsPage) -> None:
    page.tables.set_current("3")
    model = page.panel.view.figures
    spoken = [model.index(0, column).data(SPOKEN) for column in (0, 1)]
    assert spoken == ["Q2, Corporate Stage 1, nothing to count", "Q2, Children Act Stage 1, 0%, 0 of 3 cases"]


def test_the_model_keeps_what_qt_asks_of_a_model(page: ReportsPage) -> None:
    tester = QAbstractItemModelTester(
        page.panel.view.figures, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    page.tables.set_current("36")
    assert tester.model() is page.panel.view.figures


def test_enter_opens_the_cases_of_a_figure_and_alt_left_returns_to_it(
    window: MainWindow, page: ReportsPage
) -> None:
    page.panel.view.setFocus()
    press(window, KEY.Key_Right, KEY.Key_Return)
    cases = window.tabs.front()
    assert cases is not None
    assert cases.kind == "case_list"
    assert cases.title() == "Children Act Stage 1, Quarter 2, 2025-26"
    assert len(cases.layout_state()["numbers"]) == 3
    assert cases.layout_state()["note"] == "Table 2a. New cases received by quarter and type. 3 cases."
    press(window, (KEY.Key_Left, ALT))
    assert window.tabs.front() is page
    assert window.focusWidget() is page.panel.view
    assert page.panel.current() == (0, 1)


def test_a_share_asks_which_cases_and_opens_the_others(window: MainWindow, page: ReportsPage) -> None:
    log_complaint(window.context.office, received_on=date(2025, 9, 1), service="adoption")
    page.refresh()
    page.tables.set_current("20")
    table = one_table(page.pack, "20")
    column = table.column_headings.index("Of total")
    row = next(
        n for n, cells in enumerate(table.cells) if 0 < cells[column].numerator < cells[column].denominator
    )
    page.panel.view.setCurrentIndex(page.panel.view.figures.index(row, column))
    page.panel.open_cell()
    menu = page.panel.opening.menu
    assert menu is not None
    cell, name = table.cells[row][column], table.row_headings[row]
    assert [action.text() for action in menu.actions()] == [
        f"All {cell.denominator} cases",
        f"{cell.numerator} of them: in the row “{name}”",
        f"{cell.denominator - cell.numerator} of them: in the other rows",
    ]
    menu.actions()[2].trigger()
    front = window.tabs.front()
    assert front is not None
    assert len(front.layout_state()["numbers"]) == len(cell.other_cases())


def test_a_share_of_which_nobody_is_left_over_opens_at_once(window: MainWindow, page: ReportsPage) -> None:
    page.tables.set_current("3")
    page.panel.view.setCurrentIndex(page.panel.view.figures.index(0, 1))
    page.panel.open_cell()
    menu = page.panel.opening.menu
    assert menu is not None
    assert [action.text() for action in menu.actions()] == [
        "All 3 cases",
        "3 of them: answered late, or not yet",
    ]


def test_a_figure_without_cases_says_so_and_opens_nothing(window: MainWindow, page: ReportsPage) -> None:
    page.panel.view.setFocus()
    press(window, KEY.Key_Return)
    assert window.tabs.front() is page
    assert "there are no cases behind this figure" in heard[-1]


def test_a_figure_from_outside_says_where_it_comes_from(page: ReportsPage) -> None:
    page.tables.set_current("12a")
    model = page.panel.view.figures
    table = page.panel.table
    row, column = next(
        (row, column)
        for row, cells in enumerate(table.cells)
        for column, cell in enumerate(cells)
        if cell.rows is None
    )
    page.panel.open_cell(model.index(row, column))
    assert "has not been entered yet. It is entered in Settings" in heard[-1]
    entered = replace(table.cells[row][column], value=1200)
    cells = tuple(
        tuple(entered if (r, c) == (row, column) else cell for c, cell in enumerate(line))
        for r, line in enumerate(table.cells)
    )
    page.panel.show_table(replace(table, cells=cells))
    page.panel.open_cell(model.index(row, column))
    assert "was entered by hand in Settings" in heard[-1]


def test_cases_of_equalities_open_only_for_who_may_see_them(
    window: MainWindow, page: ReportsPage, office: Office
) -> None:
    table = page.panel.table
    page.panel.view.figures.table = replace(table, report=replace(table.report, is_sensitive=True))
    office.person = replace(office.person, role="complaints_officer")
    page.panel.open_cell(page.panel.view.figures.index(0, 1))
    assert window.tabs.front() is page
    assert heard[-1].startswith("The cases behind this figure are not shown.")


def test_a_line_of_words_opens_its_one_case(window: MainWindow, page: ReportsPage) -> None:
    page.tables.set_current("36")
    page.panel.open_cell(page.panel.view.figures.index(0, 0))
    front = window.tabs.front()
    assert front is not None
    assert front.kind == "case"


def test_each_table_keeps_its_own_place(page: ReportsPage) -> None:
    page.panel.view.setCurrentIndex(page.panel.view.figures.index(1, 3))
    page.tables.set_current("1b")
    page.tables.set_current("2a")
    assert page.panel.current() == (1, 3)


def test_a_table_without_rows_says_what_to_do(page: ReportsPage) -> None:
    page.tables.set_current("11")
    assert page.panel.view.isHidden()
    assert page.panel.empty.isVisible()
    assert page.panel.empty.text().startswith(
        "There is nothing to count in this period. Choose another period"
    )
    page.panel.open_cell()
    page.tables.set_current("2a")
    assert page.panel.empty.isHidden()
    page.picker.set_period(parse_period("2019-20"))
    page.refresh()
    assert page.panel.empty.isVisible()
    assert page.panel.view.isVisible()


def test_words_wrap_and_figures_do_not(page: ReportsPage) -> None:
    page.tables.set_current("36")
    view = page.panel.view
    assert all(view.figures.word_columns())
    page.tables.set_current("25")
    assert not any(view.figures.word_columns())


WIDE = ("4", "6i", "13f", "20c", "22", "22a", "24", "24c", "27", "27a", "29a", "37", "37a")


@pytest.mark.parametrize("code", WIDE)
def test_row_headings_and_the_last_row_stay_in_view_while_figures_scroll_sideways(
    page: ReportsPage, qtbot: QtBot, code: str
) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    room.setFixedWidth(420)
    view = FigureTable(room)
    view.figures.set_table(one_table(page.pack, code))
    view.setFixedSize(420, view.height_needed())
    room.show()
    QApplication.processEvents()
    bar, down = view.horizontalScrollBar(), view.down
    at = down.geometry()
    view.setFocus()
    view.setCurrentIndex(view.figures.index(0, 0))
    QTest.keyClick(view, KEY.Key_End)
    last = view.visualRect(view.currentIndex())
    assert view.currentIndex().column() == view.figures.columnCount() - 1
    assert 0 <= last.left() <= last.right() < view.viewport().width()
    assert bar.value() == bar.maximum() > 0
    assert down.is_over_figures
    _assert_in_view(view, at)
    QTest.keyClick(view, KEY.Key_Home)
    assert not down.is_over_figures
    QApplication.sendEvent(view.viewport(), _wheel_sideways(view))
    assert down.is_over_figures
    _assert_in_view(view, at)


def test_hardly_a_table_scrolls_sideways_on_a_small_screen(page: ReportsPage, qtbot: QtBot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    room.setFixedWidth(774)  # what the smallest screen leaves beside navigation and list
    view = FigureTable(room)
    scrolls = set()
    for table in (one_table(page.pack, code) for code in WIDE):
        view.figures.set_table(table)
        edges = 2 * view.frameWidth()
        if view.down.width() + view.across.length() + edges > room.width():
            scrolls.add(table.code)
    assert scrolls <= {"29a"}  # ten columns beside long words


def test_where_room_is_scarce_a_figure_stands_above_what_it_is_made_of() -> None:
    assert folded("85% (28/33)") == "85%\n28/33"
    assert [folded(text) for text in ("n/a", "12", "<5", "3 of 4 (75%) late")] == [None] * 4


def _assert_in_view(view: FigureTable, at: QRect) -> None:
    assert view.down.geometry() == at
    assert view.down.isVisible()
    assert view.corner.isVisible()
    last = view.visualRect(view.figures.index(view.figures.rowCount() - 1, view.figures.columnCount() - 1))
    assert last.bottom() < view.viewport().height()


def _wheel_sideways(view: FigureTable) -> QWheelEvent:
    at = QPointF(view.viewport().rect().center())
    return QWheelEvent(
        at, view.viewport().mapToGlobal(at), QPoint(0, 0), QPoint(-240, 0), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip


def test_markup_in_a_heading_is_shown_as_it_was_typed(page: ReportsPage) -> None:
    table = page.panel.table
    odd = replace(table, row_headings=("<b>R&D</b>", *table.row_headings[1:]))
    page.panel.show_table(odd)
    assert page.panel.view.figures.headerData(0, Qt.Orientation.Vertical) == "<b>R&D</b>"


@pytest.mark.parametrize(
    ("needed", "whole", "words", "room", "widths"),
    [
        ([60, 90], [60, 90], [False, False], 600, [150, 150]),
        ([60, 90], [60, 90], [False, False], 200, [100, 100]),
        ([60, 90], [60, 90], [False, False], 160, [70, 90]),
        ([60, 80], [60, 400], [False, True], 700, [84, 400]),
        ([60, 80], [60, 900], [False, True], 300, [84, 216]),
        ([60, 80], [60, 900], [False, True], 100, [60, 80]),
    ],
    ids=["wide", "alike", "tight", "words in one line", "words wrap", "no room"],
)
def test_columns_take_what_they_need_and_no_more_than_there_is(
    needed: list[int], whole: list[int], words: list[bool], room: int, widths: list[int]
) -> None:
    assert column_widths(needed, whole, words, room, lambda px: px) == widths


def test_targets_stand_right_like_the_figures_beside_them(page: ReportsPage) -> None:
    page.tables.set_current("37")
    model = page.panel.view.figures
    columns = model.table.column_headings
    words = dict(zip(columns, model.word_columns(), strict=True))
    assert words["Target"] is False
    page.tables.set_current("35")
    words = dict(zip(model.table.column_headings, model.word_columns(), strict=True))
    assert (words["Time allowed"], words["Target on time"]) == (True, False)


def test_figures_that_disagree_are_listed_with_their_cases(
    page: ReportsPage, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = Disagreement(
        "row", (Place("2a", "Q2", "Total"),), (1, 2), "Table 2a, Q2, Total shows 6, but 5 is right."
    )
    monkeypatch.setattr("caseworker.reports.checks.run_checks", lambda *_: (wrong,))
    page.refresh()
    assert page.tables.list.item(0).text() == "To reconcile (1)"
    page.tables.set_current(RECONCILE)
    page.reconcile.table.view.setFocus()
    press(window, KEY.Key_Return)
    front = window.tabs.front()
    assert front is not None
    assert front.title() == "To reconcile: Table 2a, Q2, Total"


def test_a_quarter_is_named_once_above_the_cases_of_a_figure(page: ReportsPage) -> None:
    assert page.pack.period.label == "Quarter 2, 2025-26"
    by_quarter, by_division = (one_table(page.pack, code) for code in ("3", "4"))
    assert where(by_quarter, "Q2", "MP enquiry") == "MP enquiry, Quarter 2, 2025-26"
    assert where(by_division, "Total", "MP enquiry") == "MP enquiry, Total, Quarter 2, 2025-26"


def test_a_figure_of_another_year_is_named_by_that_year_alone(page: ReportsPage) -> None:
    by_year = one_table(page.pack, "1a")
    assert where(by_year, "Total", "Quarter 2, 2024-25") == "Quarter 2, 2024-25, Total"


@pytest.mark.parametrize("code", ["13e", "2b", "29"])
def test_the_heading_of_the_rows_is_never_cut(page: ReportsPage, code: str) -> None:
    page.tables.set_current(code)
    corner = page.panel.view.corner
    assert corner.heightForWidth(corner.width()) <= corner.height()
