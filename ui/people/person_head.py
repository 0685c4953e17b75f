"""Who the person is and what to take care of, in view all the time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import tokens
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.tag import Tag
from ui.widgets.words import LineWords, Words


class PersonHead(QWidget):
    """Name, who they are, alerts and plans in force. Tab stops at it, so that a screen reader reads it whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 10, 16, 10)
        self._column.setSpacing(4)
        self._parts: list[QWidget] = []
        self._shown: tuple[object, ...] = ()

    def show_person(self, name: str, words: str, state: str, tags: Sequence[tuple[str, str]]) -> None:
        """Show a person.

        Args:
            state: whether the register has them; tags: kind ("alert", "contact_plan") and words.
        """
        if self._shown == (name, words, state, tuple(tags)):
            return
        self._shown = name, words, state, tuple(tags)
        for part in self._parts:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        first = QWidget()
        flow = FlowLayout(first, gap=16, row_gap=4)
        flow.addWidget(LineWords(name, "section", bold=True))
        flow.addWidget(LineWords(state, tone="muted"))
        self._parts = [first, *([Words(words)] if words else [])]
        for kind, told in tags:
            line = QWidget()
            row = FlowLayout(line, gap=12, row_gap=4)
            title, _, rest = told.partition(": ")
            if kind == "alert":
                row.addWidget(Tag("safety", title))
                row.addWidget(LineWords(rest, bold=True))
            else:
                row.addWidget(LineWords(told, bold=True))
            self._parts.append(line)
        for part in self._parts:
            self._column.addWidget(part)
        self.setAccessibleName(f"Person {name}")
        self.setAccessibleDescription(
            ". ".join(filter(None, (state, words, *(told for _kind, told in tags))))
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page's ground with a line beneath."""
        t = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(t.alternate))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(t.line))
        painter.end()
