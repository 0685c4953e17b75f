"""Blocks of a letter (caseworker.domain.letters) written into a text document for its writer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextListFormat,
    QTextTableFormat,
)

from caseworker.domain.letters import Block, Blocks, Bullets, Heading, Marks, Paragraph, Table

QUOTED = QTextFormat.Property.UserProperty + 1
CAPTION = QTextFormat.Property.UserProperty + 2
LINE_END = "\u2028"

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\u2029\ufdd0\ufdd1\ufffc\ufffe\uffff]")
"""Control characters, and those with which Qt marks frames and pictures."""
_LARGER = {1: 2, 2: 1}  # heading level -> steps above the text


def fit(text: str) -> str:
    """Return a text without what a document cannot hold; line ends become line ends within a paragraph."""
    ends = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", LINE_END)
    return _UNFIT.sub("", ends)


def plain_format() -> QTextCharFormat:
    """Letters without any mark."""
    return mark_format(bold=False, italic=False)


def mark_format(*, bold: bool, italic: bool) -> QTextCharFormat:
    """Letters that are bold, italic, both or neither."""
    how = QTextCharFormat()
    how.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    how.setFontItalic(italic)
    return how


def heading_format(level: int) -> QTextCharFormat:
    """Letters of a heading; their size follows that of the text."""
    how = QTextCharFormat()
    how.setFontWeight(QFont.Weight.Bold)
    how.setProperty(QTextFormat.Property.FontSizeAdjustment, _LARGER[level])
    return how


def paragraph_format(block: Block | None = None) -> QTextBlockFormat:
    """How a paragraph or heading stands on its lines; None: a plain paragraph."""
    how = QTextBlockFormat()
    how.setBottomMargin(8)
    if isinstance(block, Heading):
        how.setHeadingLevel(block.level)
        how.setTopMargin(8)
        how.setBottomMargin(4)
    if isinstance(block, Paragraph) and block.quoted:
        how.setLeftMargin(28)
        how.setProperty(QUOTED, True)
    return how


def list_format(numbered: bool) -> QTextListFormat:
    """A list of points, or a numbered one."""
    how = QTextListFormat()
    style = QTextListFormat.Style
    how.setStyle(style.ListDecimal if numbered else style.ListDisc)
    how.setIndent(1)
    return how


def item_format() -> QTextBlockFormat:
    """How a point of a list stands on its lines."""
    how = QTextBlockFormat()
    how.setBottomMargin(4)
    return how


def fill_document(document: QTextDocument, blocks: Blocks) -> None:
    """Show blocks in place of all there is; nothing of it can be undone."""
    was_kept = document.isUndoRedoEnabled()
    document.setUndoRedoEnabled(False)
    document.clear()
    insert_blocks(QTextCursor(document), blocks)
    document.setUndoRedoEnabled(was_kept)
    document.setModified(False)


def insert_blocks(cursor: QTextCursor, blocks: Sequence[Block]) -> None:
    """Put blocks in at a cursor, as one step to undo. In an empty paragraph they take its place."""
    cursor.beginEditBlock()
    is_first = not cursor.block().text()
    for block in blocks:
        is_first = _insert(cursor, block, is_first)
    cursor.endEditBlock()


def insert_words(cursor: QTextCursor, text: str, marks: Marks) -> None:
    """Put in words with their marks."""
    at = 0
    for mark in marks:
        cursor.insertText(fit(text[at : mark.start]), plain_format())
        how = mark_format(bold=mark.bold, italic=mark.italic)
        cursor.insertText(fit(text[mark.start : mark.end]), how)
        at = mark.end
    cursor.insertText(fit(text[at:]), plain_format())


def _insert(cursor: QTextCursor, block: Block, is_first: bool) -> bool:
    if isinstance(block, Table):
        _insert_table(cursor, block)
        return True
    if isinstance(block, Bullets):
        _insert_list(cursor, block, is_first)
        return False
    letters = heading_format(block.level) if isinstance(block, Heading) else plain_format()
    _begin(cursor, paragraph_format(block), letters, is_first)
    if isinstance(block, Heading):
        cursor.insertText(fit(block.text), letters)
    else:
        insert_words(cursor, block.text, block.marks)
    return False


def _begin(cursor: QTextCursor, how: QTextBlockFormat, letters: QTextCharFormat, is_first: bool) -> None:
    """Stand at the beginning of a paragraph of this kind that is in no list."""
    if not is_first:
        cursor.insertBlock(how, letters)
    if (around := cursor.currentList()) is not None:
        around.remove(cursor.block())
    cursor.setBlockFormat(how)
    cursor.setBlockCharFormat(letters)


def _insert_list(cursor: QTextCursor, block: Bullets, is_first: bool) -> None:
    made = None
    marks = block.marks or ((),) * len(block.items)
    for number, (text, marked) in enumerate(zip(block.items, marks, strict=True)):
        if number or not is_first:
            cursor.insertBlock(item_format(), plain_format())
        if number == 0:
            if (around := cursor.currentList()) is not None:
                around.remove(cursor.block())
            cursor.setBlockFormat(item_format())
            cursor.setBlockCharFormat(plain_format())
            made = cursor.createList(list_format(block.numbered))
        elif made is not None:
            made.add(cursor.block())
        insert_words(cursor, text, marked)


def _insert_table(cursor: QTextCursor, block: Table) -> None:
    how = QTextTableFormat()
    how.setProperty(CAPTION, block.caption)
    how.setCellPadding(4)
    how.setCellSpacing(0)
    how.setBorderCollapse(True)
    how.setHeaderRowCount(1)
    rows = (block.head, *block.rows)
    table = cursor.insertTable(len(rows), max(1, len(block.head)), how)
    fill: Callable[[int, int, str], None] = lambda row, column, text: (  # noqa: E731
        table.cellAt(row, column)
        .firstCursorPosition()
        .insertText(fit(text), mark_format(bold=row == 0, italic=False))
    )
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            fill(row, column, text)
    cursor.setPosition(table.lastPosition() + 1)
