"""The open pages, one seen at a time; a page higher than its room scrolls, and never makes the window larger (W7).

Question: why not put the stack straight into the scroll area? Choice: a holder without a layout stands between,
because a scroll area asks a layout for its height at each width, every page behind takes part in the answer, and with
Qt 6.11 the two can resize each other without end. Cost: the holder passes sizes on by hand.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget


class PageRoom(QScrollArea):
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
    """As large as the page in front needs: the pages behind it do not count."""

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__()
        self._stack = stack
        stack.setParent(self)
        stack.currentChanged.connect(lambda _index: self.updateGeometry())

    def sizeHint(self) -> QSize:
        page = self._stack.currentWidget()
        return page.sizeHint() if page is not None else QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        page = self._stack.currentWidget()
        return page.minimumSizeHint().expandedTo(page.minimumSize()) if page is not None else QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._stack.resize(event.size())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # the stack's least size is different now
            self.updateGeometry()
        return super().event(event)
