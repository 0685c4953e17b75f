"""The preview pane (W2): shows the preview of the page in front, and lets it go with its page."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.page import Page
from ui.widgets.tab_order import gather


class PreviewPane(QWidget):
    """Hidden while it has nothing to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Preview")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._previews: dict[Page, QWidget] = {}

    def show_for(self, page: Page | None) -> None:
        """Show a page's preview; None, or a page without one, hides the pane."""
        widget = page.preview() if page is not None else None
        for other in self._previews.values():
            if other is not widget:
                other.hide()
                self._column.removeWidget(other)
        if page is not None and widget is not None:
            self._previews[page] = widget
            self._column.addWidget(widget)
            widget.show()
            gather(self)
        self.setVisible(widget is not None)

    def forget(self, page: Page) -> None:
        """The page is closed: its preview goes too."""
        preview = self._previews.pop(page, None)
        if preview is not None:
            preview.hide()
            preview.deleteLater()
