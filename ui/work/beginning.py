"""What a new office is shown in place of the day's work: where to begin, each way with its key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.commands import Registry
from ui.widgets.buttons import Button
from ui.widgets.words import Words, heading

_WAYS = (
    (
        "case.new",
        "Log a new case (Ctrl+N)",
        "Begin while the caller is on the line: what you type is kept, and the day the answer is due is said at once.",
    ),
    (
        "tools.settings",
        "Open Settings",
        "Enter your colleagues, the letter head, the services and teams, and the days the council is closed.",
    ),
    (
        "tools.import",
        "Import cases from a file",
        "Bring in the team's old spreadsheets. Nothing is imported before you have seen what becomes of every row.",
    ),
)


class Beginning(QWidget):
    """Three ways to begin; the first is to log a case.

    Attributes:
        first: the button that logs a case.
    """

    def __init__(self, registry: Registry) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 12)
        column.setSpacing(4)
        column.addWidget(heading("No case has been logged yet"))
        buttons = []
        for command, words, what in _WAYS:
            kind = "" if buttons else "primary"
            button = Button(words, lambda name=command: registry.run(name), kind=kind)  # type: ignore[misc]
            column.addSpacing(12)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            column.addWidget(Words(what, tone="muted"))
            buttons.append(button)
        self.first = buttons[0]
        self.hide()
