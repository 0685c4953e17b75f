"""A window over the example office with the pages that list cases, and a stand-in for the case page."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from caseworker.domain.changed import Changed
from caseworker.domain.kinds import Kind
from caseworker.office import Office
from tests.example_office import log_complaint, log_enquiry
from tests.typing_help import type_text
from tests.ui.a11y import show
from ui.cases.case_list_page import CaseListPage
from ui.cases.cases_page import CasesPage
from ui.cases.search_page import SearchPage
from ui.cases.work_list_page import WorkListPage
from ui.commands import Registry
from ui.context import Context
from ui.messages import Messages
from ui.navigation import Place
from ui.page import Page
from ui.tasks import SyncTasks
from ui.undo_stack import UndoStack
from ui.window import MainWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class OpenedCase(Page):
    """What opens instead of the case page."""

    kind: ClassVar[str] = "case"

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        QVBoxLayout(self).addWidget(QPushButton("A case"))

    def title(self) -> str:
        """Its id."""
        return f"Case {self.key}"


def make_window(qtbot: QtBot, office: Office) -> MainWindow:
    """Show the window with the list pages; everything happens at once."""
    messages = Messages()
    context = Context(office, SyncTasks(messages.failure), messages, Registry(), office.clock.today)
    window = MainWindow(context)
    window.set_preview_place("right")
    qtbot.addWidget(window)
    undo = UndoStack(context)

    def changed(result: Changed) -> None:
        undo.push(result)
        window.tell_changed(result)

    context.tell_pages, context.changed = window.tell_changed, changed
    context.registry.handle("edit.undo", window, undo.undo, enabled=undo.why_no_undo, always=True)
    window.add_kind(WorkListPage, place=Place("work_list", 1, "Work list", "list"), command="go.work_list")
    window.add_kind(CasesPage, place=Place("cases", 2, "Cases", "folder"), command="go.cases")
    window.add_kind(SearchPage, command="go.search")
    window.add_kind(CaseListPage)
    window.add_kind(OpenedCase)
    show(window)
    return window


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key wherever the focus is."""
    QTest.keyClick(focused(), key, held)
    QApplication.processEvents()


def type_here(text: str) -> None:
    """Type wherever the focus is."""
    type_text(focused(), text)


def focused() -> QWidget:
    """The control that has the focus, once the window or the dialog over it is active."""
    windows = [
        top for top in QApplication.topLevelWidgets() if isinstance(top, MainWindow) and top.isVisible()
    ]
    top = QApplication.activeModalWidget() or windows[-1]
    top.activateWindow()  # a desktop does this when a dialog closes; the offscreen platform does not

    def is_there() -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and focus.window() is top

    until = QDeadlineTimer(5000)
    while not is_there() and not until.hasExpired():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    assert is_there(), "nothing in the window has the focus"
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def log_some(office: Office) -> dict[str, str]:
    """Log six cases with due dates from late to far, and return their ids by reference."""
    ali = office.staff_named("Ali Demir").id
    logged = [
        log_complaint(office, full_name="Marie Osei", received_on=date(2025, 9, 29)),
        log_complaint(office, full_name="Nguyễn Thị Hồng", received_on=date(2025, 10, 1)),
        log_enquiry(office, received_on=date(2025, 10, 6), owner_id=ali),
        log_complaint(
            office, kind=Kind.FOI, full_name="<b>Tom</b> Clarke", received_on=date(2025, 10, 6), owner_id=""
        ),
        log_complaint(office, full_name="Łukasz Żółć"),
        log_complaint(office, kind=Kind.UNDECIDED, full_name="Wyn ap Rhys"),
    ]
    return {case.reference: case.case_id for case in logged}
