"""The window with the list pages and the pages of the work, over six cases of the example office."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from caseworker.actions.settings_change import change_settings
from caseworker.office import Office
from tests.ui.cases.list_help import log_some, make_window
from ui.own_settings import OwnSettings
from ui.window import MainWindow
from ui.work.chase_page import ChasePage
from ui.work.gaps_page import GapsPage
from ui.work.today_page import TodayPage

LATE = date(2025, 9, 29)


class Files:
    """Answers in place of the system's file dialogs."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.asked = 0

    def save_as(self, parent: QWidget, title: str, name: str, filters: str) -> Path | None:
        self.asked += 1
        return self.folder / name if self.folder else None

    def open_file(self, parent: QWidget, title: str, filters: str) -> Path | None:
        raise AssertionError("nothing is read here")

    def choose_folder(self, parent: QWidget, title: str) -> Path | None:
        self.asked += 1
        return self.folder


@pytest.fixture
def cases(office: Office) -> dict[str, str]:
    """Six cases: their ids by reference."""
    return log_some(office)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """An empty folder, given whenever one is asked for."""
    folder = tmp_path / "chosen"
    folder.mkdir()
    return Files(folder)


@pytest.fixture
def window(qtbot: QtBot, office: Office, cases: dict[str, str]) -> MainWindow:
    """The window, with no page open."""
    window = make_window(qtbot, office)
    window.context.own = OwnSettings()
    for page in (ChasePage, TodayPage, GapsPage):
        window.add_kind(page)
    return window


@pytest.fixture
def heads(office: Office) -> None:
    """The division has a head."""
    change_settings(
        office, {"heads": {"Children's Social Care": {"name": "Diana Lee", "email": "diana@nm.example"}}}
    )
