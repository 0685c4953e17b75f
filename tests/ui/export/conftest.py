"""The window with the pages of exports, over six cases of the example office, and dialogs that answer by themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from caseworker.office import Office
from tests.ui.cases.list_help import log_some, make_window
from tests.ui.keyboard import Keyboard
from ui.export.disclosure_page import DisclosurePage
from ui.export.everything_page import EverythingPage
from ui.widgets.alert_strip import Alert
from ui.window import MainWindow


@dataclass
class Dialogs:
    """Stands for the system's file dialogs and its window of folders."""

    folder: Path | None
    asked: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)

    def save_as(self, parent: QWidget, title: str, name: str, filters: str) -> Path | None:
        """A file of that name in the folder."""
        self.asked.append(name)
        return self.folder / name if self.folder else None

    def choose_folder(self, parent: QWidget, title: str) -> Path | None:
        """The folder."""
        self.asked.append(title)
        return self.folder

    def open_file(self, parent: QWidget, title: str, filters: str) -> Path | None:
        """Nothing is read here."""
        raise AssertionError("nothing is read here")

    def open_files(self, parent: QWidget, title: str, filters: str) -> list[Path]:
        """Nothing is read here."""
        raise AssertionError("nothing is read here")

    def show(self, url: QUrl) -> bool:
        """A folder is shown."""
        self.shown.append(url.toLocalFile())
        return True


@pytest.fixture
def dialogs(tmp_path: Path) -> Dialogs:
    """They give an empty folder."""
    folder = tmp_path / "chosen"
    folder.mkdir()
    return Dialogs(folder)


@pytest.fixture
def window(qtbot: QtBot, office: Office) -> MainWindow:
    """The window, with no page open."""
    log_some(office)
    window = make_window(qtbot, office)
    window.add_kind(EverythingPage, command="file.export_all")
    window.add_kind(DisclosurePage, command="file.disclosure_log")
    return window


@pytest.fixture
def press(window: MainWindow) -> Callable[[str], None]:
    """Presses keys where the focus is, each time as if a second had passed."""
    keys = Keyboard(window)

    def pressed(names: str) -> None:
        window.context.registry._last_run.clear()
        keys.press(names)
        QApplication.processEvents()

    return pressed


@pytest.fixture
def alerts(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[Alert]:
    """Every alert that is raised."""
    raised: list[Alert] = []
    monkeypatch.setattr(window.context.messages, "alert", raised.append)
    return raised
