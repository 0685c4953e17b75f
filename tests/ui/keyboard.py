"""A keyboard that counts: every key pressed, each of Ctrl, Shift and Alt as one, apart from text typed as data."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.typing_help import type_text

_HELD = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}
_KEYS = {"Enter": Qt.Key.Key_Return, "Del": Qt.Key.Key_Delete}


class Keyboard:
    """Types into whatever has the focus of a window.

    Attributes:
        keys: presses so far that were not text.
        text: characters typed as data so far.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.keys = self.text = 0

    def press(self, keys: str, times: int = 1) -> None:
        """Press "Tab", "Ctrl+Enter", "Alt+4" and the like."""
        *held, name = keys.split("+")
        modifiers = Qt.KeyboardModifier.NoModifier
        for part in held:
            modifiers |= _HELD[part]
        key = _KEYS.get(name) or getattr(Qt.Key, f"Key_{name}")
        for _ in range(times):
            self.keys += 1 + len(held)
            QTest.keyClick(self._target(), key, modifiers)
            QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type text as data."""
        self.text += len(text)
        type_text(self._target(), text)
        QApplication.processEvents()

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or self._window
