"""Ctrl+plus, Ctrl+minus, Ctrl+0: the text size of the whole program, at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from ui.theme import apply_theme, theme
from ui.tokens import TEXT_SIZES


class TextSize:
    """Steps through 100, 125, 150, 175 and 200 per cent."""

    def __init__(self, on_changed: Callable[[int], object]) -> None:
        self._on_changed = on_changed

    def now(self) -> int:
        """The size in force, per cent."""
        return round(theme().scale * 100)

    def step(self, by: int) -> None:
        """One size larger or smaller; at the ends nothing changes."""
        nearest = min(range(len(TEXT_SIZES)), key=lambda n: abs(TEXT_SIZES[n] - self.now()))
        self._set(TEXT_SIZES[max(0, min(len(TEXT_SIZES) - 1, nearest + by))])

    def reset(self) -> None:
        """Back to 100 per cent."""
        self._set(TEXT_SIZES[0])

    def _set(self, size: int) -> None:
        app, look = QApplication.instance(), theme()
        if size != self.now() and isinstance(app, QApplication):
            apply_theme(app, look.name, size, look.reduce_motion, family=look.family, compact=look.compact)
            self._on_changed(size)
