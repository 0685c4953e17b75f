"""The box of the search page: Enter opens, Down goes to the list, Esc empties it and never leaves the page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

_HELD = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
)


class SearchBox(QLineEdit):
    """One line.

    Signals:
        entered, down, emptied: Enter, Down and Esc were pressed.
    """

    entered = Signal()
    down = Signal()
    emptied = Signal()

    def __init__(self, description: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Search everything")
        self.setAccessibleDescription(description)
        self.setPlaceholderText("Reference, name, child, phone, postcode or words")

    def words(self) -> str:
        """What is typed, without spaces at its ends."""
        return self.text().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Three keys are the page's; the rest is typing."""
        key, plain = event.key(), not event.modifiers() & _HELD
        if plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif plain and key == Qt.Key.Key_Down:
            self.down.emit()
        elif plain and key == Qt.Key.Key_Escape:
            self.clear()
            self.emptied.emit()
        else:
            super().keyPressEvent(event)
