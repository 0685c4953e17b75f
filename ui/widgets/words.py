"""Text on a page: a label that follows the type scale (V3), never reads markup, and can be muted or an error."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import Follows, theme, tokens

_LARGE = 1.5


class Words(Follows, QLabel):
    """Plain words of one kind: caption, body, reading, section or page.

    Args:
        tone: "" (text), "muted" or "error".
        wrap: break lines; a heading of one line is better off without.
    """

    def __init__(
        self,
        text: str = "",
        kind: str = "body",
        *,
        bold: bool = False,
        tone: str = "",
        wrap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind, self.bold, self.tone = kind, bold, tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(text)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.follow_theme()

    def set_tone(self, tone: str) -> None:
        """Change between "" (text), "muted" and "error"."""
        self.tone = tone
        self.retheme()

    def retheme(self) -> None:
        """Take up type size and tone."""
        self.setFont(theme().font(self.kind, bold=self.bold))
        colour = {"muted": tokens().muted, "error": tokens().error, "link": tokens().link}.get(
            self.tone, tokens().text
        )
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
        self.setPalette(palette)

    def minimumSizeHint(self) -> QSize:
        """Wrapping text may become narrow: a page never scrolls sideways (W7)."""
        hint = super().minimumSizeHint()
        if self.wordWrap():
            longest = max(
                (self.fontMetrics().horizontalAdvance(word) for word in self.text().split()), default=0
            )
            hint.setWidth(min(longest + 2, theme().px(320)))
        return hint


class LineWords(Words):
    """Words in a line of several parts: on one line where there is room, wrapped where there is not."""

    def __init__(self, text: str = "", kind: str = "body", *, bold: bool = False, tone: str = "") -> None:
        super().__init__(text, kind, bold=bold, tone=tone)

    def sizeHint(self) -> QSize:
        """All of it on one line."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.lineSpacing())


class PageHeading(Words):
    """The name of a page of lists: 28 px, but with large text as a section's, so that the list keeps its room (W7)."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "page", bold=True)

    def retheme(self) -> None:
        """Take up the size that leaves room."""
        self.kind = "page" if theme().scale < _LARGE else "section"
        super().retheme()


def heading(text: str, kind: str = "section", parent: QWidget | None = None) -> Words:
    """A heading: section (20 px) or page (28 px), weight 600."""
    return Words(text, kind, bold=True, parent=parent)
