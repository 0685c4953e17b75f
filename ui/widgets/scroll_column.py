"""ScrollColumn: parts below each other in a column of a readable width, scrolled downwards only (W7, V3)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Follows, theme
from ui.tokens import SPACE_16, SPACE_24
from ui.widgets.in_view import FocusArea

LOWEST = 32
"""Height in px at 100 % text down to which it shrinks, so that the page around it need not scroll as well (W7)."""


class _Outer(QWidget):
    """As high as its parts are at its width: Qt would take the height they need when narrow as the least."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class ScrollColumn(Follows, FocusArea):
    """Put parts into `column`; they stand at the left. What takes the focus comes into view.

    Args:
        width: of the column in px at 100 % text.
    """

    def __init__(self, *, width: int = 760, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._width, self._is_whole = width, False
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
        outer.installEventFilter(self)
        self.follow_theme()

    def set_whole(self, is_whole: bool) -> None:
        """Be as high as the parts are, so that the page around them scrolls as one; or scroll by itself again."""
        if is_whole != self._is_whole:
            self._is_whole = is_whole
            off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
            self.setVerticalScrollBarPolicy(off if is_whole else needed)
            self._fit()

    def _fit(self) -> None:
        if not self._is_whole:
            self.setMinimumHeight(0)
            return
        layout = self.widget().layout()
        assert layout is not None
        self.setMinimumHeight(
            max(layout.heightForWidth(self.viewport().width()), layout.minimumSize().height())
        )

    def retheme(self) -> None:
        """The column grows with the text."""
        self.inner.setMaximumWidth(theme().px(self._width))

    # Qt's own names from here on.

    def minimumSizeHint(self) -> QSize:
        """It may become low: it scrolls."""
        return QSize(self.inner.minimumSizeHint().width() + 2 * SPACE_16, theme().px(LOWEST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower means higher."""
        super().resizeEvent(event)
        if self._is_whole:
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Its parts need more room or less."""
        if self._is_whole and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)
