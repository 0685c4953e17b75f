"""A button that looks like a link and wraps its words: a problem in a summary, a value to change, a link to more."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import Follows, theme, tokens

_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_SIDE = 4  # px free at both ends, for the focus ring


class LinkButton(Follows, QAbstractButton):
    """Underlined words that do something; wraps when the room is narrow.

    Args:
        tone: "link" or "error".
    """

    def __init__(
        self,
        text: str,
        on_click: Callable[[], object] | None = None,
        *,
        tone: str = "link",
        bold: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone, self._bold = tone, bold
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())
        self.follow_theme()

    def retheme(self) -> None:
        """Take up type size and colour."""
        font = theme().font(bold=self._bold)
        font.setUnderline(True)
        self.setFont(font)
        palette = QPalette(self.palette())
        palette.setColor(
            QPalette.ColorRole.ButtonText, QColor(tokens().error if self._tone == "error" else tokens().link)
        )
        self.setPalette(palette)
        self.updateGeometry()

    @staticmethod
    def target_height() -> int:
        """Height of one line: its words and never under a 24 px target."""
        return max(24, QFontMetrics(theme().font()).height() + 6)

    def _needs(self, width: int) -> QRect:
        return self.fontMetrics().boundingRect(
            QRect(0, 0, max(40, width - 2 * _SIDE), 10_000), int(_FLAGS), self.text()
        )

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for the wrapped words, never under a 24 px target."""
        return max(24, self._needs(width).height() + 6)

    def sizeHint(self) -> QSize:
        """The words on one line."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * _SIDE + 2
        return QSize(width, max(24, self.fontMetrics().height() + 6))

    def minimumSizeHint(self) -> QSize:
        """May wrap down to its longest word."""
        longest = max((self.fontMetrics().horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(min(longest + 2 * _SIDE + 2, theme().px(320)), max(24, self.fontMetrics().height() + 6))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter follows the link, as Space does."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()
        if is_enter and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.ButtonText))
        painter.drawText(self.rect().adjusted(_SIDE, 0, -_SIDE, 0), int(_FLAGS), self.text())
        painter.end()


class ProblemButton(LinkButton):
    """One line of an error summary."""

    def __init__(self, text: str, on_click: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(text, on_click, tone="error", bold=True, parent=parent)
