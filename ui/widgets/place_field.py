"""A folder or a file by its path: typed, pasted, or found with the system's own dialog."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.buttons import Button
from ui.widgets.text_field import TextField

Ask = Callable[[QWidget, str], Path | None]


class PlaceField(TextField):
    """One line with a button beside it. A dead server is never asked for here: what is typed is only text.

    Args:
        ask: opens the dialog with a parent and a title; None when the person thought better of it.
        title: of the dialog, "Folder of the shared office".
    """

    def __init__(self, ask: Ask, title: str, characters: int = 60) -> None:
        super().__init__(characters, limit=1_000)
        self._ask, self._title = ask, title
        self.browse = Button("Browse…", self._browse, icon="folder")
        row = self.layout()
        assert isinstance(row, QHBoxLayout)
        row.setSpacing(8)
        row.insertWidget(1, self.browse)

    def editors(self) -> tuple[QWidget, ...]:
        """The line, then the button."""
        return (self.line, self.browse)

    def describe(self, name: str, description: str) -> None:
        """Name the button after the field as well: a form may have two of them."""
        super().describe(name, description)
        self.browse.setAccessibleName(f"Browse, {name[:1].lower()}{name[1:]}")

    def mark_problem(self, wrong: bool) -> None:
        """The border is that of the line."""
        self.line.setProperty("problem", wrong)
        self.line.update()

    def tidy(self, text: str) -> str:
        """Windows copies a path with quotation marks around it."""
        return text.strip().strip('"“”').strip()

    def value(self) -> str:
        """The path as text."""
        return self.tidy(self.line.text())

    def _browse(self) -> None:
        chosen = self._ask(self, self._title)
        if chosen is not None:
            self.set_value(str(chosen))
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
