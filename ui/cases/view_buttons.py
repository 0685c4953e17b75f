"""The saved views that have something in them, one press away, each with its count (one line; Ctrl+G has them all)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.theme import Follows, theme
from ui.widgets.buttons import Button
from ui.widgets.tab_order import order_tabs

_GAP = 4


class ViewButtons(Follows, QWidget):
    """A line of buttons; those that do not fit are left to Ctrl+G, like the views that are empty.

    Signals:
        chosen(str): the code of the view pressed.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Saved views")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.buttons: dict[str, Button] = {}
        self._wanted: list[str] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._row.addStretch(1)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._fit)
        self.follow_theme()

    def show_views(self, views: Sequence[tuple[str, str]], counts: Mapping[str, int], now: str) -> None:
        """Show the views (code and label) that have cases, and the one that is shown now."""
        for code, label in views:
            button = self.buttons.get(code) or self._add(code)
            button.setText(f"{label} ({counts[code]:,})" if code in counts else label)
            button.setChecked(code == now)
        self._wanted = [code for code, _label in views if counts.get(code) or code == now]
        order_tabs(self, self.buttons.values())
        self._fit()

    def retheme(self) -> None:
        """Measure again, once the buttons have their new font."""
        self.updateGeometry()
        self._later.start()

    def _add(self, code: str) -> Button:
        button = self.buttons[code] = Button("", lambda: self.chosen.emit(code), kind="quiet")
        button.setCheckable(True)
        button.hide()
        self._row.insertWidget(self._row.count() - 1, button, 0, Qt.AlignmentFlag.AlignLeft)
        return button

    def _fit(self) -> None:
        left = self.width()
        for code, button in self.buttons.items():
            width = button.sizeHint().width() + _GAP
            fits = code in self._wanted and width <= left + _GAP
            left = left - width if fits else (0 if code in self._wanted else left)
            button.setVisible(fits)

    # Qt's own names from here on.

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(0, theme().control_height())

    def minimumSizeHint(self) -> QSize:
        """It may become narrow."""
        return QSize(0, theme().control_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as fit."""
        super().resizeEvent(event)
        self._fit()
