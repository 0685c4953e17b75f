"""What a writer can do to the words of a RichBox: bold, italic, a heading, a list; pressed again it is taken back."""

from __future__ import annotations

from PySide6.QtGui import QFont, QTextBlock, QTextCursor, QTextListFormat
from PySide6.QtWidgets import QTextEdit

from caseworker.domain.letters import Heading
from ui.widgets.announce import announce
from ui.widgets.rich_text.into_document import (
    heading_format,
    item_format,
    list_format,
    mark_format,
    paragraph_format,
    plain_format,
)

BOLD, ITALIC, HEADING, BULLETS, NUMBERS = "bold", "italic", "heading", "bullets", "numbers"
WORDS = {
    BOLD: "Bold", ITALIC: "Italic", HEADING: "Heading", BULLETS: "List", NUMBERS: "Numbered list",
}  # fmt: skip


def is_on(box: QTextEdit, what: str) -> bool:
    """Whether it holds where the cursor stands."""
    cursor, letters = box.textCursor(), box.currentCharFormat()
    in_heading = bool(cursor.blockFormat().headingLevel())
    around = cursor.currentList()
    return {
        BOLD: letters.fontWeight() >= QFont.Weight.DemiBold and not in_heading,
        ITALIC: letters.fontItalic(),
        HEADING: in_heading,
        BULLETS: around is not None and not _is_numbered(around.format()),
        NUMBERS: around is not None and _is_numbered(around.format()),
    }[what]


def toggle(box: QTextEdit, what: str) -> None:
    """Do it, or take it back where it holds already; says which."""
    if box.isReadOnly():
        return
    on = not is_on(box, what)
    if what in (BOLD, ITALIC):
        _mark(box, what, on)
    else:
        _dress(box, what, on)
    announce(box, f"{WORDS[what]} {'on' if on else 'off'}")


def _mark(box: QTextEdit, what: str, on: bool) -> None:
    """Bold or italic for what is selected, or for what is typed next; a heading is bold as it is."""
    if box.textCursor().blockFormat().headingLevel():
        return
    now = box.currentCharFormat()
    bold = on if what == BOLD else now.fontWeight() >= QFont.Weight.DemiBold
    italic = on if what == ITALIC else now.fontItalic()
    if box.textCursor().hasSelection():
        how = now.__class__()
        if what == BOLD:
            how.setFontWeight(QFont.Weight.Bold if on else QFont.Weight.Normal)
        else:
            how.setFontItalic(on)
        box.mergeCurrentCharFormat(how)
    else:
        box.setCurrentCharFormat(mark_format(bold=bold, italic=italic))


def _dress(box: QTextEdit, what: str, on: bool) -> None:
    """Make the paragraphs of the selection headings, points of a list, or plain again."""
    cursor = box.textCursor()
    cursor.beginEditBlock()
    made = None
    for block in _chosen(cursor):
        at = QTextCursor(block)
        if (around := block.textList()) is not None:
            around.remove(block)
        was_heading = bool(block.blockFormat().headingLevel())
        if what == HEADING and on:
            at.setBlockFormat(paragraph_format(Heading("")))
            _letters(at, heading=True)
            continue
        at.setBlockFormat(item_format() if on else paragraph_format())
        if was_heading:
            _letters(at, heading=False)
        if on and made is None:
            made = at.createList(list_format(what == NUMBERS))
        elif on and made is not None:
            made.add(block)
    cursor.endEditBlock()
    box.setTextCursor(cursor)


def _letters(at: QTextCursor, *, heading: bool) -> None:
    """All letters of the cursor's paragraph become those of a heading, or plain."""
    how = heading_format(1) if heading else plain_format()
    whole = QTextCursor(at.block())
    whole.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    whole.setCharFormat(how)
    whole.setBlockCharFormat(how)


def _chosen(cursor: QTextCursor) -> list[QTextBlock]:
    document = cursor.document()
    block, last = document.findBlock(cursor.selectionStart()), document.findBlock(cursor.selectionEnd())
    found = [block]
    while block != last and block.isValid():
        block = block.next()
        found.append(block)
    return found


def _is_numbered(how: QTextListFormat) -> bool:
    return how.style() == QTextListFormat.Style.ListDecimal
