"""The saved views that have something in them, one press away, each with its count in words and figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import Button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.tab_order import order_tabs


class ViewButtons(QWidget):
    """A line of buttons. Empty views are left to Ctrl+G.

    Signals:
        chosen(str): the code of the view pressed.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Saved views")
        self.buttons: dict[str, Button] = {}
        self._flow = FlowLayout(self, gap=4, row_gap=4)

    def show_views(self, views: Sequence[tuple[str, str]], counts: Mapping[str, int], now: str) -> None:
        """Show the views (code and label) that have cases, and the one that is shown now."""
        for code, label in views:
            button = self.buttons.get(code)
            if button is None:
                button = self.buttons[code] = Button(
                    "", lambda code=code: self.chosen.emit(code), kind="quiet"
                )
                button.setCheckable(True)
                self._flow.addWidget(button)
            count = counts.get(code, 0)
            button.setText(f"{label} ({count:,})" if code in counts else label)
            button.setChecked(code == now)
            button.setVisible(bool(count) or code == now)
        order_tabs(self, self.buttons.values())
        self.updateGeometry()
