"""What others changed since I opened a case: heavier, marked, tagged in words and spoken; no more once I opened it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from caseworker.actions.note import add_note
from caseworker.actions.seen import note_seen
from caseworker.office import Office
from tests.ui.cases.list_help import press
from ui.cases.case_line import CHANGED
from ui.cases.list_page import ListPage
from ui.cases.work_list_page import WorkListPage
from ui.widgets.roles import Role
from ui.window import MainWindow

LATER = "2025-10-15T12:00:00.000Z"


def changed_by_ali(office: Office, case_id: str) -> None:
    note_seen(office, case_id)
    asha, office.person = office.person, office.staff_named("Ali Demir")
    add_note(office, case_id, "They rang again", stamp=LATER)
    office.person = asha


def row_of(page: ListPage, case_id: str) -> int:
    return next(row for row in range(page.model.rowCount()) if page.model.case_id(row) == case_id)


def told(page: ListPage, row: int) -> tuple[bool, str, str]:
    cell, last = page.model.index(row, 2), page.model.index(row, CHANGED)
    return (
        bool(cell.data(Role.BOLD)),
        str(page.model.index(row, 0).data(Role.MARK) or ""),
        str(last.data(Role.TAG)),
    )


def test_an_updated_row_says_so_in_every_way_until_it_is_opened(
    qtbot: QtBot, window: MainWindow, office: Office, cases: dict[str, str]
) -> None:
    case_id = cases["CYP-2025-0002"]
    changed_by_ali(office, case_id)
    page = window.open_page("work_list")
    assert isinstance(page, WorkListPage)
    row = row_of(page, case_id)
    assert told(page, row) == (True, "updated", "updated")
    assert page.model.index(row, CHANGED).data() == "Updated today at 1:00pm"
    assert page.model.index(row, CHANGED).data(Role.SHORT) == "Updated"
    spoken = page.model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "updated by somebody else" in spoken
    assert told(page, row_of(page, cases["CYP-2025-0001"])) == (False, "", "None")
    page.table.view.selectRow(row)
    press(Qt.Key.Key_Return)
    note_seen(office, case_id)  # the page of the case does it
    window.open_page("work_list")
    qtbot.waitUntil(lambda: told(page, row_of(page, case_id)) == (False, "", "None"))


def test_the_view_of_what_others_changed_has_just_those(
    window: MainWindow, office: Office, cases: dict[str, str]
) -> None:
    changed_by_ali(office, cases["CYP-2025-0001"])
    page = window.open_page("work_list")
    assert isinstance(page, WorkListPage)
    page.show_view("updated")
    assert [page.model.case_id(row) for row in range(page.model.rowCount())] == [cases["CYP-2025-0001"]]
