"""What is different between two texts, said by signs and words and not by colour alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from caseworker.domain.letter_difference import ADDED, BREAK, REMOVED, SAME, Piece
from ui.theme import Follows, theme, tokens

_SIGNS = {ADDED: "+", REMOVED: "−"}


class DifferenceBox(Follows, QTextEdit):
    """Added words are bold and underlined between [+ and +], removed ones struck out between [− and −]."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: tuple[Piece, ...] = ()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName("What is different")
        self.setAccessibleDescription("Read-only, several lines")
        self.follow_theme()

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show the pieces in the order of reading."""
        self._pieces = tuple(pieces)
        self.clear()
        cursor = QTextCursor(self.document())
        for piece in pieces:
            if piece.kind == BREAK:
                cursor.insertBlock()
                continue
            sign = _SIGNS.get(piece.kind, "")
            cursor.insertText(f"[{sign} " if sign else "", _look(SAME))
            cursor.insertText(piece.text.strip(), _look(piece.kind))
            cursor.insertText(f" {sign}] " if sign else " ", _look(SAME))
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def retheme(self) -> None:
        """Reading size, and the colours again."""
        self.setFont(theme().font("reading"))
        self.setMinimumHeight(theme().px(140))
        self.show_pieces(self._pieces)


def _look(kind: str) -> QTextCharFormat:
    how = QTextCharFormat()
    if kind == ADDED:
        how.setFontWeight(QFont.Weight.Bold)
        how.setFontUnderline(True)
    elif kind == REMOVED:
        how.setFontStrikeOut(True)
        how.setForeground(QColor(tokens().error))
    return how
