"""PartsFrame: a heading, a list of parts at the left and the chosen one beside it (W6, W7)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.theme import Follows, theme
from ui.widgets.side_list import SideList
from ui.widgets.words import heading


class PartsFrame(Follows, QWidget):
    """Put the parts into `stack`; where there is no room for both, the list is one choice above it.

    Args:
        title: of the page.
        parts: the list of the parts.
        narrow: px at 100 % text below which the list is folded.
        above: what stands between the heading and the list.
    """

    def __init__(self, title: str, parts: SideList, narrow: int, above: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self._parts, self._narrow = parts, narrow
        self.heading = heading(title, "page")
        self.stack = QStackedWidget()
        self.stack.setMinimumHeight(1)  # what does not fit scrolls inside
        head = QVBoxLayout()
        head.setSpacing(8)
        for part in (self.heading, *above):
            head.addWidget(part)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(8)
        self._body.addWidget(parts)
        self._body.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(self._body, 1)
        self.follow_theme()

    def fill(self, page: QWidget) -> None:
        """Be all there is on a page."""
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self)

    def retheme(self) -> None:
        """Larger text leaves less room."""
        if not self.isVisible():
            return  # its width is not known yet
        narrow = self.width() < theme().px(self._narrow)
        if narrow != self._parts.is_folded():
            self._parts.set_folded(narrow)
            self.heading.setVisible(not narrow)  # the tab says the same
            way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
            self._body.setDirection(way)

    # Qt's own names from here on.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the list where there is no room for it."""
        super().resizeEvent(event)
        self.retheme()

    def showEvent(self, event: QShowEvent) -> None:
        """Its width is known now."""
        super().showEvent(event)
        self.retheme()
