"""Showing a part that may not stand on its page yet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def set_shown(part: QWidget, shown: bool) -> None:
    """Show or hide a part; one without a parent waits for its page, instead of opening a window of its own."""
    if shown and part.parentWidget() is None:
        part.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
    else:
        part.setVisible(shown)
