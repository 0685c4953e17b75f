"""One complaint, from the call to the quarter's tables, in the window as the program puts it together."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt

from caseworker.actions import look_up
from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.opening import OpenOffice
from tests.example_office import log_complaint
from tests.ui.keyboard import Keyboard
from tests.ui.letters.desk import come_back
from tests.ui.real_window import PdfPrinter
from ui.undo_stack import undo_action
from ui.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


def test_a_caller_is_logged_acknowledged_answered_and_counted(
    window: MainWindow, opened: OpenOffice, tmp_path: Path
) -> None:
    office = opened.office
    keyboard = Keyboard(window)

    # The call: type, name, address, what happened, the child is not at risk, who it is about.
    keyboard.press("Ctrl+N")
    intake = cast(Any, window.tabs.front())
    told = {
        "kind": "CA",
        "full_name": "Thúy Lê Đình",
        "address_lines": "3 Quay Street\nLondon",
        "postcode": "se304gr",
        "summary": "The placement ended by text message.",
        "risk": "no",
        "service": "team:Placements Team",
        "theme": "Communication",
    }
    for name, value in told.items():
        intake.form.form[name].set_value(value)
    assert "due Wednesday 29 October" in intake.form.due.text()
    keyboard.press("Ctrl+Enter")
    assert not intake.has_problems
    row = look_up.list_page(office, look_up.query(office, "my_open"))[0]
    assert (row.reference, row.due_on) == ("CYP-2025-0001", date(2025, 10, 29))

    # The letter (task 6): Enter takes "Write acknowledgement"; the name and address are checked, it is approved,
    # printed and recorded as sent.
    before = keyboard.keys
    keyboard.press("Enter")
    letter = cast(Any, window.tabs.front())
    assert letter.kind == "letter"
    letter.printers = PdfPrinter(tmp_path / "paper.pdf")
    assert "Thúy Lê Đình, 3 Quay Street, London, SE30 4GR" in letter.head.to.text()
    keyboard.press("Space")
    window.context.registry._last_run.clear()  # people take longer than a double press
    keyboard.press("Ctrl+Enter")
    keyboard.press("Tab")
    keyboard.press("Enter")
    come_back(window)
    keyboard.press("Ctrl+P")
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF-")
    keyboard.press("Enter")
    case = look_up.open_case(office, row.case_id)
    assert case.row.acknowledge_by is None
    assert [item.title for item in case.timeline][-1] == "Logged"
    system_dialog = 1  # Enter in the system's print dialog, which the test answers itself
    print(f"task 6: {keyboard.keys - before + system_dialog} keys")
    assert keyboard.keys - before + system_dialog <= 16

    # The answer, in time; and the quarter's tables count it and open it.
    answer_case(office, row.case_id, Answer(office.clock.today(), "upheld"))
    log_complaint(office)
    window.open_page("reports")
    reports = cast(Any, window.tabs.front())
    reports.picker.set_period(_quarter())
    reports.refresh()
    shown = reports.panel.view.model()
    total = shown.index(shown.rowCount() - 1, shown.columnCount() - 1)
    assert shown.data(total, Qt.ItemDataRole.DisplayRole) == "2"
    reports.panel.view.setCurrentIndex(total)
    reports.panel.view.setFocus()
    keyboard.press("Enter")
    assert window.tabs.front().kind == "case_list"  # type: ignore[union-attr]
    assert sorted(look_up.list_numbers(office, look_up.query(office, "all"))) == sorted(
        r.number for r in look_up.list_page(office, look_up.query(office, "all"))
    )


def test_what_was_done_last_is_undone_and_done_again_from_the_keyboard(
    window: MainWindow, opened: OpenOffice
) -> None:
    office = opened.office
    logged = log_complaint(office)
    window.context.changed(logged)
    assert window.context.registry.run("edit.undo")
    assert look_up.list_count(office, look_up.query(office)) == 0
    assert window.context.registry.run("edit.redo")
    assert look_up.list_count(office, look_up.query(office)) == 1


def test_the_undo_of_an_older_alert_never_takes_back_another_act(
    window: MainWindow, opened: OpenOffice
) -> None:
    office = opened.office
    first, second = log_complaint(office), log_complaint(office)
    window.context.changed(first)
    window.context.changed(second)
    undo_action(window.context, first).call()
    assert look_up.list_count(office, look_up.query(office)) == 2
    undo_action(window.context, second).call()
    undo_action(window.context, first).call()
    assert look_up.list_count(office, look_up.query(office)) == 0


def _quarter() -> Any:
    from caseworker.domain.periods import parse_period

    return parse_period("2025-26-Q3")
