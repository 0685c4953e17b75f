"""Changes of many cases by keyboard, and the eighth of the twelve user tasks with its count of keys."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from caseworker.actions.look_up import open_case
from caseworker.office import Office
from tests.example_office import log_complaint
from tests.ui.a11y import check_page
from tests.ui.cases.list_help import CTRL, SHIFT, focused, press, type_here
from tests.ui.keyboard import Keyboard
from tests.ui.work.conftest import Files
from ui.cases.list_page import ListPage
from ui.cases.work_list_page import WorkListPage
from ui.letters.batch.batch_page import BatchPage
from ui.window import MainWindow
from ui.work.follow_up_dialog import FollowUpDialog

KEY = Qt.Key
MOST_KEYS, MOST_TEXT = 20, 6


def work_list(window: MainWindow, view: str = "team_open") -> WorkListPage:
    page = window.open_page("work_list")
    assert isinstance(page, WorkListPage)
    page.show_view(view)
    return page


def owners(office: Office, case_ids: list[str]) -> list[str]:
    return [office.staff_name(open_case(office, case_id).row.owner_id) for case_id in case_ids]


def test_task_8_the_first_three_due_soon_are_given_to_ali_and_taken_back(
    window: MainWindow, office: Office
) -> None:
    log_complaint(office, received_on=date(2025, 10, 6), full_name="Tom Clarke")
    log_complaint(office, received_on=date(2025, 10, 6), full_name="Ana Lopes")
    window.open_page("work_list")
    keys = Keyboard(window)
    focused()
    keys.press("Ctrl+G")
    focused()
    keys.type("Due")
    keys.press("Enter")
    page = window.tabs.front()
    assert isinstance(page, WorkListPage)
    assert page.heading.text() == "Due in 3 working days"
    focused()
    keys.press("Shift+Down", 2)
    case_ids = [page.model.case_id(row) for row in range(3)]
    before = owners(office, case_ids)
    keys.press("Ctrl+Shift+O")
    focused()
    keys.type("Ali")
    keys.press("Enter")
    assert owners(office, case_ids) == ["Ali Demir"] * 3
    focused()
    keys.press("Ctrl+Z")
    assert owners(office, case_ids) == before
    print(f"task 8: {keys.keys} keys (at most {MOST_KEYS}), {keys.text} text (at most {MOST_TEXT})")
    assert keys.keys <= MOST_KEYS
    assert keys.text <= MOST_TEXT


def test_space_selects_apart_rows_and_a_follow_up_is_set_for_all_of_them(
    window: MainWindow, office: Office
) -> None:
    page = work_list(window)
    rows = [0, 2]
    page.table.view.selectRow(0)
    flag = page.table.view.selectionModel().SelectionFlag
    page.table.view.selectionModel().setCurrentIndex(page.model.index(2, 0), flag.NoUpdate)
    press(KEY.Key_Space)
    press(KEY.Key_G, CTRL | SHIFT)
    assert isinstance(QApplication.activeModalWidget(), FollowUpDialog)
    type_here("+3")
    press(KEY.Key_Return)
    case_ids = [page.model.case_id(row) for row in rows]
    assert {open_case(office, case_id).row.follow_up_on for case_id in case_ids} == {date(2025, 10, 20)}
    press(KEY.Key_Z, CTRL)
    assert {open_case(office, case_id).row.follow_up_on for case_id in case_ids} == {None}


def test_a_follow_up_in_the_past_is_refused_in_the_dialog(window: MainWindow, office: Office) -> None:
    work_list(window)
    press(KEY.Key_G, CTRL | SHIFT)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FollowUpDialog)
    for typed, problem in (("1/10/2025", "must be today or later"), ("soon", "must be a real date")):
        dialog.on.line.setText(typed)
        press(KEY.Key_Return)
        assert problem in dialog.form.blocks["follow_up_on"].problem()
        assert dialog.isVisible()
    check_page(dialog)


def test_waiting_for_is_chosen_by_typing(window: MainWindow, office: Office) -> None:
    page = work_list(window)
    case_id = page.model.case_id(0)
    window.context.registry.run("case.waiting")
    type_here("appr")
    press(KEY.Key_Return)
    assert open_case(office, case_id).row.waiting_for == "approval"


def test_selected_rows_are_exported_else_the_whole_list(window: MainWindow, files: Files) -> None:
    page = work_list(window)
    page.bulk.files = files
    window.context.registry.run("list.export")
    assert files.folder is not None
    path = files.folder / "cases-2025-10-15.csv"
    assert len(path.read_text("utf-8-sig").splitlines()) == 7
    press(KEY.Key_Down, SHIFT)
    window.context.registry.run("list.export")
    assert len(path.read_text("utf-8-sig").splitlines()) == 3


def test_copying_after_a_change_still_copies_what_is_selected(window: MainWindow) -> None:
    page: ListPage = work_list(window)
    press(KEY.Key_Down, SHIFT)
    page.copy_references()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 2


def test_one_letter_is_written_for_the_selected_cases(window: MainWindow) -> None:
    window.add_kind(BatchPage)
    work_list(window)
    press(KEY.Key_Down, SHIFT)
    press(KEY.Key_L, CTRL | SHIFT)
    page = window.tabs.front()
    assert isinstance(page, BatchPage)
    assert page.title() == "One letter for 2 cases"
    assert page.write.letter.choices()


def test_for_one_case_alone_the_letter_is_chosen_on_its_page(window: MainWindow) -> None:
    opened: list[tuple[str, str]] = []
    window.context.open_page = lambda kind, key="", **more: opened.append((kind, more["show"]))  # type: ignore[assignment,return-value]
    work_list(window)
    press(KEY.Key_L, CTRL | SHIFT)
    assert opened == [("case", "case.letter")]
