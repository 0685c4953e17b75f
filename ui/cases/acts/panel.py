"""An act as a small page: heading, a sentence, the fields, what would follow; below them the buttons."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.cases.acts.form import ActForm
from ui.cases.case_facts import CaseFacts
from ui.context import Context
from ui.theme import tokens
from ui.widgets.buttons import Button
from ui.widgets.field_row import FieldRow
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.words import Words, heading


class ActFooter(QWidget):
    """The buttons of an act: they stand under the page and do not scroll away."""

    def __init__(self, *buttons: Button) -> None:
        super().__init__()
        row = FlowLayout(self, gap=12)
        row.setContentsMargins(16, 10, 16, 10)
        for button in buttons:
            row.addWidget(button)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line above."""
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, QColor(tokens().line))
        painter.end()


class ActPanel(ActForm):
    """One act. Subclasses give `heading_words`, `button_words` and the fields."""

    heading_words: ClassVar[str] = ""
    button_words: ClassVar[str] = ""
    is_danger: ClassVar[bool] = False
    back_words: ClassVar[str] = "Back to the case (Alt+Left)"
    beside: ClassVar[tuple[str, ...]] = ()
    """Fields that stand beside the one before them where there is room."""

    def __init__(self, context: Context, facts: CaseFacts, parent: QWidget | None = None) -> None:
        super().__init__(context, facts, parent)
        self.setAccessibleName(self.heading_words)
        self.do_button = Button(
            f"{self.button_words} (Ctrl+Enter)", self.finish, kind="danger" if self.is_danger else "primary"
        )
        self.back_button = Button(self.back_words, self.gone_back.emit)
        self.footer = ActFooter(self.do_button, self.back_button)
        self._lay_out()
        self.on_filled()  # only now: a field shown before it stands on the page would be a window of its own

    def intro(self) -> str:
        """One or two sentences under the heading, or ""."""
        return ""

    def closing_words(self) -> str:
        """Small print under the fields, or ""."""
        return ""

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(heading(self.heading_words))
        if words := self.intro():
            column.addWidget(Words(words))
        column.addWidget(self.summary)
        decides = self.foresees[-1] if self.foresees else list(self.form.blocks)[-1]
        for names in self._rows():
            column.addWidget(self._row(names))
            if decides in names:
                column.addWidget(self.result)
        if words := self.closing_words():
            column.addWidget(Words(words, "caption", tone="muted"))
        column.addStretch(1)

    def _row(self, names: list[str]) -> QWidget:
        if len(names) == 1:
            return self.form.blocks[names[0]]
        holder = QWidget()
        row = FieldRow(holder)
        for name in names:
            row.add(self.form.blocks[name])
        return holder

    def _rows(self) -> list[list[str]]:
        """The names of the fields, those that stand side by side together."""
        rows: list[list[str]] = []
        for name in self.form.blocks:
            if name in self.beside:
                rows[-1].append(name)
            else:
                rows.append([name])
        return rows
