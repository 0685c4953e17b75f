"""Alerts, plans, relationships and the like: each a few lines with its buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.buttons import Button
from ui.widgets.flow_layout import FlowRow
from ui.widgets.link_button import LinkButton
from ui.widgets.words import Words


@dataclass(frozen=True)
class Thing:
    """One thing as shown.

    Attributes:
        link: pressed on the title; None for plain words.
        buttons: words, what is spoken, and what it does.
    """

    title: str
    lines: tuple[str, ...] = ()
    link: Callable[[], object] | None = None
    buttons: tuple[tuple[str, str, Callable[[], object]], ...] = ()
    is_over: bool = False


class Things(QWidget):
    """Several of them, or a sentence that says that there is none."""

    def __init__(self, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._empty = empty
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._parts: list[QWidget] = []

    def show_things(self, things: Sequence[Thing]) -> None:
        """Show these."""
        for part in self._parts:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = [self._made(thing) for thing in things]
        if not things:
            self._parts = [Words(self._empty, tone="muted")]
        for part in self._parts:
            self._column.addWidget(part)
            part.show()

    def _made(self, thing: Thing) -> QWidget:
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        if thing.link is not None:
            link = LinkButton(thing.title, thing.link)
            link.setAccessibleName(thing.title)
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            column.addWidget(
                Words(thing.title, bold=not thing.is_over, tone="muted" if thing.is_over else "")
            )
        for line in thing.lines:
            column.addWidget(Words(line, tone="muted" if thing.is_over else ""))
        if thing.buttons:
            row = FlowRow(gap=8)
            for words, spoken, do in thing.buttons:
                button = Button(words, do)
                button.setAccessibleName(spoken)
                row.addWidget(button)
            column.addWidget(row)
        return holder
