"""Putting in a place of a letter: found by what it means or by its name; Enter puts it in where the writer is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QStyledItemDelegate, QVBoxLayout, QWidget

from caseworker.actions.letter_tries import Place
from ui.theme import fitting, theme
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import FlowRow
from ui.widgets.typed_list import TypedList, holds_all
from ui.widgets.words import Words, heading

_ALONE = "stands in a paragraph of its own"


class PlacesDialog(QDialog):
    """Asks for one place; `chosen` has it after `accepted`."""

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Put in a place")
        self.chosen: Place | None = None
        self._places = {place.name: place for place in places}
        self.entries = TypedList(
            "Find a place", "Places of a letter", "What it brings, or its name", QStyledItemDelegate, self
        )
        self.none = Words("", tone="muted")
        self.do_button = Button("Put in place (Enter)", self.take, kind="primary")
        self.keep_button = Button("Cancel", self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        about = (
            "A place is filled from the case when the letter is written. What is not known is asked for then."
        )
        for part in (heading("Put in a place"), Words(about, tone="muted"), self.entries.line):
            column.addWidget(part)
        column.addWidget(self.entries.list, 1)
        column.addWidget(self.none)
        row = FlowRow(gap=12)
        row.addWidget(self.do_button)
        row.addWidget(self.keep_button)
        column.addWidget(row)
        self.entries.typed.connect(self._fill)
        self.entries.taken.connect(self.take)
        self._fill()
        self.resize(fitting(parent, theme().px(720), theme().px(480)))
        self.entries.line.setFocus()

    def take(self) -> None:
        """Close with the current one."""
        place = self._places.get(self.entries.current() or "")
        if place is not None:
            self.chosen = place
            self.accept()

    def _fill(self) -> None:
        wanted = self.entries.line.text()
        found = [p for p in self._places.values() if holds_all(f"{p.meaning} {{{p.name}}}", wanted)]
        self.entries.list.clear()
        for place in found:
            alone = f", {_ALONE}" if place.is_block else ""
            self.entries.add(place.name, f"{place.meaning}   {{{place.name}}}{alone}")
        self.entries.list.setCurrentRow(0 if found else -1)
        self.do_button.setEnabled(bool(found))
        self.none.setText("" if found else f"No place has “{wanted.strip()}” in it.")
        self.none.setVisible(not found)
        self.entries.say_found("1 place" if len(found) == 1 else f"{len(found)} places")
