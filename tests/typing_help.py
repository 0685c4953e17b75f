"""Typing as a person does, in any language."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget


def type_text(widget: QWidget, text: str) -> None:
    """Type this text into the widget, key by key.

    qtbot.keyClicks aborts the process on the first letter that is not ASCII (pytest-qt 4.5): here the events are sent.
    """
    for letter in text:
        key = Qt.Key.Key_unknown if ord(letter) > 126 else Qt.Key(0)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))
