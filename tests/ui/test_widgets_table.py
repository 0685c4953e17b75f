"""CaseTable (C5, K2): rows, keys, filters, columns, what is spoken."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.typing_help import type_text
from tests.ui import a11y
from tests.ui.gallery import example_model, example_rows
from ui.widgets import announce as announcing
from ui.widgets.case_table import CaseTable
from ui.widgets.rows_model import Column, RowsModel

ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def table(qtbot: QtBot) -> CaseTable:
    made = CaseTable("Work list")
    qtbot.addWidget(made)
    made.set_model(example_model())
    a11y.show(made, size=(1100, 500))
    made.view.setFocus()
    return made


def test_model_keeps_the_rules_of_models(qtmodeltester: ModelTester) -> None:
    model = example_model()
    qtmodeltester.check(model)
    model.set_filter("osei", {})
    model.sort(0, Qt.SortOrder.DescendingOrder)
    qtmodeltester.check(model)


def test_column_0_speaks_the_whole_row(table: CaseTable) -> None:
    index = table.model().index(0, 0)
    assert index.data(ACCESSIBLE) == "CYP-2025-0400, Marie Osei, Statutory complaint, stage 1, 3 days late"
    assert table.model().index(0, 4).data(ACCESSIBLE) == "Owner, Asha Khan"


def test_a_row_is_always_current(table: CaseTable) -> None:
    assert table.view.currentIndex().row() == 0
    assert table.view.selected_rows() == [0]
    model = table.model()
    assert isinstance(model, RowsModel)
    table.go_to("CYP-2025-0420")
    model.set_rows(list(reversed(example_rows())))
    assert table.current_key() == "CYP-2025-0420"
    model.set_rows(example_rows(5))
    assert table.current_key() == "CYP-2025-0400"


def test_keys_walk_open_and_choose(table: CaseTable, qtbot: QtBot) -> None:
    view = table.view
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert (view.currentIndex().row(), view.currentIndex().column()) == (1, 1)
    with qtbot.waitSignal(table.opened) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args[0].row() == 1
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.currentIndex().row() == 29
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert table.selected_keys() == ["CYP-2025-0400", "CYP-2025-0401"]
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert table.selected_keys() == ["CYP-2025-0400"]
    QTest.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(table.selected_keys()) == 30


def test_tab_leaves_the_table(table: CaseTable) -> None:
    QTest.keyClick(table.view, Qt.Key.Key_Tab)
    assert not table.view.hasFocus()


def test_type_ahead_looks_at_the_reference_whatever_the_column(table: CaseTable) -> None:
    table.view.setCurrentIndex(table.model().index(0, 3))
    table.view.keyboardSearch("cyp-2025-0412")
    assert table.current_key() == "CYP-2025-0412"
    assert table.view.currentIndex().column() == 3


def test_type_ahead_asks_a_model_that_pages(qtbot: QtBot) -> None:
    class Paged(QAbstractTableModel):
        def rowCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008
            return 0 if parent.isValid() else 100_000

        def columnCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008
            return 0 if parent.isValid() else 2

        def data(self, index: Any, role: int = 0) -> Any:
            return f"row {index.row()}" if role == Qt.ItemDataRole.DisplayRole else None

        def find_prefix(self, text: str, from_row: int) -> int:
            return 50_000

    table, model = CaseTable("Cases"), Paged()
    qtbot.addWidget(table)
    table.set_model(model)
    table.view.keyboardSearch("x")
    assert table.view.currentIndex().row() == 50_000
    assert table.count_words() == "100,000 cases"


def test_filter_line_narrows_announces_and_enter_returns_to_the_rows(table: CaseTable, qtbot: QtBot) -> None:
    table.focus_filter()
    type_text(table.filter_line, "siân")
    QTest.keyClick(table.filter_line, Qt.Key.Key_Return)
    assert table.model().rowCount() == 10
    assert table.count.text() == "10 cases"
    assert announcing.heard[-1] == "10 cases"
    assert table.view.hasFocus()


def test_typing_filters_after_a_short_pause(table: CaseTable, qtbot: QtBot) -> None:
    type_text(table.filter_line, "osei")
    qtbot.waitUntil(lambda: table.model().rowCount() == 10)


def test_escape_clears_the_filter_line(table: CaseTable) -> None:
    table.set_filter("osei")
    table.focus_filter()
    QTest.keyClick(table.filter_line, Qt.Key.Key_Escape)
    assert table.filter_text() == ""
    assert table.model().rowCount() == 30
    assert table.view.hasFocus()


def test_chip_shows_each_filter_and_removes_it(table: CaseTable) -> None:
    menu = table.column_menu(4)
    part = next(action.menu() for action in menu.actions() if action.text() == "Filter by Owner")
    assert isinstance(part, QMenu)
    next(action for action in part.actions() if action.text() == "Ali Demir").trigger()
    assert table.model().rowCount() == 15
    chip = table.chips.buttons["owner"]
    assert (chip.text(), chip.accessibleName()) == ("Owner: Ali Demir", "Remove filter Owner: Ali Demir")
    chip.click()
    assert table.model().rowCount() == 30
    assert table.chips.isHidden()


def test_filter_that_finds_nothing_says_so_and_focus_is_not_lost(table: CaseTable) -> None:
    table.set_filter("nobody of that name")
    assert table.empty.isVisible()
    assert table.empty.title.text() == "No cases match the filter"
    assert table.filter_line.hasFocus()


def test_empty_list_says_what_belongs_there(table: CaseTable) -> None:
    model = table.model()
    assert isinstance(model, RowsModel)
    table.set_empty("No cases are overdue.")
    model.set_rows([])
    assert table.empty.title.text() == "No cases are overdue."


def test_sorting_by_the_menu_keeps_the_current_row(table: CaseTable) -> None:
    table.go_to("CYP-2025-0405")
    next(a for a in table.column_menu(0).actions() if a.text() == "Sort descending by Reference").trigger()
    assert table.model().index(0, 0).data() == "CYP-2025-0429"
    assert table.current_key() == "CYP-2025-0405"


def test_rows_without_a_value_are_last_whichever_way_they_are_sorted(qtbot: QtBot) -> None:
    column: Column[tuple[str, int | None]] = Column(
        "n", "Days", lambda r: str(r[1] or ""), sort=lambda r: r[1]
    )
    model = RowsModel([column], speak=str, key=lambda r: r[0])
    model.set_rows([("a", None), ("b", 2), ("c", 10)])
    for order, expected in (
        (Qt.SortOrder.AscendingOrder, ["b", "c", "a"]),
        (Qt.SortOrder.DescendingOrder, ["c", "b", "a"]),
    ):
        model.sort(0, order)
        assert [row[0] for row in model.rows()] == expected


def test_columns_that_do_not_fit_are_left_out_from_the_right_and_said(table: CaseTable, qtbot: QtBot) -> None:
    header = table.view.horizontalHeader()
    a11y.show(table, size=(420, 500))
    assert header.isSectionHidden(4)
    assert not header.isSectionHidden(0)
    assert table.view.horizontalScrollBar().maximum() == 0
    assert table.count.text().endswith("do not fit")
    a11y.show(table, size=(1100, 500))
    assert not header.isSectionHidden(4)
    assert table.count.text() == "30 cases"


def test_layout_is_kept_and_taken_up_again(table: CaseTable, qtbot: QtBot) -> None:
    table.view.columns.show(2, False)
    table.view.columns.show(0, False)  # it speaks the row: stays
    table.view.horizontalHeader().moveSection(4, 1)
    table.view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    table.set_filter("osei", {"owner": "Asha Khan"})
    state = table.layout_state()
    other = CaseTable("Work list")
    qtbot.addWidget(other)
    other.set_model(example_model())
    other.restore_layout(state)
    header = other.view.horizontalHeader()
    assert header.isSectionHidden(2)
    assert not header.isSectionHidden(0)
    assert header.visualIndex(4) == 1
    assert (header.sortIndicatorSection(), header.sortIndicatorOrder()) == (1, Qt.SortOrder.DescendingOrder)
    assert (other.filter_text(), other.chips.values()) == ("osei", {"owner": "Asha Khan"})
    assert other.layout_state() == state


def test_menu_key_offers_row_and_column(table: CaseTable, qtbot: QtBot) -> None:
    seen: list[QMenu] = []

    def fill(menu: QMenu) -> None:
        menu.addAction("Add note")
        seen.append(menu)

    table.menu_asked.connect(fill)
    table.go_to("CYP-2025-0403")
    places: list[QPoint] = []
    table.view.menu_wanted.connect(places.append)
    by_key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(400, 300), QPoint(400, 300))
    QApplication.sendEvent(table.view.viewport(), by_key)
    assert places == [table.view.visualRect(table.view.currentIndex()).bottomLeft()]
    assert [action.text() for action in seen[0].actions()] == ["Add note", "", "Column Reference"]
    seen[0].close()
