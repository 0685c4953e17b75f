"""Ctrl+Z and Ctrl+Y: typing first, then the last case action (U3).

A text box claims these keys even when it has nothing to undo; this filter lets them through to the window then.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget


class _UndoFilter(QObject):
    """Watches text boxes that have had the focus, and nothing else: every event watched passes through Python."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.focusChanged.connect(self._on_focus)
        self._on_focus(None, app.focusWidget())

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        # What had the focus is not touched: it may be about to die.
        if isinstance(now, QLineEdit | QPlainTextEdit | QTextEdit):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        for key, has_one in (
            (QKeySequence.StandardKey.Undo, _can_undo),
            (QKeySequence.StandardKey.Redo, _can_redo),
        ):
            if (
                event.matches(key)
                and isinstance(watched, QLineEdit | QPlainTextEdit | QTextEdit)
                and not has_one(watched)
            ):
                event.ignore()
                return True
        return False


def _can_undo(box: QLineEdit | QPlainTextEdit | QTextEdit) -> bool:
    return box.isUndoAvailable() if isinstance(box, QLineEdit) else box.document().isUndoAvailable()


def _can_redo(box: QLineEdit | QPlainTextEdit | QTextEdit) -> bool:
    return box.isRedoAvailable() if isinstance(box, QLineEdit) else box.document().isRedoAvailable()


def install_undo_filter() -> None:
    """Once for the application; again changes nothing."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if app.findChild(_UndoFilter) is None:
        _UndoFilter(app)
