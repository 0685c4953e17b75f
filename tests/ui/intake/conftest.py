"""A desk for tests of intake and drafts: the example office, the window, its pages, a counting keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from caseworker.actions.drafts import list_drafts
from caseworker.actions.look_up import open_case
from caseworker.domain.cases import CaseView
from caseworker.domain.drafts import PageDraft
from caseworker.office import Office
from tests.ui.fake_context import make_context
from tests.ui.keyboard import Keyboard
from ui.context import Context
from ui.drafts.drafts_page import DraftsPage
from ui.drafts.resume import resume_last_draft
from ui.intake.intake_page import IntakePage
from ui.navigation import Place
from ui.page import Page
from ui.window import MainWindow


class Stand(Page):
    """Stands for a page that others test: it only has a box that takes the focus."""

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        box = QLineEdit(accessibleName=self.title())
        QVBoxLayout(self).addWidget(box)

    def title(self) -> str:
        return f"{self.kind} {self.key}".strip()


class WorkListStand(Stand):
    kind = "work_list"


class CaseStand(Stand):
    kind = "case"


class LetterStand(Stand):
    kind = "letter"


class Desk:
    """Somebody at work: the window is open on the work list."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.context: Context = make_context(office)
        self.window = MainWindow(self.context)
        self.window.add_kind(
            WorkListStand, place=Place("work_list", 1, "Work list", "list"), command="go.work_list"
        )
        self.window.add_kind(DraftsPage, place=Place("drafts", 3, "Drafts", "pencil"), command="go.drafts")
        self.window.add_kind(IntakePage, command="case.new", fresh=True)
        self.window.add_kind(CaseStand)
        self.window.add_kind(LetterStand)
        self.context.registry.handle(
            "draft.resume", self.window, lambda: resume_last_draft(self.context), always=True
        )
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)
        self.window.open_page("work_list")
        self.keyboard = Keyboard(self.window)

    def front(self) -> Page | None:
        """The page in front."""
        return self.window.tabs.front()

    def intake(self) -> IntakePage:
        """The intake in front."""
        page = self.front()
        assert isinstance(page, IntakePage)
        return page

    def drafts(self) -> list[PageDraft]:
        """The drafts on the disk."""
        return list_drafts(self.office)

    def logged(self, page: Page | None = None) -> CaseView:
        """The case whose page is in front."""
        front = page or self.front()
        assert isinstance(front, CaseStand)
        return open_case(self.office, front.key)

    def wait_a_while(self) -> None:
        """More than the second within which a second Ctrl+Enter is ignored (U2)."""
        self.context.registry._last_run.clear()


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Desk:
    """A desk in the example office."""
    made = Desk(office)
    qtbot.addWidget(made.window)
    return made


@pytest.fixture
def new_desk(qtbot: QtBot, office: Office) -> Callable[[], Desk]:
    """Makes desks in the example office: the program started again."""

    def make() -> Desk:
        made = Desk(office)
        qtbot.addWidget(made.window)
        return made

    return make
