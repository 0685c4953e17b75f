"""Single-line fields: plain text, a person's full name (C4), a postcode (C4), a phone number, an email address."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from ui.theme import text_width
from ui.widgets.field import Field

_SPACES = re.compile(r"\s+")


class TextField(Field):
    """One line of text.

    Args:
        characters: how wide the box is, in average letters; 0 fills the room there is.
        limit: most characters that can be kept.
    """

    def __init__(self, characters: int = 0, *, limit: int = 300, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setMaxLength(limit)
        self._characters = characters
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 1)
        if characters:
            layout.addStretch(0)
            self.line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._measure()
        self.line.textChanged.connect(self.changed)
        self.line.editingFinished.connect(self._on_left)
        self.line.installEventFilter(self)

    def editor(self) -> QWidget:
        """The line edit."""
        return self.line

    def value(self) -> str:
        """The text without spaces at its ends."""
        return self.line.text().strip()

    def set_value(self, value: str | None) -> None:
        """Show a text; the same again leaves the cursor and a space just typed as they are."""
        if (value or "").strip() != self.value() or not self.line.hasFocus():
            self.line.setText(value or "")
            self.line.setCursorPosition(0)

    def tidy(self, text: str) -> str:
        """How the text is put when the person leaves the box."""
        return text

    def _on_left(self) -> None:
        tidied = self.tidy(self.line.text())
        if tidied != self.line.text():
            self.line.setText(tidied)
        self.left.emit()

    def _measure(self) -> None:
        if self._characters:
            width = text_width(self.line, self._characters) + 28
            self.line.setMaximumWidth(width)
            self.line.setMinimumWidth(min(width, text_width(self.line, 10) + 28))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Measure again when the text size changes."""
        if event.type() == QEvent.Type.FontChange:
            self._measure()
        return super().eventFilter(watched, event)


class PersonField(TextField):
    """A full name in one box: no title, no spell check, nothing corrected (C4)."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(44, limit=200, parent=parent)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText)

    def tidy(self, text: str) -> str:
        """Runs of spaces become one; capitals are the person's own."""
        return _SPACES.sub(" ", text).strip()


class PostcodeField(TextField):
    """A postcode, taken in any case, with any spaces and stops; put as "SE6 4RU" on leaving."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(10, limit=20, parent=parent)

    def tidy(self, text: str) -> str:
        """Such that "se64ru." becomes "SE6 4RU"; what does not look like a postcode stays as typed."""
        return tidy_postcode(text)


class PhoneField(TextField):
    """A phone number, kept as typed (people add "after 5pm" and extensions)."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(24, limit=60, parent=parent)


class EmailField(TextField):
    """An email address."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(44, limit=254, parent=parent)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhEmailCharactersOnly)

    def tidy(self, text: str) -> str:
        """Spaces at the ends come from pasting."""
        return text.strip()


def tidy_postcode(text: str) -> str:
    """A UK postcode in its usual form, or the text as it was."""
    letters = re.sub(r"[\s.\-]+", "", text).upper()
    if re.fullmatch(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}", letters):
        return f"{letters[:-3]} {letters[-3:]}"
    return text.strip()
