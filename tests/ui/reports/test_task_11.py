"""User task 11: third-quarter report, look at To reconcile, open the cases of one cell, return, write PDF and Excel."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from caseworker.office import Office
from tests.ui.real_window import make_window
from tests.ui.reports.conftest import log_six
from ui.command_catalogue.go_menu import GO
from ui.reports.reports_page import ReportsPage
from ui.reports.shown import RECONCILE

KEY, HELD = Qt.Key, Qt.KeyboardModifier
MOST_KEYS = 14


class Keyboard:
    """Presses keys where the focus is and counts them, each of Ctrl, Shift and Alt as one."""

    def __init__(self, window: object) -> None:
        self.window, self.pressed = window, 0

    def press(self, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
        modifiers = HELD.NoModifier
        for each in held:
            modifiers |= each
        self.pressed += 1 + len(held)
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key, modifiers)
        QApplication.processEvents()


def test_the_third_quarter_is_checked_looked_into_and_written_in_fourteen_keys(
    office: Office, qtbot: object
) -> None:
    log_six(office)
    window = make_window(office)
    assert next(command for command in GO if command.id == "go.reports").keys == ("Ctrl+8",)
    window.open_page("settings")
    window.context.registry.handle("go.reports", window, lambda: window.open_page("reports"), always=True)
    keys = Keyboard(window)

    keys.press(KEY.Key_8, HELD.ControlModifier)
    page = window.tabs.front()
    assert isinstance(page, ReportsPage)
    keys.press(KEY.Key_PageDown, HELD.AltModifier)
    assert page.pack.period.label == "Quarter 3, 2025-26"

    keys.press(KEY.Key_Home)
    assert page.tables.current() == RECONCILE
    assert page.stack.currentWidget() is page.reconcile

    keys.press(KEY.Key_1)
    keys.press(KEY.Key_Return)
    assert page.panel.table.code == "1a"
    assert QApplication.focusWidget() is page.panel.view
    keys.press(KEY.Key_End)
    keys.press(KEY.Key_Return)
    cases = window.tabs.front()
    assert cases is not None
    assert len(cases.layout_state()["numbers"]) == 1
    keys.press(KEY.Key_Left, HELD.AltModifier)
    assert window.tabs.front() is page
    assert QApplication.focusWidget() is page.panel.view

    window.context.registry.run("report.quarter")
    keys.pressed += len(window.context.registry.keys("report.quarter")[0].split("+"))
    names = sorted(path.name for path in office.paths.exports.iterdir())
    assert names == ["quarterly-2025-26-Q3.pdf", "quarterly-2025-26-Q3.xlsx"]
    assert keys.pressed <= MOST_KEYS
