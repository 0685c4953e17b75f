"""TextArea (C3) and AddressField (C4): several lines of plain text; Tab leaves, the box grows with its text."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFontMetricsF, QTextDocumentFragment
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from ui.theme import Follows, theme
from ui.widgets.announce import announce
from ui.widgets.field import Field
from ui.widgets.words import Words

_PAUSE_MS = 1500  # a count is spoken after a pause in typing


def as_shown(text: str) -> str:
    """Return a text as a box gives it back: ends of lines of one kind, none at its ends."""
    return QTextDocumentFragment.fromPlainText(text).toPlainText().strip()


class TextArea(Follows, Field):
    """Plain text in reading size; grows from `lines` to `most` lines, then scrolls.

    Args:
        limit: most characters that can be kept; the count shows only above three quarters of it.
        kind: type size; reading for notes and summaries, body for addresses.
    """

    def __init__(
        self,
        lines: int = 4,
        *,
        most: int = 12,
        limit: int = 0,
        kind: str = "reading",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lines, self._most, self._limit, self._kind = lines, most, limit, kind
        self.box = QPlainTextEdit()
        self.box.setTabChangesFocus(True)
        self.box.document().setDocumentMargin(6)
        self.box.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.count = Words("", "caption", tone="muted")
        self.count.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.box)
        layout.addWidget(self.count)
        self._speak = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._speak.timeout.connect(lambda: announce(self.box, self.count.text()))
        self.box.textChanged.connect(self._on_text)
        self.box.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self.box.installEventFilter(self)
        self.follow_theme()

    @property
    def is_prose(self) -> bool:
        """Whether sentences are written in it, not lines of an address."""
        return self._kind == "reading"

    def editor(self) -> QWidget:
        """The text box."""
        return self.box

    def value(self) -> str:
        """The text without blank lines at its ends."""
        return self.box.toPlainText().strip()

    def set_value(self, value: str | None) -> None:
        """Show a text; the same again leaves the cursor, what can be undone and a space just typed as they are."""
        is_same = (value or "") == self.box.toPlainText()
        is_written = self.box.hasFocus() and (value or "").strip() == self.value()
        if not is_same and not is_written:
            self.box.setPlainText(value or "")

    def describe(self, name: str, description: str) -> None:
        """As every field; also says that it takes several lines (A1)."""
        super().describe(name, f"Several lines. {description}".strip())

    def retheme(self) -> None:
        """Measure again."""
        self.box.setFont(theme().font(self._kind))
        self._grow()

    def _on_text(self) -> None:
        self._show_count()
        self.changed.emit()

    def _show_count(self) -> None:
        length = len(self.box.toPlainText())
        near = bool(self._limit) and length > self._limit * 0.75
        self.count.setVisible(near)
        if near:
            left = self._limit - length
            self.count.setText(f"{left:,} characters left" if left >= 0 else f"{-left:,} characters too many")
            self.count.set_tone("muted" if left >= 0 else "error")
            self._speak.start()

    def _grow(self) -> None:
        # As text is laid out: up and down are rounded apart, so a line may be a pixel higher than lineSpacing() says.
        metrics = QFontMetricsF(self.box.font())
        line = ceil(metrics.ascent()) + ceil(metrics.descent()) + max(0, ceil(metrics.leading()))
        used = int(self.box.document().size().height())  # a plain text document measures itself in lines
        shown = min(self._most, max(self._lines, used))
        room = shown * line + 2 * int(self.box.document().documentMargin()) + 8
        if self.box.height() != room:
            self.box.setFixedHeight(room)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving the box is the moment to save."""
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        elif event.type() == QEvent.Type.FontChange:
            self._grow()
        return super().eventFilter(watched, event)


class AddressField(TextArea):
    """The lines of an address in one box; the postcode has its own (C4)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(3, most=6, kind="body", parent=parent)
