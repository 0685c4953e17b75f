"""What every test of the window needs: the look, and a context with nothing behind it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.ui.fake_context import make_context
from ui.context import Context
from ui.theme import apply_theme
from ui.widgets.announce import forget

TODAY = date(2025, 10, 15)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform has no keyboard to grab and says so whenever a menu or a calendar opens."""
    for item in items:
        if "tests/ui" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support grabbing", extend=True))


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[QApplication]:
    """Light, 100 %, before and after every test."""
    apply_theme(qapp, "light", 100, reduce_motion=True)
    forget()
    yield qapp
    for window in qapp.topLevelWidgets():  # here and now, not whenever Python tidies up
        window.hide()
        window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    apply_theme(qapp, "light", 100, reduce_motion=True)


@pytest.fixture
def context(qapp: QApplication) -> Context:
    """A context whose tasks happen at once; today is Wednesday 15 October 2025."""
    return make_context()
