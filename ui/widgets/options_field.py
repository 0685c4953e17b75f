"""OptionsField: two to five choices in plain sight, as radio buttons; and CheckField, one yes-or-no box."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from ui.widgets.choice_field import Choice
from ui.widgets.field import Field


class OptionsField(Field):
    """One of a few choices, all visible; arrow keys move between them.

    Args:
        upright: one below the other (for long words or narrow pages).
    """

    def __init__(
        self, choices: Sequence[Choice], *, upright: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QRadioButton] = {}
        layout = QVBoxLayout(self) if upright else QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4 if upright else 16)
        for code, words in choices:
            button = QRadioButton(words)
            self._group.addButton(button)
            self._buttons[code] = button
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self._group.buttonToggled.connect(lambda _button, on: self.changed.emit() if on else None)
        self._group.buttonClicked.connect(lambda _button: self.left.emit())

    def editor(self) -> QWidget:
        """The button chosen, or the first."""
        return self._buttons.get(self.value()) or next(iter(self._buttons.values()))

    def editors(self) -> tuple[QWidget, ...]:
        """Every button."""
        return tuple(self._buttons.values())

    def value(self) -> str:
        """The code chosen, or ""."""
        return next((code for code, button in self._buttons.items() if button.isChecked()), "")

    def set_value(self, value: str | None) -> None:
        """Choose a code; "" takes the choice back."""
        self._group.setExclusive(bool(value))
        for code, button in self._buttons.items():
            button.setChecked(code == value)
        self._group.setExclusive(True)
        if not value:
            self.changed.emit()

    def describe(self, name: str, description: str) -> None:
        """Each button speaks its own words with those of the field (A2)."""
        for button in self._buttons.values():
            button.setAccessibleName(f"{name}, {button.text()}")
            button.setAccessibleDescription(description)


class CheckField(Field):
    """One box to tick; its words stand beside it, so the field block needs no label."""

    def __init__(self, words: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox(words)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.toggled.connect(lambda _on: self.changed.emit())
        self.box.clicked.connect(lambda _on: self.left.emit())

    def editor(self) -> QWidget:
        """The box."""
        return self.box

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.box.isChecked()

    def set_value(self, value: bool | None) -> None:
        """Tick it or not."""
        self.box.setChecked(bool(value))

    def is_empty(self) -> bool:
        """A box is never empty."""
        return False
