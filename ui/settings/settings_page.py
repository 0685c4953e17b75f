"""The settings page."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.page import Page
from ui.widgets.words import heading


class SettingsPage(Page):
    """All settings."""

    kind = "settings"

    def __init__(
        self, context: Context, key: str = "", parent: QWidget | None = None, section: str = ""
    ) -> None:
        super().__init__(context, key, parent)
        layout = QVBoxLayout(self)
        layout.addWidget(heading("Settings", "page"))
        layout.addStretch(1)
        self.section = section

    def title(self) -> str:
        """As in the menu."""
        return "Settings"

    def reopened(self, section: str = "") -> None:
        """Show another section."""
        self.section = section
