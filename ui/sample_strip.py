"""The slim strip that says this is the sample office and which day its clock shows. It cannot be closed."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import Follows, theme, tokens
from ui.widgets import icons
from ui.widgets.shown import set_shown
from ui.widgets.words import Words


class SampleStrip(Follows, QWidget):
    """Hidden until it has something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words("", "caption", bold=True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.words)
        self.hide()
        self.follow_theme()

    def say(self, words: str) -> None:
        """Show it with these words; "" hides it."""
        self.words.setText(words)
        self.setAccessibleName(words)
        set_shown(self, bool(words))

    def retheme(self) -> None:
        """Leave room for the icon."""
        self._row.setContentsMargins(16 + theme().px(16) + 8, 3, 16, 3)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A quiet ground, the icon, a hairline."""
        t, side = tokens(), theme().px(16)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(t.hover))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(t.line))
        painter.drawPixmap(
            16, (self.height() - side) // 2, icons.pixmap("sample", t.text, side, self.devicePixelRatioF())
        )
        painter.end()
