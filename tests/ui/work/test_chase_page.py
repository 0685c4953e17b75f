"""Chasing from a list: the preview says what would be written; one press writes it, one Undo takes the record back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from caseworker.actions.look_up import open_case
from caseworker.office import Office
from tests.ui.a11y import check_page
from tests.ui.cases.list_help import CTRL, SHIFT, press
from tests.ui.work.conftest import Files
from ui.cases.work_list_page import WorkListPage
from ui.window import MainWindow
from ui.work.chase_page import FOLDER, ChasePage

KEY = Qt.Key


def chased(window: MainWindow, files: Files, view: str = "team_open", rows: int = 1) -> ChasePage:
    page = window.open_page("work_list")
    assert isinstance(page, WorkListPage)
    page.show_view(view)
    for _ in range(rows - 1):
        press(KEY.Key_Down, SHIFT)
    press(KEY.Key_H, CTRL | SHIFT)
    chase = window.tabs.front()
    assert isinstance(chase, ChasePage)
    chase.files = files
    QApplication.processEvents()
    return chase


def shown(page: ChasePage) -> list[tuple[str, ...]]:
    return [
        tuple(str(page.model.index(row, column).data()) for column in range(4))
        for row in range(page.model.rowCount())
    ]


@pytest.mark.usefixtures("heads")
def test_the_whole_list_is_previewed_with_who_gets_what(window: MainWindow, files: Files) -> None:
    page = chased(window, files)
    assert shown(page) == [
        ("Corporate Parenting", "Diana Lee <diana@nm.example>", "Reminder", "3"),
        ("Diana Lee", "Diana Lee <diana@nm.example>", "Head of service", "3"),
    ]
    assert page.summary.text().startswith("2 email drafts about 3 cases, 1 of them to a head of service.")
    assert page.text.toPlainText().startswith("Dear Diana Lee,")
    assert page.subject.text() == "Reminder: 3 cases, 1 late"


def test_drafts_are_written_recorded_and_taken_back_by_one_undo(
    window: MainWindow, files: Files, office: Office, cases: dict[str, str]
) -> None:
    page = chased(window, files)
    press(KEY.Key_Return, CTRL)
    assert files.folder is not None
    assert [path.name for path in files.folder.iterdir()] == ["2025-10-15-chase-corporate-parenting.eml"]
    assert window.find_page("chase") is None, "the page has done its work"
    late = cases["CYP-2025-0001"]
    assert open_case(office, late).value("chased_on") == ["2025-10-15"]
    alert = window.strip.alerts()[0]
    assert alert.title == "Chased"
    alert.actions[0].call()
    assert not open_case(office, late).value("chased_on")
    assert page.is_busy is False


def test_the_folder_is_asked_for_once_and_remembered(window: MainWindow, files: Files) -> None:
    chased(window, files)
    press(KEY.Key_Return, CTRL)
    window.context.registry._last_run.clear()
    assert files.asked == 1
    assert window.context.own.get(FOLDER) == str(files.folder)
    page = chased(window, files)
    assert page.folder.text() == f"Into {files.folder}"
    press(KEY.Key_Return, CTRL)
    assert files.asked == 1


def test_no_folder_chosen_writes_nothing(window: MainWindow, office: Office, cases: dict[str, str]) -> None:
    page = chased(window, Files(None))
    press(KEY.Key_Return, CTRL)
    assert window.tabs.front() is page
    assert not open_case(office, cases["CYP-2025-0001"]).value("chased_on")


def test_selected_rows_are_chased_and_no_others(
    window: MainWindow, files: Files, cases: dict[str, str]
) -> None:
    page = chased(window, files, rows=2)
    assert page.scope.isHidden()
    assert page.plan is not None
    assert set(page.plan.case_ids) == {cases["CYP-2025-0001"], cases["CYP-2025-0002"]}


def test_with_one_row_the_choice_is_the_list_or_that_case(
    window: MainWindow, files: Files, cases: dict[str, str]
) -> None:
    page = chased(window, files)
    assert page.plan is not None
    assert len(page.plan.case_ids) == 3
    page.scope.set_value("chosen")
    assert page.plan.case_ids == (cases["CYP-2025-0001"],)


def test_from_a_case_that_case_is_chased(window: MainWindow, cases: dict[str, str]) -> None:
    page = window.open_page("chase", case_id=cases["CYP-2025-0001"])
    assert isinstance(page, ChasePage)
    assert page.plan is not None
    assert page.plan.case_ids == (cases["CYP-2025-0001"],)


def test_nothing_to_chase_says_so_and_cannot_be_written(window: MainWindow, files: Files) -> None:
    page = chased(window, files, view="all")
    page.reopened((), "", None, "")
    assert page.summary.text() == "Nothing to chase."
    assert not page.do_button.isEnabled()
    assert window.context.registry.reason("page.finish") == "There is nothing to chase here."


def test_the_page_passes_every_check(window: MainWindow, files: Files) -> None:
    check_page(chased(window, files))
