"""Chips: the filters in force, each removable, above the table they belong to (C5)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import Button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.shown import set_shown
from ui.widgets.tab_order import order_tabs


class Chips(QWidget):
    """One button for each filter in force; pressing it removes the filter. Hidden while there is none.

    Signals:
        changed: a filter was removed by the person.
    """

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"Filters in force, {name}")
        self._values: dict[str, str] = {}
        self.buttons: dict[str, Button] = {}
        self._flow = FlowLayout(self, gap=8)
        self._flow.setContentsMargins(0, 0, 0, 8)
        self.hide()

    def values(self) -> dict[str, str]:
        """Column id to the words it must have."""
        return dict(self._values)

    def set_values(self, values: Mapping[str, str], titles: Mapping[str, str]) -> None:
        """Show these filters; `titles` gives the words of each column id."""
        for button in self.buttons.values():
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._values, self.buttons = dict(values), {}
        for name, value in self._values.items():
            words = f"{titles.get(name, name)}: {value}"
            button = Button(words, lambda n=name: self._remove(n), icon="close")
            button.setAccessibleName(f"Remove filter {words}")
            self.buttons[name] = button
            self._flow.addWidget(button)
        order_tabs(self, self.buttons.values())
        set_shown(self, bool(self._values))

    def _remove(self, name: str) -> None:
        self._values.pop(name, None)
        button = self.buttons.pop(name, None)
        if button is not None:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        set_shown(self, bool(self._values))
        self.changed.emit()
