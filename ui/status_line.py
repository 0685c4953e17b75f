"""The status bar: passing words, when the draft was saved, how the office is shared. A pane of its own for F6."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import tokens
from ui.widgets.flow_layout import FlowRow
from ui.widgets.link_button import LinkButton
from ui.widgets.shown import set_shown
from ui.widgets.words import LineWords, Words

PASSES_AFTER_MS = 20_000


class StatusLine(FlowRow):
    """Three texts in one focusable line, and a link to what needs a choice; in more lines where they do not fit (W7).

    Attributes:
        choice: leads to the page of conflicts; hidden while there are none.
    """

    def __init__(self) -> None:
        super().__init__(gap=24, row_gap=4, spread=True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # reached by F6, not by Tab
        self.passing = LineWords("", "caption")
        self.draft = LineWords("", "caption", tone="muted")
        self.connection = LineWords("", "caption", bold=True)
        self.choice = LinkButton("", parent=self)
        self.flow.setContentsMargins(16, 5, 16, 5)
        parts: tuple[QWidget, ...] = (self.passing, self.draft, self.choice, self.connection)
        for part in parts:
            self.addWidget(part)
        set_shown(self.choice, False)
        self._timer = QTimer(self, singleShot=True, interval=PASSES_AFTER_MS)
        self._timer.timeout.connect(lambda: self._set(self.passing, ""))
        self._turn = QTimer(self, singleShot=True, interval=0)  # runs until what is being done now is done
        self._set(self.passing, "")

    def say(self, words: str) -> None:
        """Show something in passing."""
        self._set(self.passing, words)
        self._timer.start()
        self._turn.start()

    @property
    def is_just_said(self) -> bool:
        """Whether what is shown was said by what is being done now."""
        return self._turn.isActive()

    def leave(self) -> None:
        """Another page comes to the front: what was said of the one before goes; what was said in opening it stays."""
        if not self.is_just_said:
            self._timer.stop()
            self._set(self.passing, "")

    def say_draft(self, words: str) -> None:
        """Show when the draft was saved: "Draft saved 14:32"."""
        self._set(self.draft, words)

    def say_connection(self, words: str) -> None:
        """Show how the line is and what waits: "Shared", "Offline since 10:42. 3 changes waiting."."""
        self._set(self.connection, words)

    def explain_connection(self, why: str) -> None:
        """Say in the tooltip, and to a screen reader, why: a full disk, a folder that is gone; "" for nothing."""
        self.connection.setToolTip(why)
        self.setAccessibleDescription(why)

    def say_choice(self, words: str) -> None:
        """Show the link to the conflicts, "1 value needs your choice"; "" for none."""
        self.choice.setText(words)
        set_shown(self.choice, bool(words))

    def _set(self, label: Words, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words) or label is self.passing)
        everything = ". ".join(
            part.text().rstrip(".") for part in (self.passing, self.draft, self.connection) if part.text()
        )
        self.setAccessibleName(f"Status: {everything or 'nothing to report'}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline above."""
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, QColor(tokens().line))
        painter.end()
