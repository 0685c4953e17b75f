"""A page part that scrolls downwards only (W7), with one column of a readable width (V3)."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme import Follows, theme
from ui.widgets.scroll_column import LOWEST

MARGINS = (16, 16, 16, 24)

READABLE = 760
"""Width of the column in px at 100 % text: about 80 characters of reading text and a button beside it."""


class Scrolled(Follows, QScrollArea):
    """Put parts into `column`; they stand at the left, no wider than `width` at 100 % text.

    Args:
        width: 0 for as wide as there is room, for tables.
        least: height at 100 % text under which the parts are not pressed together but scrolled.
    """

    def __init__(self, *, width: int = READABLE, least: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._width, self._least = width, least
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inner = QWidget()
        outer = QWidget()
        row = QHBoxLayout(outer)
        row.setContentsMargins(*MARGINS)
        row.setSpacing(0)
        row.addWidget(self.inner, 1000)
        row.addStretch(1)
        self.column = QVBoxLayout(self.inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)
        self.setWidget(outer)
        self.follow_theme()

    def retheme(self) -> None:
        """The column grows with the text."""
        if self._width:
            self.inner.setMaximumWidth(theme().px(self._width))
        self.inner.setMinimumHeight(theme().px(self._least))

    # Qt's own names from here on.

    def minimumSizeHint(self) -> QSize:
        """It may become low: it scrolls."""
        return QSize(super().minimumSizeHint().width(), theme().px(LOWEST))
