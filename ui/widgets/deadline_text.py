"""DeadlineText (C11): when something is due, in words, with the tag that repeats it. The words come from the domain."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.tag import KINDS, Tag
from ui.widgets.words import Words


class DeadlineText(QWidget):
    """Words such as "2 working days left, due Friday 27 March" beside its tag.

    Args:
        words: the whole sentence; it stands without the tag.
        kind: the tag's kind, or "" for words alone.
    """

    def __init__(
        self, words: str = "", kind: str = "", *, bold: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.tag = Tag(kind or "on_time")
        self.words = Words(words, bold=bold)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.tag)
        layout.addWidget(self.words, 1)
        self.show_words(words, kind)

    def show_words(self, words: str, kind: str = "") -> None:
        """Say something else."""
        self.words.setText(words)
        self.tag.setVisible(kind in KINDS)
        if kind in KINDS:
            self.tag.show_as(kind)
        self.setAccessibleName(words)
