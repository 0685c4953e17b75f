"""A window over the example office with the page of a case, a stand-in for letters, and a keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from caseworker.actions.look_up import open_case
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.office import Office
from tests.typing_help import type_text
from tests.ui.a11y import show
from tests.ui.fake_context import make_context
from tests.ui.keyboard import Keyboard
from ui.cases.case_page import CasePage
from ui.context import Context
from ui.page import Page
from ui.undo_stack import UndoStack
from ui.window import MainWindow


class OpenedLetter(Page):
    """What opens instead of the letter page."""

    kind: ClassVar[str] = "letter"

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        QVBoxLayout(self).addWidget(QPushButton("Print letter"))

    def title(self) -> str:
        """As any letter."""
        return "Letter"


@dataclass
class Desk:
    """A caseworker's desk: the office, the window, a case open in it, the keyboard."""

    office: Office
    window: MainWindow
    context: Context
    keys: Keyboard
    page: CasePage

    @property
    def view(self) -> CaseView:
        """The case as it is on the disk now."""
        return open_case(self.office, self.page.key)

    def press(self, keys: str, times: int = 1) -> None:
        """Press keys where the focus is."""
        self.keys.press(keys, times)
        QApplication.processEvents()

    def press_later(self, keys: str) -> None:
        """Press them when the last press is more than a second ago, so that it is not taken for the same (U2)."""
        self.context.registry._last_run.clear()
        self.press(keys)

    def type(self, text: str) -> None:
        """Type where the focus is."""
        type_text(focused(self.window), text)

    def replace(self, text: str) -> None:
        """Type over what stands in the field."""
        self.press("Ctrl+A")
        self.type(text)

    def go_to(self, widget: QWidget) -> None:
        """Tab until this control has the focus."""
        for _ in range(80):
            if widget.hasFocus():
                return
            self.press("Tab")
        raise AssertionError(f"Tab never reaches {widget.accessibleName()}")

    def alerts(self) -> list[str]:
        """What the alert strip says, newest first."""
        return [f"{alert.title}: {alert.text}" for alert in self.window.strip.alerts()]

    def as_person(self, name: str) -> None:
        """Let somebody else sit down at the keyboard."""
        self.office.person = self.office.staff_named(name)
        self.page.refresh()


def sit_down(qtbot: QtBot, office: Office, case_id: str, **more: str) -> Desk:
    """Open a case in a window of its own."""
    context = make_context(office)
    window = MainWindow(context)
    qtbot.addWidget(window)
    undo = UndoStack(context)

    def changed(result: Changed) -> None:
        undo.push(result)
        window.tell_changed(result)

    context.tell_pages, context.changed = window.tell_changed, changed
    context.registry.handle("edit.undo", window, undo.undo, enabled=undo.why_no_undo, always=True)
    context.registry.handle("edit.redo", window, undo.redo, enabled=undo.why_no_redo, always=True)
    window.add_kind(CasePage)
    window.add_kind(OpenedLetter)
    show(window)
    page = window.open_page("case", case_id, **more)
    assert isinstance(page, CasePage)
    QApplication.processEvents()
    return Desk(office, window, context, Keyboard(window), page)


def focused(window: QWidget) -> QWidget:
    """The control that has the focus."""
    focus = window.focusWidget()
    assert focus is not None, "nothing in the window has the focus"
    return focus


def words_of(widget: QWidget) -> list[str]:
    """Every text that is shown within a widget, in no order."""
    return [
        label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget) and label.text()
    ]


def status_words(desk: Desk) -> str:
    """What was said in passing in the status bar."""
    return desk.window.status.passing.text()
