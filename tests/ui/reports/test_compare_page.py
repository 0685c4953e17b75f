"""Compare with published figures on its page: files chosen, findings listed, cases opened, the table chosen by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.actions.compare_published import CONTRADICTS, DIFFERS, LEFT
from tests.ui.a11y import check_page
from tests.ui.export.conftest import Dialogs
from tests.ui.real_window import alert_words
from ui.cases.pick_dialog import PickDialog
from ui.reports.compare_page import ComparePage
from ui.window import MainWindow

TABLE = (
    "Type,Corporate Stage 1,Children Act Stage 1,MP enquiry,Total\n"
    "September,0,3,3,6\n"
    "Something else,1,1,1,3\n"
)


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> ComparePage:
    qtbot.addWidget(window)
    window.add_kind(ComparePage, command="report.compare")
    window.context.registry.run("report.compare")
    opened = window.tabs.front()
    assert isinstance(opened, ComparePage)
    return opened


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    path = tmp_path / "table-2b-2025-26.csv"
    path.write_text(TABLE, "utf-8")
    return path


def test_before_a_file_is_chosen_only_that_is_offered(page: ComparePage) -> None:
    assert page.first_focus() is page.choose_button
    assert not page.found.isVisibleTo(page)
    assert not page.export_button.isVisibleTo(page)
    check_page(page)


def test_what_differs_is_listed_and_opens_the_cases_behind_ours(
    page: ComparePage, printed: Path, window: MainWindow
) -> None:
    page.read([printed])
    rows = page.found_model.rows()
    assert [(row.what, row.column, row.printed, row.ours) for row in rows if row.what == DIFFERS] == [
        ("Differs from ours", "MP enquiry", "3", "2"),
        ("Differs from ours", "Total", "6", "5"),
    ]
    assert [row.row for row in rows if row.what == LEFT] == ["Something else"] * 4
    assert page.words.text().startswith("2 figures agree with ours, 2 differ, 4 could not be compared.")
    check_page(page)
    place = [row.column for row in rows].index("MP enquiry")
    page.found.view.setCurrentIndex(page.found_model.index(place, 0))
    assert page.detail.text() == "Ours: Table 2b, September, MP enquiry."
    window.context.registry.run("report.cases")
    QApplication.processEvents()
    assert "MP enquiry" in window.tabs.front().title()  # type: ignore[union-attr]


def test_the_print_that_contradicts_itself_says_how(page: ComparePage, tmp_path: Path) -> None:
    path = tmp_path / "wrong.csv"
    path.write_text("Type,East,West,Total\nOne,1,2,4\n", "utf-8")
    page.read([path])
    first = page.found_model.rows()[0]
    assert (first.what, first.words) == (CONTRADICTS, "Wrong, One, Total, prints 4, but 1 + 2 is 3.")
    page.open_current()
    assert page.printed_model.rows()[0].code == ""


def test_which_of_ours_it_is_can_be_chosen(page: ComparePage, tmp_path: Path) -> None:
    path = tmp_path / "theirs.csv"
    path.write_text("Quarter,MP enquiry\nQuarter 2,2\n", "utf-8")
    page.read([path])
    page.choose_ours()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PickDialog)
    dialog.reject()
    page.period.set_value("2025-26")
    page.take_ours("theirs", "2a")
    assert page.printed_model.rows()[0].code == "2a"
    assert page.words.text().startswith("1 figure agrees with ours, 0 differ")


def test_a_file_that_is_no_table_says_so_and_what_was_shown_stays(
    page: ComparePage, printed: Path, tmp_path: Path, window: MainWindow
) -> None:
    page.read([printed])
    bad = tmp_path / "bad.json"
    bad.write_text("{", "utf-8")
    page.read([bad])
    assert alert_words(window)[0].startswith("The figures were not compared: bad.json is not JSON")
    assert page.found_model.rowCount() == 6


def test_the_findings_are_exported(
    page: ComparePage, printed: Path, tmp_path: Path, window: MainWindow
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    page.files = Dialogs(folder)
    page.read([printed])
    window.context.registry.run("list.export")
    text = (folder / "compared-figures.csv").read_text("utf-8-sig")
    assert text.splitlines()[1].startswith("Differs from ours,Table 2b")
