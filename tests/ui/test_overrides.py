"""Errors in methods that Qt calls: they arrive as errors, where PySide alone ends the program."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QApplication, QLabel, QWidget

import ui.app
from tests.log_help import ExpectedLog
from ui.overrides import is_asked_by_qt


class Broken(QWidget):
    """Asks more of a list than is in it."""

    def sizeHint(self) -> QSize:
        return [QSize(1, 1)][1]


class Late(QObject):
    """Watches on behalf of a label that is gone."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.label = QLabel()
        shiboken6.delete(self.label)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return self.label.isVisible()


def test_what_python_itself_refuses_while_qt_asks_for_a_size_is_logged_and_no_crash(
    qapp: QApplication, expected_log: ExpectedLog
) -> None:
    expected_log("IndexError while Qt asked Broken.sizeHint")
    with pytest.raises(IndexError, match="list index out of range"):
        Broken().adjustSize()
    assert expected_log.lines


def test_a_filter_that_asks_a_widget_that_is_gone_is_logged_and_no_crash(
    qapp: QApplication, expected_log: ExpectedLog
) -> None:
    expected_log("RuntimeError while Qt asked Late.eventFilter")
    box = QWidget()
    box.installEventFilter(Late(box))
    with pytest.raises(RuntimeError, match="already deleted"):
        QApplication.sendEvent(box, QEvent(QEvent.Type.User))


def test_every_method_of_the_window_that_qt_calls_is_taken() -> None:
    assert ui.app.build_window is not None
    ours = [kind for kind in _kinds(QObject) if kind.__module__.startswith("ui.")]
    left_out = {
        f"{kind.__module__}.{kind.__name__}.{name}"
        for kind in ours
        for name, method in vars(kind).items()
        if callable(method) and is_asked_by_qt(kind, name) and not hasattr(method, "__wrapped__")
    }
    assert len(ours) > 50
    assert left_out == set()


def _kinds(kind: type) -> Iterator[type]:
    for below in kind.__subclasses__():
        yield below
        yield from _kinds(below)
