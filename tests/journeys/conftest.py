"""The window as the program puts it together, over an example office of its own for each story."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from caseworker.actions.opening import OpenOffice
from tests.example_office import make_office
from ui.app import build_window
from ui.own_settings import OwnSettings
from ui.tasks import SyncTasks
from ui.theme import apply_theme
from ui.window import MainWindow


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[OpenOffice]:
    """The example office, open."""
    made = make_office(tmp_path / "office")
    yield made
    made.close()


@pytest.fixture
def window(qapp: QApplication, opened: OpenOffice) -> Iterator[MainWindow]:
    """Its window, shown; everything happens at once."""
    apply_theme(qapp, "light", 100, reduce_motion=True)
    made = build_window(opened, SyncTasks(), OwnSettings())
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    made.open_page("work_list")
    yield made
    made.close()
    made.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
