"""What stands in a text document, read as blocks of a letter (caseworker.domain.letters).

Empty paragraphs and empty points of a list are left out: room between paragraphs is the paper's business.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QFont, QTextBlock, QTextDocument, QTextFrame, QTextList, QTextListFormat, QTextTable

from caseworker.domain.letters import Block, Blocks, Bullets, Heading, Mark, Marks, Paragraph, Table
from ui.widgets.rich_text.into_document import CAPTION, LINE_END, QUOTED

_UNFIT = str.maketrans({LINE_END: "\n", "\ufffc": None})


def read_document(document: QTextDocument) -> Blocks:
    """Return all that stands in a document."""
    return tuple(_gathered(document.rootFrame()))


def _gathered(frame: QTextFrame) -> Iterator[Block]:
    """Yield the blocks of a frame; the paragraphs of one list become one block."""
    points: list[tuple[str, Marks]] = []
    around: QTextList | None = None
    for part in _parts(frame):
        held = part.textList() if isinstance(part, QTextBlock) else None
        if around is not None and (held is None or held.objectIndex() != around.objectIndex()):
            yield from _list_of(points, around)
            points = []
        around = held
        if isinstance(part, QTextTable):
            yield _table(part)
        elif isinstance(part, QTextBlock) and held is not None:
            points.append(_words(part))
        elif isinstance(part, QTextBlock):
            yield from _paragraph(part)
    if around is not None:
        yield from _list_of(points, around)


def _parts(frame: QTextFrame) -> Iterator[QTextBlock | QTextFrame]:
    place = frame.begin()
    while not place.atEnd():
        inner = place.currentFrame()
        yield inner if inner is not None else place.currentBlock()
        place += 1


def _paragraph(block: QTextBlock) -> Iterator[Block]:
    text, marks = _words(block)
    if not text.strip():
        return
    level = block.blockFormat().headingLevel()
    if level:
        yield Heading(text, 1 if level == 1 else 2)
    else:
        yield Paragraph(text, bool(block.blockFormat().property(QUOTED)), marks)


def _list_of(points: list[tuple[str, Marks]], around: QTextList) -> Iterator[Block]:
    kept = [(text, marks) for text, marks in points if text.strip()]
    if kept:
        numbered = around.format().style() == QTextListFormat.Style.ListDecimal
        every = tuple(marks for _text, marks in kept)
        yield Bullets(tuple(text for text, _marks in kept), numbered, every if any(every) else ())


def _words(block: QTextBlock) -> tuple[str, Marks]:
    """The text of a paragraph, and its marks; neighbours marked alike are one mark."""
    text, marks = "", list[Mark]()
    place = block.begin()
    while not place.atEnd():
        piece = place.fragment()
        words = piece.text().translate(_UNFIT)
        how = piece.charFormat()
        bold, italic = how.fontWeight() >= QFont.Weight.DemiBold, how.fontItalic()
        start, text = len(text), text + words
        if (bold or italic) and words:
            last = marks[-1] if marks else None
            if last and (last.end, last.bold, last.italic) == (start, bold, italic):
                marks[-1] = Mark(last.start, len(text), bold, italic)
            else:
                marks.append(Mark(start, len(text), bold, italic))
        place += 1
    return text, tuple(marks)


def _table(table: QTextTable) -> Table:
    rows = [
        tuple(_cell(table, row, column) for column in range(table.columns())) for row in range(table.rows())
    ]
    return Table(rows[0], tuple(rows[1:]), str(table.format().property(CAPTION) or ""))


def _cell(table: QTextTable, row: int, column: int) -> str:
    cell = table.cellAt(row, column)
    cursor = cell.firstCursorPosition()
    cursor.setPosition(cell.lastPosition(), cursor.MoveMode.KeepAnchor)
    return cursor.selectedText().replace("\u2029", "\n").translate(_UNFIT)
