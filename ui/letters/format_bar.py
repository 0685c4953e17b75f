"""The tool bar of the writing column: it acts on the editor the writer was in last; every button shows its key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.commands import Registry, spoken_keys
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import FlowRow
from ui.widgets.rich_text import format as dress
from ui.widgets.rich_text.field import RichText

COMMANDS = {
    "text.bold": dress.BOLD,
    "text.italic": dress.ITALIC,
    "text.heading": dress.HEADING,
    "text.list": dress.BULLETS,
    "text.numbers": dress.NUMBERS,
}
"""Commands of the registry, and what each does to the words."""

_ICONS = {
    "text.bold": "text_bold", "text.italic": "text_italic", "text.heading": "text_heading", "text.list": "text_list",
    "text.numbers": "text_numbers", "text.paragraph": "note", "edit.spelling": "text_spelling",
}  # fmt: skip


_SHORT = {"text.paragraph": "Paragraph", "edit.spelling": "Spelling", "text.numbers": "Numbers"}


class FormatBar(QWidget):
    """One row of buttons for all editors of a letter."""

    def __init__(self, registry: Registry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._registry = registry
        self.current: RichText | None = None
        self.buttons: dict[str, Button] = {}
        row = FlowRow(gap=4, row_gap=4)
        for command in (*COMMANDS, "text.paragraph", "edit.spelling"):
            words = registry.command(command).text
            key = spoken_keys(registry, command)
            button = Button(
                _SHORT.get(command, words), self._run(command), kind="quiet", icon=_ICONS[command]
            )
            button.setAccessibleName(words)
            button.setToolTip(f"{words} ({key})" if key else words)
            button.setCheckable(command in COMMANDS)
            self.buttons[command] = button
            row.addWidget(button)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 16, 4)
        layout.addWidget(row, 1)

    def attach(self, editor: RichText) -> None:
        """Act on this editor once the writer was in it."""
        editor.focused.connect(lambda: self._take(editor))
        editor.box.cursorPositionChanged.connect(self._show_state)
        editor.box.currentCharFormatChanged.connect(lambda _how: self._show_state())
        editor.destroyed.connect(lambda: self._let_go(editor))
        if self.current is None:
            self.current = editor

    def apply(self, command: str) -> None:
        """Do it to the words of the present editor."""
        if self.current is not None:
            dress.toggle(self.current.box, COMMANDS[command])
            self.current.box.setFocus()
            self._show_state()

    def why_not(self) -> str:
        """Why there are no words to act on, or ""."""
        return "" if self.current is not None else "There is nothing to write in this letter."

    def _take(self, editor: RichText) -> None:
        self.current = editor
        self._show_state()

    def _let_go(self, editor: RichText) -> None:
        if self.current is editor:
            self.current = None

    def _show_state(self) -> None:
        if self.current is not None:
            for command, what in COMMANDS.items():
                self.buttons[command].setChecked(dress.is_on(self.current.box, what))

    def _run(self, command: str) -> Callable[[], object]:
        return lambda: self._registry.run(command)
