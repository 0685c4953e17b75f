"""Keeps the banner in view (C8) and leaves room for the case: where it would take too much it scrolls (W7)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.theme import Follows
from ui.widgets.identity_banner import Identity, IdentityBanner

_MOST = 0.42  # of the page's height


class BannerArea(Follows, QScrollArea):
    """The banner, as high as it needs to be and never more than a good third of the page.

    Args:
        page: what it may take its share of.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self._page = page
        self.banner = IdentityBanner()
        self.setWidget(self.banner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the banner takes it, and the arrow keys scroll
        page.installEventFilter(self)
        self.banner.installEventFilter(self)
        self.follow_theme()

    def show_identity(self, identity: Identity) -> None:
        """Show a case."""
        self.banner.show_identity(identity)
        self._fit()

    def retheme(self) -> None:
        """Measure again."""
        self._fit()

    def _fit(self) -> None:
        layout = self.banner.layout()
        if layout is None:
            return
        layout.invalidate()
        width = self.viewport().width()
        wanted = layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
        most = round(self._page.height() * _MOST)
        height = min(most, wanted)
        if height != self.height() and height > 0:
            self.setFixedHeight(height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Its share changes with the page, its need with what it says."""
        is_page = watched is self._page and event.type() == QEvent.Type.Resize
        is_banner = watched is self.banner and event.type() == QEvent.Type.LayoutRequest
        if is_page or is_banner:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower means higher."""
        super().resizeEvent(event)
        self._fit()
