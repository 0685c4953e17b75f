"""BirthField: a date of birth, or an age ("about 14"), or a year (C1)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.date_text import Birth, birth_words, read_birth, short_date
from ui.widgets.text_field import TextField
from ui.widgets.words import Words


class BirthField(TextField):
    """What is known of when someone was born; the line beneath says what was understood."""

    def __init__(self, today: Callable[[], date], *, parent: QWidget | None = None) -> None:
        self._today = today
        super().__init__(20, limit=40, parent=parent)
        self.understood = Words("", "caption", tone="muted")
        self.understood.hide()
        row = self.layout()
        assert row is not None
        holder = QWidget()
        holder.setLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(holder)
        column.addWidget(self.understood)
        self.line.textChanged.connect(lambda _text: self.understood.hide())
        self.left.connect(self._say_understood)

    def birth(self) -> Birth | None:
        """What was understood, or None."""
        return read_birth(self.line.text(), self._today())

    def is_unreadable(self) -> bool:
        """Whether something was typed that is no date, age or year."""
        return bool(self.value()) and self.birth() is None

    def set_birth(self, birth: Birth | None) -> None:
        """Show a date of birth, a year or an age."""
        if birth is None:
            text = ""
        elif birth.born_on is not None:
            text = short_date(birth.born_on)
        else:
            text = str(birth.year) if birth.year is not None else f"about {birth.age}"
        self.set_value(text)
        self._say_understood()

    def _say_understood(self) -> None:
        birth = self.birth()
        self.understood.setText(birth_words(birth, self._today()) if birth else "")
        self.understood.setVisible(birth is not None)
