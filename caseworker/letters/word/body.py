"""The text of a letter in Word: headings, paragraphs, quotes, lists and tables as what they are."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import quoteattr

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from caseworker.domain.letters import Block, Bullets, Heading, Letter, Letterhead, Marks, Paragraph, Table
from caseworker.letters.as_text import footnotes, signature_lines
from caseworker.letters.word.head import add_signature, line, paragraph_in
from caseworker.letters.word.numbering import list_from_one
from caseworker.letters.word.runs import Run, runs_of, word_text
from caseworker.letters.word.styles import ROOM_TO_SIGN_MM, TWIPS
from caseworker.paper.looks import Sheet

_PAGE_WIDTH = 9638  # twips between the margins
_SHORT = 500  # letters: a last paragraph no longer than this goes with the signature onto its page


class BodyWriter:
    """Writes the letter below its window, in the order of the page."""

    def __init__(self, document: Any, body: Any, sheet: Sheet) -> None:
        self._document, self._body, self._sheet = document, body, sheet
        self._numbering = document.part.numbering_part.element
        self._lists = 2
        self._last: Any = None

    def write(self, letter: Letter, letterhead: Letterhead) -> None:
        """Greeting, title, text, signature, what is enclosed and who gets a copy."""
        paragraph_in(self._body, "Salutation", line(letter.salutation))
        paragraph_in(self._body, "Title", line(letter.title))
        for block in letter.blocks:
            self._block(block)
        self._keep_last_paragraph(letter)
        self._close(letter, letterhead)
        for note in footnotes(letter):
            paragraph_in(self._body, "Enclosures", list(runs_of(note)))
        if self._sheet.is_large and letterhead.contact_lines:
            paragraph_in(self._body, "Heading1", line("How to reach us"))
            for contact in letterhead.contact_lines:
                paragraph_in(self._body, "Signature", line(contact))

    def _block(self, block: Block) -> None:
        if isinstance(block, Heading):
            paragraph_in(self._body, f"Heading{2 if block.level == 2 else 1}", line(block.text))
        elif isinstance(block, Bullets):
            self._list(block)
        elif isinstance(block, Table):
            self._table(block)
        else:
            self._paragraph(block)

    def _runs(self, text: str, marks: Marks) -> list[Run]:
        """The text with its marks; where italics are hard to read, bold instead."""
        runs = list(runs_of(text, marks))
        if self._sheet.has_italics:
            return runs
        return [Run(run.text, run.bold or run.italic, rtl=run.rtl) for run in runs]

    def _paragraph(self, block: Paragraph) -> None:
        runs = self._runs(block.text, block.marks)
        self._last = paragraph_in(self._body, "Quote" if block.quoted else "Normal", runs)

    def _keep_last_paragraph(self, letter: Letter) -> None:
        """No signature stands alone on a page: a short last paragraph goes with it."""
        last = letter.blocks[-1] if letter.blocks else None
        if isinstance(last, Paragraph) and len(last.text) <= _SHORT:
            self._last.find(qn("w:pPr")).insert(1, OxmlElement("w:keepNext"))

    def _list(self, block: Bullets) -> None:
        marks = block.marks or ((),) * len(block.items)
        if block.numbered:
            self._lists += 1
            self._numbering.append(list_from_one(self._lists))
        for item, each in zip(block.items, marks, strict=False):
            style = "ListNumber" if block.numbered else "ListBullet"
            made = paragraph_in(self._body, style, self._runs(item, each))
            if block.numbered:
                own = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{self._lists}"/></w:numPr>'
                made.find(qn("w:pPr")).insert(1, parse_xml(own))

    def _table(self, block: Table) -> None:
        if block.caption:
            paragraph_in(self._body, "Caption", line(block.caption))
        columns = max(1, len(block.head))
        table: Any = parse_xml(_table_xml(columns, block.caption))
        grid = table.find(qn("w:tblGrid"))
        for width in _widths(block, columns):
            column: Any = OxmlElement("w:gridCol")
            column.set(qn("w:w"), str(width))
            grid.append(column)
        table.append(_row(block.head, _widths(block, columns), is_head=True))
        for row in block.rows:
            table.append(_row(row, _widths(block, columns), is_head=False))
        self._body.append(table)
        after = paragraph_in(self._body, "TableText")  # Word joins a table to what follows without one
        after.find(qn("w:pPr")).append(_tight())

    def _close(self, letter: Letter, letterhead: Letterhead) -> None:
        paragraph_in(self._body, "Closing", line(letter.closing))
        name, *rest = signature_lines(letter, letterhead) or [""]
        if letter.signature:
            add_signature(self._document, self._body, letter.signature, letter.signatory_name)
        signed = paragraph_in(self._body, "Signature", [_bold(run) for run in line(name)])
        if not letter.signature:
            room = f'<w:spacing {nsdecls("w")} w:before="{round(ROOM_TO_SIGN_MM * TWIPS)}" w:after="0"/>'
            signed.find(qn("w:pPr")).append(parse_xml(room))
        for each in rest:
            paragraph_in(self._body, "Signature", line(each))


def _bold(run: Run) -> Run:
    return Run(run.text, True, run.italic, run.rtl)


def _tight() -> Any:
    return parse_xml(f'<w:spacing {nsdecls("w")} w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>')


def _table_xml(columns: int, caption: str) -> str:
    edge = 'w:val="single" w:sz="4" w:space="0" w:color="737B80"'
    edges = "".join(
        f"<w:{side} {edge}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    words = " ".join(word_text(caption).split()) or f"A table of {columns} columns"
    look = (
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/>'
    )
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{look}<w:tblCaption w:val={quoteattr(words)}/></w:tblPr><w:tblGrid/></w:tbl>'
    )


def _widths(block: Table, columns: int) -> list[int]:
    """Return the columns' widths in twips: by the longest words they hold, none below a tenth of the page."""
    weights = []
    for number in range(columns):
        cells = [row[number] for row in (block.head, *block.rows) if number < len(row)]
        weights.append(min(60, max([8, *(len(cell) for cell in cells)])) + 4)
    whole = sum(weights)
    widths = [max(_PAGE_WIDTH // 10 if columns < 8 else 1, _PAGE_WIDTH * each // whole) for each in weights]
    widths[widths.index(max(widths))] += _PAGE_WIDTH - sum(widths)
    return widths


def _row(cells: tuple[str, ...], widths: list[int], *, is_head: bool) -> Any:
    head = "<w:tblHeader/>" if is_head else ""
    row: Any = parse_xml(f"<w:tr {nsdecls('w')}><w:trPr><w:cantSplit/>{head}</w:trPr></w:tr>")
    padded = (*cells, *("" for _ in widths))[: len(widths)]
    for text, width in zip(padded, widths, strict=True):
        shade = '<w:shd w:val="clear" w:color="auto" w:fill="EDF1F5"/>' if is_head else ""
        cell: Any = parse_xml(
            f'<w:tc {nsdecls("w")}><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr></w:tc>'
        )
        runs = [_bold(run) if is_head else run for run in runs_of(text)]
        paragraph_in(cell, "TableText", runs)
        row.append(cell)
    return row
