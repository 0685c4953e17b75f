"""Own views of the work list by keyboard: kept, gone to after the standard ones, renamed, deleted and brought back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from caseworker.actions.own_views import own_views
from caseworker.office import Office
from tests.ui.a11y import check_page
from tests.ui.cases.list_help import CTRL, press, type_here
from ui.cases.pick_dialog import PickDialog
from ui.cases.work_list_page import WorkListPage
from ui.window import MainWindow
from ui.work.name_dialog import NameDialog

KEY = Qt.Key


def work_list(window: MainWindow) -> WorkListPage:
    page = window.open_page("work_list")
    assert isinstance(page, WorkListPage)
    return page


def dialog() -> NameDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, NameDialog)
    return found


def keep(window: MainWindow, name: str) -> None:
    window.context.registry.run("view.keep_own")
    type_here(name)
    press(KEY.Key_Return)


def shown(page: WorkListPage) -> list[str]:
    return [page.model.index(row, 2).data() for row in range(page.model.rowCount())]


def filtered(window: MainWindow) -> WorkListPage:
    page = work_list(window)
    page.show_view("team_open")
    page.table.set_filter("", {"kind": "Statutory complaint"})
    page.table.view.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    return page


def test_a_view_is_kept_with_filters_and_order_and_gone_to_with_ctrl_g(
    window: MainWindow, office: Office, cases: dict[str, str]
) -> None:
    page = filtered(window)
    before = shown(page)
    assert len(before) == 3
    keep(window, "Statutory by name")
    assert page.heading.text() == "Statutory by name"
    page.show_view("my_open")
    assert page.heading.text() == "My open"
    press(KEY.Key_G, CTRL)
    picker = QApplication.activeModalWidget()
    assert isinstance(picker, PickDialog)
    assert picker.list.item(picker.list.count() - 1).text() == "Statutory by name"
    type_here("by name")
    press(KEY.Key_Return)
    assert page.heading.text() == "Statutory by name"
    assert shown(page) == before
    assert page.table.chips.values() == {"kind": "Statutory complaint"}


def test_a_name_that_is_taken_is_asked_for_again_with_the_reason(window: MainWindow, office: Office) -> None:
    work_list(window)
    window.context.registry.run("view.keep_own")
    first = dialog()
    type_here("Overdue")
    press(KEY.Key_Return)
    assert dialog() is first
    assert first.form.blocks["name"].problem() == "There is a view called Overdue already. Enter another name"
    type_here(" mothers")
    press(KEY.Key_Return)
    assert [view.name for view in own_views(office)] == ["Overdue mothers"]


def test_it_is_renamed_deleted_and_brought_back_by_undo(
    window: MainWindow, office: Office, cases: dict[str, str]
) -> None:
    page = filtered(window)
    assert window.context.registry.reason("view.rename_own") == "Go to a view of your own first."
    keep(window, "First name")
    window.context.registry.run("view.rename_own")
    press(KEY.Key_A, CTRL)
    type_here("Second name")
    press(KEY.Key_Return)
    assert page.heading.text() == "Second name"
    window.context.registry.run("view.delete_own")
    assert own_views(office) == ()
    assert page.heading.text() == "Team open"
    alert = window.strip.alerts()[0]
    assert alert.text == "The view Second name was deleted."
    alert.actions[0].call()
    assert [view.name for view in own_views(office)] == ["Second name"]


def test_the_view_is_there_again_at_the_next_start(window: MainWindow, cases: dict[str, str]) -> None:
    page = filtered(window)
    keep(window, "Statutory by name")
    state = page.layout_state()
    assert state["view"].startswith("own:")
    window.close_page(page)
    again = work_list(window)
    again.restore_layout(state)
    assert again.heading.text() == "Statutory by name"


def test_the_dialog_of_a_name_passes_every_check(window: MainWindow) -> None:
    work_list(window)
    window.context.registry.run("view.keep_own")
    check_page(dialog())
