"""ScrollColumn: parts below each other in a column of a readable width, scrolled downwards only (W7, V3)."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme import Follows, theme
from ui.tokens import SPACE_16, SPACE_24


class _Outer(QWidget):
    """As high as its parts are at its width: Qt would take the height they need when narrow as the least."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class ScrollColumn(Follows, QScrollArea):
    """Put parts into `column`; they stand at the left.

    Args:
        width: of the column in px at 100 % text.
    """

    def __init__(self, *, width: int = 760, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._width = width
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inner = QWidget()
        outer = _Outer()
        row = QHBoxLayout(outer)
        row.setContentsMargins(SPACE_16, 4, SPACE_16, SPACE_24)
        row.setSpacing(0)
        row.addWidget(self.inner, 1000)
        row.addStretch(1)
        self.column = QVBoxLayout(self.inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE_16)
        self.setWidget(outer)
        self.follow_theme()

    def retheme(self) -> None:
        """The column grows with the text."""
        self.inner.setMaximumWidth(theme().px(self._width))

    def minimumSizeHint(self) -> QSize:
        """It may become low: it scrolls."""
        return QSize(self.inner.minimumSizeHint().width() + 2 * SPACE_16, theme().px(60))
