"""What every field has in common, so that a form can name, fill, read and mark any of them alike."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class Field(QWidget):
    """One value a person can enter.

    Signals:
        changed: the value is different, by typing or by `set_value`.
        left: the person has moved on from it (the moment to check or save).
    """

    changed = Signal()
    left = Signal()

    def editor(self) -> QWidget:
        """The control that takes focus and carries the accessible name."""
        raise NotImplementedError(f"{type(self).__name__} has no editor")

    def value(self) -> Any:
        """The value as entered; "" or None when nothing is entered."""
        raise NotImplementedError(f"{type(self).__name__} has no value")

    def set_value(self, value: Any) -> None:
        """Show a value."""
        raise NotImplementedError(f"{type(self).__name__} takes no value")

    def is_empty(self) -> bool:
        """Whether nothing is entered."""
        return self.value() in ("", None)

    def editors(self) -> tuple[QWidget, ...]:
        """Every control of the field in reading order; the first is `editor`."""
        return (self.editor(),)

    def describe(self, name: str, description: str) -> None:
        """Give the editor the name and description a screen reader speaks (A1, A10)."""
        self.editor().setAccessibleName(name)
        self.editor().setAccessibleDescription(description)

    def mark_problem(self, wrong: bool) -> None:
        """Draw the error border or take it away; the words are the field block's business."""
        for editor in self.editors():
            editor.setProperty("problem", wrong)
            editor.update()
