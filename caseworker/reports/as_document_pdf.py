"""A document on paper: upright A4, wide tables on pages laid across, tagged and PDF/A-2b."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak, Spacer

from caseworker.domain.periods import say
from caseworker.paper import BOLD, Styles, bullet, paragraph, quoted, report_table, styles
from caseworker.paper.page import PageText
from caseworker.paper.report_pages import (
    ACROSS_WIDTH,
    UPRIGHT_WIDTH,
    ContentsRow,
    ReportDocument,
    ReportHeading,
    turned,
)
from caseworker.paper.setting import text_width
from caseworker.paper.tags import Element
from caseworker.reports.cells import Unit
from caseworker.reports.charts import chart_flowable
from caseworker.reports.documents.blocks import (
    Block,
    Bullets,
    Document,
    Figures,
    Heading,
    NewPage,
    Picture,
    Quotation,
    Words,
)
from caseworker.reports.shown import ShownTable

HEADING_WIDTH = 118.0
WIDEST = 84.0
"""Points: how wide a column of figures may be."""
TEXT_WIDTH, PADDING = 80.0, 9.0
TEXT_SHARE = 2.2
"""How much wider a column of words is than one of figures."""
LONGEST_WHOLE = 24
"""Rows; a table with more is let run over the page, its head printed again."""
ROOM_TO_BEGIN = 150.0
SIZE = 8.5
NOTHING = "There is nothing to show for this period."


def document_pdf(document: Document) -> bytes:
    """Return the document as PDF; the same document gives the same bytes."""
    kit = styles(document.colour)
    target = io.BytesIO()
    label = f"{document.title}: {document.period.label}"
    printed = f"printed {say(document.printed_on)}"
    report = ReportDocument(
        target,
        title=label,
        author=document.council,
        subject=document.title,
        text=PageText(f"{document.council} · {printed}", label, marking=document.marking),
    )
    report.build(list(_Story(document, report, kit).flowables()))
    return target.getvalue()


class _Story:
    """The flowables of one document."""

    def __init__(self, document: Document, report: ReportDocument, kit: Styles) -> None:
        self._document, self._report, self._kit = document, report, kit
        self._listed = tuple(_listed(document.blocks))
        self._key_of = {id(block): f"h{number}" for number, (block, *_) in enumerate(self._listed, start=1)}

    def flowables(self) -> Iterator[Flowable]:
        document, kit = self._document, self._kit
        if document.marking:
            yield paragraph(document.marking, kit.caption)
        yield paragraph(document.council, kit.small)
        yield paragraph(document.title, kit.title)
        yield paragraph(document.period.label, kit.subtitle)
        if document.approved:
            yield paragraph(document.approved, kit.note)
        if document.has_contents:
            yield from self._contents()
        for block in document.blocks:
            yield from _WRITERS[type(block)](self, block)

    def _contents(self) -> Iterator[Flowable]:
        yield paragraph("Contents", self._kit.heading)
        whole = Element("TOC")
        for block, words, level in self._listed:
            yield ContentsRow(words, level - 1, self._key_of[id(block)], whole, self._report)
        yield PageBreak()

    def heading(self, block: Heading) -> Iterator[Flowable]:
        kit = self._kit
        style = {1: _section(kit), 2: kit.heading}.get(block.level, kit.subheading)
        if block.level > 2:
            yield paragraph(_words(block), style)
            return
        yield CondPageBreak(ROOM_TO_BEGIN)
        yield self._leads_here(block, _words(block), style, block.level)

    def _leads_here(self, block: Block, words: str, style: ParagraphStyle, level: int) -> Flowable:
        """A heading that the list of contents leads to."""
        key = self._key_of[id(block)]
        made: Flowable = ReportHeading(words, style, key=key, level=level - 1, report=self._report)
        return made

    def words(self, block: Words) -> Iterator[Flowable]:
        yield paragraph(block.text, self._kit.note if block.is_note else self._kit.body)

    def bullets(self, block: Bullets) -> Iterator[Flowable]:
        yield from (bullet(item, self._kit.bullet) for item in block.items)

    def quotation(self, block: Quotation) -> Iterator[Flowable]:
        yield quoted(f"“{block.text.strip('“”')}”", self._kit.quote)

    def figures(self, block: Figures) -> Iterator[Flowable]:
        table = block.table
        across = _least_width(table) > UPRIGHT_WIDTH
        made = list(self._table(block, ACROSS_WIDTH if across else UPRIGHT_WIDTH))
        if across:
            yield from turned(made)
        elif len(table.row_headings) > LONGEST_WHOLE:
            yield CondPageBreak(ROOM_TO_BEGIN)
            yield from made
        else:
            yield KeepTogether(made)

    def _table(self, block: Figures, width: float) -> Iterator[Flowable]:
        kit, table = self._kit, block.table
        if block.place == "within":
            yield paragraph(table.heading, kit.subheading)
        elif block.place == "listed":
            yield self._leads_here(block, table.heading, kit.heading, 2)
        if block.place != "within":
            yield paragraph(table.question, kit.body)
        if table.row_headings:
            yield self._grid(table, width)
        else:
            yield paragraph(NOTHING, kit.body)
        yield paragraph(table.note, kit.note)

    def _grid(self, table: ShownTable, width: float) -> Flowable:
        head = [table.row_heading, *table.column_headings]
        rows = zip(table.row_headings, table.cells, strict=True)
        made: Flowable = report_table(
            [head, *([heading, *(cell.text for cell in cells)] for heading, cells in rows)],
            _widths(table, width),
            total_rows=int(table.has_total_row),
            total_columns=int(table.has_total_column and table.column_headings[-1] == "Total"),
            size=SIZE,
        )
        return made

    def picture(self, block: Picture) -> Iterator[Flowable]:
        yield KeepTogether([chart_flowable(block.chart, UPRIGHT_WIDTH), Spacer(0, 8)])

    def new_page(self, _block: NewPage) -> Iterator[Flowable]:
        yield PageBreak()


def _listed(blocks: Sequence[Block]) -> Iterator[tuple[Block, str, int]]:
    """The blocks that the list of contents leads to, with their words and level."""
    for block in blocks:
        if isinstance(block, Heading) and block.level < 3:
            yield block, _words(block), block.level
        elif isinstance(block, Figures) and block.place == "listed":
            yield block, block.table.heading, 2


def _section(kit: Styles) -> ParagraphStyle:
    return ParagraphStyle(
        "section", kit.heading, fontSize=16, leading=21, spaceBefore=14, spaceAfter=6, keepWithNext=1
    )


def _words(heading: Heading) -> str:
    return f"{heading.number}  {heading.words}" if heading.number else heading.words


def _shares(table: ShownTable) -> list[float]:
    """How wide each column is beside the others: columns of words are wider."""
    columns = range(len(table.column_headings))
    is_text = [any(row[column].unit is Unit.TEXT for row in table.cells) for column in columns]
    return [TEXT_SHARE if words else 1.0 for words in is_text]


def _least_widths(table: ShownTable) -> list[float]:
    """The narrowest each column may be: no word of it is parted, and columns of words get room for some."""
    least = []
    for number, share in enumerate(_shares(table)):
        texts = [table.column_headings[number], *(row[number].text for row in table.cells)]
        if share > 1.0:
            least.append(TEXT_WIDTH)
        else:
            least.append(min(_longest_word(texts), WIDEST) + PADDING)
    return least


def _unbroken_widths(table: ShownTable) -> list[float]:
    """The widths at which no figure is broken over two lines; nothing is asked for columns of words."""
    found = []
    for number, share in enumerate(_shares(table)):
        texts = [row[number].text for row in table.cells] if share == 1.0 else []
        found.append(max((text_width(text, BOLD, SIZE) for text in texts), default=0.0) + PADDING)
    return found


def _longest_word(texts: Sequence[str]) -> float:
    return max((text_width(word, BOLD, SIZE) for text in texts for word in text.split()), default=0.0)


def _least_width(table: ShownTable) -> float:
    return _first_column(table) + sum(_least_widths(table))


def _first_column(table: ShownTable) -> float:
    """The headings of the rows: as wide as the longest word asks, and no wider than needed for short ones."""
    texts = (table.row_heading, *table.row_headings)
    longest = max(text_width(text, BOLD, SIZE) for text in texts) + PADDING
    return min(max(longest, HEADING_WIDTH * 0.5), max(HEADING_WIDTH, _longest_word(texts) + PADDING))


def _widths(table: ShownTable, width: float) -> list[float]:
    """The room that is left is shared out; columns of figures grow no wider than they can be read across."""
    first, least, shares = _first_column(table), _least_widths(table), _shares(table)
    whole = [max(narrow, wide) for narrow, wide in zip(least, _unbroken_widths(table), strict=True)]
    if first + sum(whole) <= width:
        least = whole
    spare = max(width - first - sum(least), 0.0) / max(sum(shares), 1.0)
    grown = [room + spare * share for room, share in zip(least, shares, strict=True)]
    if all(share == 1.0 for share in shares):
        grown = [min(room, max(WIDEST, narrow)) for room, narrow in zip(grown, least, strict=True)]
        first = min(max(first, width - sum(grown)), 2 * HEADING_WIDTH)
    return [first, *grown]


_WRITERS: Mapping[type[Block], Callable[[_Story, Any], Iterator[Flowable]]] = {
    Heading: _Story.heading,
    Words: _Story.words,
    Bullets: _Story.bullets,
    Quotation: _Story.quotation,
    Figures: _Story.figures,
    Picture: _Story.picture,
    NewPage: _Story.new_page,
}
