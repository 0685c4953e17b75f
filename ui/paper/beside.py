"""A column of fields beside a preview; below it where there is no room for both (W7)."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.theme import Follows, theme
from ui.widgets.scroll_column import ScrollColumn

_ROOM = 900  # px at 100 % text for both


class Beside(Follows, QWidget):
    """Two parts.

    Args:
        shares: of the width.
        scrolled: the column within the first part that scrolls by itself where there is room for both; where there is
            not, it stands as high as it is, and the page around it scrolls.
    """

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        shares: tuple[int, int],
        scrolled: ScrollColumn,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._second, self._scrolled = second, scrolled
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(first, shares[0])
        self._row.addWidget(second, shares[1])
        self.follow_theme()

    def retheme(self) -> None:
        """Larger text leaves less room."""
        is_narrow = self.width() < theme().px(_ROOM)
        way = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if way != self._row.direction():
            self._row.setDirection(way)
        self._scrolled.set_whole(is_narrow)
        self._second.setMinimumHeight(theme().px(260) if is_narrow else 0)
        self._keep_height()

    def _keep_height(self) -> None:
        """Below each other the parts are never squeezed, though the page around them grows only a moment later."""
        is_below = self._row.direction() == QBoxLayout.Direction.TopToBottom
        self.setMinimumHeight(self._row.minimumSize().height() if is_below else 0)

    # Qt's own names from here on.

    def event(self, event: QEvent) -> bool:
        """A part needs more room or less."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._keep_height()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside or below."""
        super().resizeEvent(event)
        self.retheme()
