"""A desk for tests of people: the window with the list of people, the page of a person and the page of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from caseworker.actions.look_up import open_case
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.office import Office
from tests.example_office import log_complaint
from tests.typing_help import type_text
from tests.ui.a11y import show
from tests.ui.fake_context import make_context
from tests.ui.keyboard import Keyboard
from ui.cases.case_page import CasePage
from ui.context import Context
from ui.navigation import Place
from ui.people.people_page import PeoplePage
from ui.people.person_page import PersonPage
from ui.undo_stack import UndoStack
from ui.window import MainWindow


@dataclass
class PeopleDesk:
    """Somebody at work on people."""

    office: Office
    window: MainWindow
    context: Context
    keys: Keyboard
    case_id: str

    @property
    def case(self) -> CaseView:
        """The case as it is on the disk now."""
        return open_case(self.office, self.case_id)

    def person(self, some_id: str = "") -> PersonPage:
        """The page of a person: of the person complaining unless told otherwise."""
        page = self.window.open_page("person", some_id or self.case.parties[0].id)
        assert isinstance(page, PersonPage)
        QApplication.processEvents()
        return page

    def people(self) -> PeoplePage:
        """The list of people."""
        page = self.window.open_page("people")
        assert isinstance(page, PeoplePage)
        return page

    def case_page(self) -> CasePage:
        """The case."""
        page = self.window.open_page("case", self.case_id)
        assert isinstance(page, CasePage)
        QApplication.processEvents()
        return page

    def press(self, keys: str, times: int = 1) -> None:
        """Press keys where the focus is."""
        self.context.registry._last_run.clear()
        self.keys.press(keys, times)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type where the focus is."""
        focus = self.window.focusWidget()
        assert focus is not None
        type_text(focus, text)

    def alerts(self) -> list[str]:
        """What the alert strip says, newest first."""
        return [f"{alert.title}: {alert.text}" for alert in self.window.strip.alerts()]


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> PeopleDesk:
    """The example office with two cases of Siân O'Brien."""
    log_complaint(office, received_on=date(2025, 9, 1))
    case_id = log_complaint(office, summary="The second time.").case_id
    context = make_context(office)
    window = MainWindow(context)
    qtbot.addWidget(window)
    undo = UndoStack(context)

    def changed(result: Changed) -> None:
        undo.push(result)
        window.tell_changed(result)

    context.tell_pages, context.changed = window.tell_changed, changed
    context.registry.handle("edit.undo", window, undo.undo, enabled=undo.why_no_undo, always=True)
    window.add_kind(PeoplePage, place=Place("people", 4, "People", "people"), command="go.people")
    window.add_kind(PersonPage)
    window.add_kind(CasePage)
    show(window)
    return PeopleDesk(office, window, context, Keyboard(window), case_id)


def words_of(widget: QWidget) -> list[str]:
    """Every text that is shown within a widget, in no order."""
    return [w.text() for w in widget.findChildren(QLabel) if w.isVisibleTo(widget) and w.text()]


def button(widget: QWidget, spoken: str) -> Any:
    """The button that is spoken so."""
    found = [
        b
        for b in widget.findChildren(QPushButton)
        if spoken in (b.accessibleName(), b.text()) and b.isVisible()
    ]
    assert found, [b.accessibleName() or b.text() for b in widget.findChildren(QPushButton) if b.isVisible()]
    return found[0]
