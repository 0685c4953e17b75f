"""Fields as typed: what a draft keeps, so that half a date comes back as half a date (P1)."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.text_area import TextArea
from ui.widgets.text_field import TextField


def typed(field: Field) -> str | bool | list[str]:
    """What stands in a field, unread and untidied; fit for JSON."""
    if isinstance(field, TextArea):
        return field.box.toPlainText()
    if isinstance(field, DateField | TextField):
        return field.line.text()
    value = field.value()
    return value if isinstance(value, bool | list) else str(value or "")


def put_typed(field: Field, value: object) -> None:
    """Put back what `typed` gave."""
    if isinstance(field, DateField | TextField):
        field.line.setText(str(value or ""))
        field.line.editingFinished.emit()  # says what is understood, as on leaving the box
    else:
        field.set_value(value)


def cursor_to_end(field: Field) -> None:
    """Stand behind the last letter, where typing goes on."""
    editor = field.editor()
    if isinstance(editor, QLineEdit):
        editor.end(False)
    elif isinstance(editor, QPlainTextEdit):
        editor.moveCursor(QTextCursor.MoveOperation.End)
