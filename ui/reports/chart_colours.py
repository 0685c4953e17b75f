"""The colours of charts on screen: those of the theme; the series of a dark one are lighter. Paper has its own (V2)."""

from __future__ import annotations

from PySide6.QtGui import QColor

from caseworker.domain.chart_colours import ChartColours
from ui.tokens import Tokens

ON_LIGHT = ("#12436D", "#28A197", "#801650", "#F46A25")
ON_CREAM = ("#12436D", "#28A197", "#801650", "#E55C17")
ON_DARK = ("#7FB5E6", "#28A197", "#E58FC0", "#F46A25")
"""3 to 1 or better on the grounds of the themes, and told apart by pattern besides."""


def screen_colours(tokens: Tokens) -> ChartColours:
    """Return what charts are drawn in under a theme."""
    is_dark = QColor(tokens.base).lightness() < 128
    on_light = ON_CREAM if tokens.name == "cream" else ON_LIGHT
    return ChartColours(
        tokens.base, tokens.text, tokens.muted, tokens.border, ON_DARK if is_dark else on_light
    )
