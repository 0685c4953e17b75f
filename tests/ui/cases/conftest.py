"""The window with the list pages over six cases of the example office."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from caseworker.office import Office
from tests.ui.cases.list_help import log_some, make_window
from ui.window import MainWindow


@pytest.fixture
def cases(office: Office) -> dict[str, str]:
    """Six cases: their ids by reference."""
    return log_some(office)


@pytest.fixture
def window(qtbot: QtBot, office: Office, cases: dict[str, str]) -> MainWindow:
    """The window, with no page open."""
    return make_window(qtbot, office)
