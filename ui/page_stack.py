"""The open pages, one seen at a time; a page higher than its room scrolls, and never makes the window larger (W7).

Question: why not put the stack straight into the scroll area? Choice: a holder without a layout stands between,
because a scroll area asks a layout for its height at each width, every page behind takes part in the answer, and with
Qt 6.11 the two can resize each other without end. Cost: the holder passes sizes on by hand.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from ui.widgets.in_view import FocusArea


class PageRoom(FocusArea):
    """The room of the pages in the window."""

    def __init__(self, stack: QStackedWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidget(_Holder(stack))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def minimumSizeHint(self) -> QSize:
        """Enough to see what one is doing; the rest scrolls."""
        return QSize(200, 120)


class _Holder(QWidget):
    """As large as the page in front needs: the pages behind it do not count.

    It remembers the page in front instead of asking the stack: while a window is taken down, the stack may be asked
    for a page that its layout, already gone, can no longer name.
    """

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__()
        self._stack = stack
        self._page = stack.currentWidget()
        stack.setParent(self)
        stack.currentChanged.connect(self._on_current)

    def _on_current(self, index: int) -> None:
        self._page = self._stack.widget(index)
        self.updateGeometry()

    def _front(self) -> QWidget | None:
        page = self._page
        return page if page is not None and shiboken6.isValid(page) else None

    def sizeHint(self) -> QSize:
        page = self._front()
        return page.sizeHint() if page is not None else QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        page = self._front()
        return page.minimumSizeHint().expandedTo(page.minimumSize()) if page is not None else QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if shiboken6.isValid(self._stack):
            self._stack.resize(event.size())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # the stack's least size is different now
            self.updateGeometry()
        return super().event(event)
