"""Whether a window is so low, for the size of its text, that parts which usually stay in view have to give way (W7)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.theme import theme

LOW = 530
"""Height of a window in px at 100 % text: 1366 x 768 is low from 150 % on, 1920 x 1080 from 200 % on once a task bar
takes its share."""


def is_low(widget: QWidget) -> bool:
    """Whether the window of a widget is low."""
    return widget.window().height() < theme().px(LOW)
