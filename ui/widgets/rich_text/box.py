"""The box a writer types into: Tab leaves it, what is pasted is cleaned, nothing is ever fetched."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QTextBlock, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QTextEdit, QWidget

from caseworker.domain.letters import Blocks, Paragraph
from caseworker.domain.rich_text import MOST_LETTERS, blocks_of_text
from ui.widgets.announce import announce
from ui.widgets.in_view import turn_page
from ui.widgets.rich_text.from_html import blocks_of_html
from ui.widgets.rich_text.into_document import (
    insert_blocks,
    insert_words,
    paragraph_format,
    plain_format,
)

_MOST_HTML = 4_000_000  # letters of markup; above it the plain text that comes along is taken
TOO_LONG = (
    f"Nothing was pasted: a text may have {MOST_LETTERS:,} letters. Enclose it with the letter as a file."
)


class RichBox(QTextEdit):
    """Used by RichText alone.

    Signals:
        refused(str): something was not taken, with the reason in words.
    """

    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptRichText(True)
        self.setTabChangesFocus(True)
        self.setAutoFormatting(QTextEdit.AutoFormattingFlag.AutoNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(8)
        self.document().setIndentWidth(24)

    def put_in(self, blocks: Blocks) -> None:
        """Put blocks in where the cursor stands, in place of what is selected; one step to undo."""
        if not self._has_room(blocks):
            return
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        only = blocks[0] if len(blocks) == 1 else None
        if isinstance(only, Paragraph) and not only.quoted:
            insert_words(cursor, only.text, only.marks)
        else:
            insert_blocks(cursor, blocks)
        cursor.endEditBlock()
        self._stand_at(cursor)

    def put_below(self, blocks: Blocks) -> None:
        """Put blocks in as paragraphs of their own below the one in hand; no sentence is cut, nothing selected lost."""
        if not self._has_room(blocks):
            return
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        insert_blocks(cursor, blocks)
        self._stand_at(cursor)

    def _has_room(self, blocks: Blocks) -> bool:
        if sum(len(str(block)) for block in blocks) + len(self.toPlainText()) <= MOST_LETTERS:
            return True
        self.refused.emit(TOO_LONG)
        announce(self, TOO_LONG, urgent=True)
        return False

    def _stand_at(self, cursor: QTextCursor) -> None:
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(plain_format())
        self.ensureCursorVisible()

    # Qt's own names from here on.

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Words only; no pictures and no files."""
        return bool(source.hasText() or source.hasHtml())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take the words with bold, italic, lists and headings; all else stays out."""
        html = source.html() if source.hasHtml() else ""
        blocks = blocks_of_html(html) if html and len(html) <= _MOST_HTML else ()
        if not blocks and source.hasText():
            blocks = _of_plain(source.text())
        if blocks:
            self.put_in(blocks)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing is fetched, from nowhere."""
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends a heading, and leaves a list at an empty point; Backspace leaves a list at its beginning."""
        cursor = self.textCursor()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.isReadOnly():
            if cursor.currentList() is not None and not cursor.block().text():
                self._leave_list(cursor)
                return
            if cursor.blockFormat().headingLevel() and cursor.atBlockEnd():
                cursor.insertBlock(paragraph_format(), plain_format())
                self.setTextCursor(cursor)
                return
        at_start = cursor.atBlockStart() and not cursor.hasSelection()
        if plain and event.key() == Qt.Key.Key_Backspace and at_start and _is_dressed(cursor.block()):
            self._leave_list(cursor)
            return
        if not turn_page(self, event):
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page where this box has nothing to scroll; with Ctrl it sizes nothing here."""
        bar = self.verticalScrollBar()
        if bar.maximum() == 0 or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().wheelEvent(event)

    def _leave_list(self, cursor: QTextCursor) -> None:
        cursor.beginEditBlock()
        if (around := cursor.currentList()) is not None:
            around.remove(cursor.block())
        cursor.setBlockFormat(paragraph_format())
        cursor.setBlockCharFormat(plain_format())
        cursor.endEditBlock()
        self.setTextCursor(cursor)


def _is_dressed(block: QTextBlock) -> bool:
    return block.textList() is not None or bool(block.blockFormat().headingLevel())


def _of_plain(text: str) -> Blocks:
    """One line stays within its paragraph as it is; more lines become paragraphs and lists."""
    return (Paragraph(text),) if "\n" not in text.strip("\n") and text.strip("\n") else blocks_of_text(text)
