"""The list of tables and documents: headings, and narrowing it by typing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from caseworker.reports.catalogue import CATALOGUE
from caseworker.reports.documents.catalogue import DOCUMENTS as OUTLINES
from tests.ui.real_window import press
from ui.command_catalogue.other_menus import DOCUMENTS
from ui.reports.reports_page import ReportsPage
from ui.reports.shown import DOCUMENT, RECONCILE
from ui.theme import theme
from ui.window import MainWindow

KEY = Qt.Key


def test_to_reconcile_stands_first_then_documents_then_tables_by_area(page: ReportsPage) -> None:
    texts = [page.tables.list.item(n).text() for n in range(page.tables.list.count())]
    assert texts[:2] == [f"To reconcile ({len(page.pack.to_reconcile)})", "Documents"]
    assert texts.index("Received") == 2 + len(OUTLINES)
    assert texts[texts.index("Received") + 1] == "1a  New cases received over three years"
    assert len(page.tables.shown()) == 1 + len(OUTLINES) + len(CATALOGUE)


def test_every_document_has_its_command() -> None:
    assert set(DOCUMENTS) == {outline.code for outline in OUTLINES}


def test_a_new_page_stands_on_the_first_table(window: MainWindow) -> None:
    page = window.open_page("reports")
    assert isinstance(page, ReportsPage)
    assert page.tables.current() == "1a"
    assert page.panel.table.code == "1a"


def test_arrow_keys_pass_over_headings(window: MainWindow, page: ReportsPage) -> None:
    page.tables.list.setFocus()
    press(window, KEY.Key_Home)
    assert page.tables.current() == RECONCILE
    press(window, KEY.Key_Down)
    assert page.tables.current() == DOCUMENT + OUTLINES[0].code


def test_rows_are_as_high_as_their_usual_words_need(page: ReportsPage) -> None:
    shown = page.tables.list
    usual = QFontMetrics(theme().font())
    room = shown.width() - shown.verticalScrollBar().sizeHint().width() - 24
    rows = range(shown.count())
    words = [shown.item(n).text() for n in rows if shown.item(n).flags() != Qt.ItemFlag.NoItemFlags]
    ones = [text for text in words if usual.horizontalAdvance(text) <= room]
    heights = {shown.sizeHintForRow(n) for n in rows if shown.item(n).text() in ones}
    assert ones
    assert len(heights) == 1


def test_an_entry_is_spoken_with_its_heading(page: ReportsPage) -> None:
    item = page.tables.list.item(page.tables.list.currentRow())
    assert item.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Received"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("13a", "13a"),
        ("stage 3 requests", "8"),
        ("annual rep", DOCUMENT + "annual"),
        ("ombudsman", ""),
        ("weekly", DOCUMENT + "weekly"),
        ("types grow or shrink", "1b"),
    ],
)
def test_typing_leaves_what_fits(page: ReportsPage, typed: str, first: str) -> None:
    page.tables.filter.setText(typed)
    shown = page.tables.shown()
    assert shown
    assert len(shown) < len(CATALOGUE)
    assert first in ("", shown[0])


def test_a_heading_goes_with_its_last_entry_and_finds_all_of_them(page: ReportsPage) -> None:
    page.tables.filter.setText("advocacy")
    rows = range(page.tables.list.count())
    headings = [
        page.tables.list.item(row).text()
        for row in rows
        if not page.tables.list.isRowHidden(row)
        and page.tables.list.item(row).flags() == Qt.ItemFlag.NoItemFlags
    ]
    assert "Advocacy" in headings
    assert "Received" not in headings


def test_letters_typed_in_the_list_go_into_the_line_and_down_goes_to_the_first(
    window: MainWindow, page: ReportsPage
) -> None:
    page.tables.list.setFocus()
    press(window, KEY.Key_8)
    assert window.focusWidget() is page.tables.filter
    press(window, KEY.Key_Down)
    assert window.focusWidget() is page.tables.list
    assert page.panel.table.code == "8"


def test_enter_goes_on_to_what_is_shown(window: MainWindow, page: ReportsPage) -> None:
    page.tables.filter.setText("2b")
    page.tables.filter.setFocus()
    press(window, KEY.Key_Return)
    assert window.focusWidget() is page.panel.view
    assert page.panel.table.code == "2b"
    page.tables.filter.clear()
    for code, where in ((RECONCILE, page.reconcile.table.view), (DOCUMENT + "weekly", page.document.sheets)):
        page.tables.set_current(code)
        page.tables.list.setFocus()
        press(window, KEY.Key_Return)
        assert where.hasFocus() or not where.isVisible()


def test_escape_shows_all_again(window: MainWindow, page: ReportsPage) -> None:
    page.tables.filter.setText("no such table")
    assert page.tables.shown() == []
    assert page.tables.none.isVisible()
    assert page.tables.none.text() == "No table has these words."
    page.tables.filter.setFocus()
    press(window, KEY.Key_Return, KEY.Key_Escape)
    assert len(page.tables.shown()) > len(CATALOGUE)
    assert page.tables.none.isHidden()
    assert page.tables.current() == "2a"


def test_the_line_still_narrows_after_counting_again(page: ReportsPage) -> None:
    page.tables.filter.setText("13a")
    page.refresh()
    assert page.tables.shown() == ["13a"]


def test_ctrl_f_goes_to_the_line(window: MainWindow, page: ReportsPage) -> None:
    window.context.registry.run("edit.find")
    assert window.focusWidget() is page.tables.filter
