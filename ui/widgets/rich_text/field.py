"""RichText: a field of written text, whose value is the blocks of a letter. Grows with its text."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.domain.letters import Blocks
from caseworker.domain.rich_text import is_empty
from ui.theme import Follows, theme
from ui.widgets.field import Field
from ui.widgets.in_view import show_cursor
from ui.widgets.rich_text.box import RichBox
from ui.widgets.rich_text.from_document import read_document
from ui.widgets.rich_text.into_document import fill_document
from ui.widgets.words import Words

KEYS = "Several lines, with bold, italic, headings and lists"


class RichText(Follows, Field):
    """Written text in reading size; grows from `lines` with what is written: the page scrolls, never the box.

    Signals:
        focused: the writer is in it now.
    """

    focused = Signal()

    def __init__(self, lines: int = 4, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._given: Blocks = ()
        self.box = RichBox()
        self.note = Words("", "caption", bold=True, tone="error")
        self.note.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.box)
        layout.addWidget(self.note)
        self.box.textChanged.connect(self._on_text)
        self.box.refused.connect(self._on_refused)
        self.box.cursorPositionChanged.connect(self._keep_cursor_in_view)
        self.box.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self.box.installEventFilter(self)
        self.follow_theme()

    def editor(self) -> QWidget:
        """The box."""
        return self.box

    def value(self) -> Blocks:
        """What is written."""
        return read_document(self.box.document())

    def set_value(self, value: Blocks | Any) -> None:
        """Show written text; the same again leaves the cursor and what can be undone as they are."""
        blocks: Blocks = tuple(value or ())
        if blocks != self.value():
            fill_document(self.box.document(), blocks)

    def is_empty(self) -> bool:
        """Whether there is no word in it."""
        return is_empty(self.value())

    def describe(self, name: str, description: str) -> None:
        """As every field; also says what it takes (A1)."""
        super().describe(name, f"{KEYS}. {description}".strip())

    def retheme(self) -> None:
        """Measure again."""
        self.box.setFont(theme().font("reading"))
        self.box.document().setDefaultFont(theme().font("reading"))
        self._grow()

    def _on_text(self) -> None:
        self.note.hide()
        self.changed.emit()

    def _on_refused(self, words: str) -> None:
        self.note.setText(words)
        self.note.show()

    def _grow(self) -> None:
        line = self.box.fontMetrics().lineSpacing()
        edge = 2 * int(self.box.document().documentMargin()) + 2 * self.box.frameWidth()
        used = int(self.box.document().size().height()) + 2 * self.box.frameWidth() + 2
        room = max(self._lines * line + edge, used)
        if self.box.height() != room:
            self.box.setFixedHeight(room)

    def _keep_cursor_in_view(self) -> None:
        """The page scrolls along while the box grows."""
        if self.box.hasFocus():
            show_cursor(self.box, theme().px(32))

    # Qt's own names from here on.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving the box is the moment to save."""
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        elif event.type() == QEvent.Type.FocusIn:
            self.focused.emit()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        """It may become narrow: its text wraps."""
        return QSize(theme().px(160), self.box.height())
