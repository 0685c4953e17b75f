"""A document on paper: upright A4, wide tables on pages laid across, tagged and PDF/A-2b."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak, Spacer

from caseworker.domain.periods import say
from caseworker.paper import Styles, bullet, paragraph, quoted, report_table, styles
from caseworker.paper.page import PageText
from caseworker.paper.report_pages import (
    UPRIGHT_WIDTH,
    ContentsRow,
    ReportDocument,
    ReportHeading,
    turn,
)
from caseworker.paper.tags import Element
from caseworker.reports.charts import chart_flowable, pitch_to_fit
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
from caseworker.reports.documents.company import Company, in_company
from caseworker.reports.paper_widths import Layout, layout
from caseworker.reports.shown import ShownTable

LONGEST_WHOLE = 24
"""Rows; a table with more is let run over the page, its head printed again."""
HIGHEST_WHOLE, HIGHEST_ACROSS = 560.0, 330.0
"""Points; a table that is higher is let run over too."""
HIGHEST_CHART, HIGHEST_CHART_ACROSS = 620.0, 380.0
"""Points: how high a chart may be, with a heading above it."""
PAGE, PAGE_ACROSS = 700.0, 450.0
"""Points: the room for a table and its charts together on a page without other headings."""
AROUND_CHART, AROUND_TEXT, ROOM_OF_SECTION = 18.0, 8.0, 50.0
"""Points: what stays free above and below, and what a heading before them takes."""
ROOM_TO_BEGIN, ROOM_OF_HEADING = 150.0, 30.0
"""Points: what must be left on a page for a table to begin there, and for each heading above it."""
NOTHING = "There is nothing to show for this period."


def document_pdf(document: Document) -> bytes:
    """Return the document as PDF; the same document gives the same bytes."""
    kit = styles(document.colour)
    target = io.BytesIO()
    label = f"{document.title}: {document.period.label}"
    printed = f"printed {say(document.printed_on)}"
    lies = _lies(document)
    report = ReportDocument(
        target,
        landscape=lies,
        title=label,
        author=document.council,
        subject=document.title,
        text=PageText(f"{document.council} · {printed}", label, marking=document.marking),
    )
    report.build(list(_together(_Story(document, report, kit).items(), is_across=lies)))
    return target.getvalue()


@dataclass(frozen=True, slots=True)
class _Whole:
    """Flowables that stay together, with the headings before them.

    Attributes:
        is_across: on a page laid across.
        may_run_over: too long for that: the first rows stay with their headings, the others follow on the next pages.
    """

    flowables: list[Flowable]
    is_across: bool = False
    may_run_over: bool = False


def _lies(document: Document) -> bool:
    """Whether the whole document lies across: a short one that begins with a wide table, or is one."""
    return not document.has_contents and any(layout(table).is_across for table in document.tables[:1])


def _together(items: Iterable[Flowable | _Whole], *, is_across: bool) -> Iterator[Flowable]:
    """Keep headings with what follows them, and turn the pages for wide tables.

    `is_across`: all pages lie across.
    """
    waiting: list[Flowable] = []
    lies, breaks = False, False  # how the page lies now; whether what follows begins a new one
    for item in items:
        if isinstance(item, PageBreak):
            yield from waiting
            waiting, breaks = [], True
        elif not isinstance(item, _Whole) and _waits(item):
            waiting.append(item)
        else:
            across = isinstance(item, _Whole) and item.is_across and not is_across
            if across != lies:
                yield from turn(across=across)
            elif breaks:
                yield PageBreak()
            if isinstance(item, _Whole):
                yield from _kept([each for each in waiting if not isinstance(each, CondPageBreak)], item)
            else:
                yield from (*waiting, item)
            waiting, lies, breaks = [], across, False
    yield from waiting


def _waits(item: Flowable) -> bool:
    """Whether it stands above what follows, as headings do."""
    return isinstance(item, CondPageBreak) or bool(getattr(item, "keepWithNext", False))


def _kept(headings: list[Flowable], whole: _Whole) -> Iterator[Flowable]:
    together = [*headings, *whole.flowables]
    if not whole.may_run_over:
        yield KeepTogether(together)
        return
    yield CondPageBreak(ROOM_TO_BEGIN + ROOM_OF_HEADING * len(headings))
    for each in together:
        each.keepWithNext = 0  # or the headings wait for a page on which all of it has room
        yield each


class _Story:
    """The flowables of one document."""

    def __init__(self, document: Document, report: ReportDocument, kit: Styles) -> None:
        self._document, self._report, self._kit = document, report, kit
        self._listed = tuple(_listed(document.blocks))
        self._headings = 0
        """How many stand right before what is written now."""
        self._key_of = {id(block): f"h{number}" for number, (block, *_) in enumerate(self._listed, start=1)}

    def items(self) -> Iterator[Flowable | _Whole]:
        """What stands one below the other."""
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
        for block in in_company(document.blocks):
            yield from _WRITERS[type(block)](self, block)
            self._headings = self._headings + 1 if isinstance(block, Heading) else 0

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

    def figures(self, block: Figures) -> Iterator[_Whole]:
        """The table; one longer than a page begins where there is room for some of its rows."""
        laid = layout(block.table, across=self._report.is_landscape)
        made = list(self._table(block, laid))
        may_run_over = len(block.table.row_headings) > LONGEST_WHOLE or self._is_high(made, laid)
        yield _Whole(made, laid.is_across, may_run_over)

    def _is_high(self, made: list[Flowable], laid: Layout) -> bool:
        """Whether it is higher than half a page laid across, or most of one that is upright."""
        return self._height(made, laid) > (HIGHEST_ACROSS if laid.is_across else HIGHEST_WHOLE)

    def _height(self, made: list[Flowable], laid: Layout) -> float:
        return float(sum(flowable.wrap(sum(laid.widths), 1e6)[1] for flowable in made))

    def _table(self, block: Figures, laid: Layout) -> Iterator[Flowable]:
        kit, table = self._kit, block.table
        if block.place == "within":
            yield paragraph(table.heading, kit.subheading)
        elif block.place == "listed":
            yield self._leads_here(block, table.heading, kit.heading, 2)
        if block.place != "within":
            yield paragraph(table.question, kit.body)
        if table.row_headings:
            yield self._grid(table, laid)
        else:
            yield paragraph(NOTHING, kit.body)
        yield paragraph(table.note, kit.note)

    def _grid(self, table: ShownTable, laid: Layout) -> Flowable:
        head = [table.row_heading, *table.column_headings]
        rows = zip(table.row_headings, table.cells, strict=True)
        made: Flowable = report_table(
            [head, *([heading, *(cell.text for cell in cells)] for heading, cells in rows)],
            laid.widths,
            total_rows=int(table.has_total_row),
            total_columns=int(table.has_total_column and table.column_headings[-1] == "Total"),
            size=laid.size,
            words=laid.words,
        )
        return made

    def picture(self, block: Picture) -> Iterator[_Whole]:
        """A chart, which cannot be split."""
        highest = HIGHEST_CHART_ACROSS if self._report.is_landscape else HIGHEST_CHART
        yield _Whole([chart_flowable(block.chart, UPRIGHT_WIDTH, highest), Spacer(0, 8)])

    def company(self, company: Company) -> Iterator[Flowable | _Whole]:
        """A table and its charts: on one page where there is room for both, the bars a little closer if need be."""
        laid = layout(company.figures.table, across=self._report.is_landscape)
        made = list(self._table(company.figures, laid))
        turns = laid.is_across and not self._report.is_landscape
        charts = [picture.chart for picture in company.pictures]
        page = PAGE_ACROSS if self._report.is_landscape else PAGE
        page -= ROOM_OF_SECTION * self._headings
        room = page - self._height(made, laid) - AROUND_TEXT * len(made) - AROUND_CHART * len(charts)
        pitch = None if turns else pitch_to_fit(charts, UPRIGHT_WIDTH, room)
        if pitch is None:
            for block in company.blocks:
                yield from _WRITERS[type(block)](self, block)
            return
        drawn = [
            each
            for chart in charts
            for each in (chart_flowable(chart, UPRIGHT_WIDTH, page, pitch), Spacer(0, 8))
        ]
        is_first = isinstance(company.blocks[0], Picture)
        yield _Whole([*drawn, *made] if is_first else [*made, *drawn])

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


_WRITERS: Mapping[type[Block | Company], Callable[[_Story, Any], Iterator[Flowable | _Whole]]] = {
    Heading: _Story.heading,
    Words: _Story.words,
    Bullets: _Story.bullets,
    Quotation: _Story.quotation,
    Figures: _Story.figures,
    Picture: _Story.picture,
    Company: _Story.company,
    NewPage: _Story.new_page,
}
