"""Case records, chronologies and texts on paper: headed sections, rows, tables and events in the house style."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from caseworker.domain import papers
from caseworker.domain.papers import (
    MARKING,
    Block,
    Event,
    Facts,
    Grid,
    PaperDocument,
    PaperSection,
    Prose,
    Sentences,
)
from caseworker.paper.fonts import BOLD
from caseworker.paper.page import document
from caseworker.paper.quote import quoted
from caseworker.paper.styles import QUIET, RULE, Styles, readable, styles
from caseworker.paper.tables import EMBEDDED, SHADE, as_table
from caseworker.paper.tags import Element
from caseworker.paper.text import bullet, paragraph

WIDTH = 481.0
"""Points between the margins of an upright A4 page."""
LABEL_WIDTH = 148.0
WHEN_WIDTH = 92.0
MOST_LINES = 26
"""Lines of one cell; ReportLab cannot break a row over pages, so what is longer stands by itself and runs on."""
PIECE = 12
"""Lines of a paragraph that are set in one piece."""
LETTER = 5.0
"""Points that a letter of a cell takes across, on the wide side."""


def document_pdf(made: PaperDocument, colour: str = "#1a1a1a") -> bytes:
    """Return a document of a case as PDF; the same document gives the same bytes."""
    kit = styles(colour)
    target = BytesIO()
    title = f"{made.title}, {made.reference}"
    pages = document(
        target,
        title=title,
        author=made.council,
        subject=MARKING,
        footer_text=" · ".join(filter(None, (made.council, made.reference, MARKING))),
        header_text=f"{title} · {MARKING}",
    )
    pages.build(list(_story(made, kit, colour)))
    return target.getvalue()


def _story(made: PaperDocument, kit: Styles, colour: str) -> Iterator[Flowable]:
    yield paragraph(made.council, kit.small)
    yield paragraph(made.title, kit.title)
    yield paragraph(made.lead, kit.subtitle)
    yield marking_box(colour)
    yield Spacer(0, 8)
    yield facts_table(made.facts, kit)
    for remark in made.remarks:
        yield paragraph(remark, kit.note)
    for section in made.sections:
        yield from section_flowables(section, kit, colour)


def section_flowables(section: PaperSection, kit: Styles, colour: str) -> Iterator[Flowable]:
    """Yield a headed section."""
    yield section_heading(section.title, colour)
    if not section.blocks:
        yield paragraph(section.empty, kit.body)
        return
    for block in section.blocks:
        yield from _flowables(block, kit)


def section_heading(title: str, colour: str) -> Flowable:
    """Return the heading of a section: larger than a heading inside it, with a rule above."""
    kit = styles(colour)
    style = ParagraphStyle("section", kit.heading, fontSize=14, leading=19, spaceBefore=0, spaceAfter=0)
    table = Table([[paragraph(title, style)]], colWidths=[WIDTH], spaceBefore=14, spaceAfter=4)
    table.setStyle(
        [
            EMBEDDED,
            ("LINEABOVE", (0, 0), (-1, 0), 1.2, HexColor(readable(colour))),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ]
    )
    table.keepWithNext = True
    return table


def marking_box(colour: str) -> Flowable:
    """Return the protective marking as a quiet band."""
    style = ParagraphStyle("marking", styles(colour).cell, fontName=BOLD, fontSize=10, leading=13)
    table = Table([[paragraph(MARKING, style)]], colWidths=[WIDTH])
    table.setStyle(
        [
            EMBEDDED,
            ("BACKGROUND", (0, 0), (-1, -1), SHADE),
            ("LEFTPADDING", (0, 0), (-1, -1), 8),
            ("TOPPADDING", (0, 0), (-1, -1), 4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ]
    )
    return table


def _flowables(block: Block, kit: Styles) -> Iterator[Flowable]:
    if isinstance(block, Facts):
        yield from facts_flowables(block, kit)
    elif isinstance(block, Prose):
        yield from _prose(block, kit)
    elif isinstance(block, Sentences):
        yield KeepTogether([_small_heading(block.heading, kit), *(_point(line, kit) for line in block.lines)])
        yield Spacer(0, 4)
    elif isinstance(block, Grid):
        yield from _grid(block, kit)
    else:
        yield from _event(block, kit)


def _small_heading(text: str, kit: Styles) -> Flowable:
    heading = paragraph(text, kit.heading)
    heading.element = Element("H3")
    return heading


def _point(text: str, kit: Styles) -> Flowable:
    return bullet(text, ParagraphStyle("point", kit.bullet, fontSize=9.5, leading=13, spaceAfter=2))


def _prose(block: Prose, kit: Styles) -> Iterator[Flowable]:
    if block.heading:
        yield _small_heading(block.heading, kit)
    yield from running(
        block.text, kit.quote if block.quoted else kit.body, quoted if block.quoted else paragraph
    )


def running(
    text: str, style: ParagraphStyle, make: Callable[[str, ParagraphStyle], Flowable] = paragraph
) -> Iterator[Flowable]:
    """Yield a text as paragraphs; one of many lines comes in pieces, which ReportLab lays over pages far quicker."""
    tight = ParagraphStyle("tight", style, spaceAfter=0)
    for part in filter(str.strip, text.split("\n\n")):
        lines = part.split("\n")
        for at in range(0, len(lines), PIECE):
            is_last = at + PIECE >= len(lines)
            yield make("\n".join(lines[at : at + PIECE]), style if is_last else tight)


def facts_flowables(block: Facts, kit: Styles) -> Iterator[Flowable]:
    """Yield rows of what and value; a long value stands below its label, where it may run over pages."""
    short = tuple((key, value) for key, value in block.rows if _is_short(value, WIDTH - LABEL_WIDTH))
    if short:
        yield facts_table(Facts(short), kit)
    for key, value in block.rows:
        if not _is_short(value, WIDTH - LABEL_WIDTH):
            yield from _prose(papers.Prose(key, value, quoted=True), kit)


def _is_short(text: str, width: float) -> bool:
    """Whether a text stays within one cell of this width."""
    letters = max(1.0, width / LETTER)
    return sum(1 + len(line) / letters for line in text.split("\n")) <= MOST_LINES


def facts_table(block: Facts, kit: Styles) -> Flowable:
    """Return rows of what and value with quiet rules."""
    label = ParagraphStyle("label", kit.cell, fontSize=10, leading=14, textColor=QUIET)
    value = ParagraphStyle("value", kit.cell, fontSize=10, leading=14)
    rows = [[paragraph(key, label), paragraph(words, value)] for key, words in block.rows]
    as_table(rows, head_rows=0, row_heads=1)
    table = Table(rows, colWidths=[LABEL_WIDTH, WIDTH - LABEL_WIDTH], hAlign="LEFT", spaceAfter=6)
    table.setStyle(
        [
            EMBEDDED,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.3, RULE),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 2.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
        ]
    )
    return table


def _grid(block: Grid, kit: Styles) -> Iterator[Flowable]:
    if block.heading:
        yield _small_heading(block.heading, kit)
    widths = widths_of(block.shares)
    if all(_is_short(text, width) for row in block.rows for text, width in zip(row, widths, strict=True)):
        yield text_table(block.heads, block.rows, widths, kit)
        yield Spacer(0, 8)
        return
    for row in block.rows:  # too long for a table: one thing below the other
        yield from facts_flowables(
            Facts(tuple((h, t) for h, t in zip(block.heads, row, strict=True) if t)), kit
        )
        yield Spacer(0, 8)


def widths_of(shares: Sequence[float]) -> list[float]:
    """Return the widths in points of columns with these shares."""
    return [WIDTH * share / sum(shares) for share in shares]


def text_table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], kit: Styles
) -> Table:
    """Return a table of texts in the style of reports."""
    cells = [[paragraph(head, kit.cell_head) for head in heads]]
    cells += [[paragraph(text, kit.cell) for text in row] for row in rows]
    as_table(cells)
    table = Table(cells, colWidths=list(widths), repeatRows=1, hAlign="LEFT")
    table.setStyle(
        [
            EMBEDDED,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BACKGROUND", (0, 0), (-1, 0), SHADE),
            ("LINEBELOW", (0, 0), (-1, 0), 0.8, HexColor("#1a1a1a")),
            ("LINEBELOW", (0, 1), (-1, -1), 0.3, RULE),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ]
    )
    return table


def _event(block: Event, kit: Styles) -> Iterator[Flowable]:
    """An entry of the chronology: when at the left, what and who beside it; long words run on below."""
    quiet = ParagraphStyle("when", kit.cell, fontSize=9, leading=13, textColor=QUIET)
    bold = ParagraphStyle("event", kit.cell, fontName=BOLD, fontSize=10, leading=13.5)
    small = ParagraphStyle("who", kit.cell, fontSize=9, leading=12.5, textColor=QUIET)
    words = ParagraphStyle("told", kit.cell, fontSize=10, leading=14, spaceBefore=1)
    day, _, time = block.when.partition(" at ")
    when = [paragraph(day, quiet), *([paragraph(time, quiet)] if time else [])]
    head: list[Flowable] = [paragraph(block.title, bold)]
    if block.who:
        head.append(paragraph(block.who, small))
    told = [f"Reason: {block.reason}"] if block.reason else []
    told = [*filter(str.strip, block.text.split("\n\n")), *told]
    inside = _is_short("\n".join(told), WIDTH - WHEN_WIDTH)
    body = [paragraph(part, words) for part in told]
    table = Table(
        [[when, [*head, *(body if inside else [])]]],
        colWidths=[WHEN_WIDTH, WIDTH - WHEN_WIDTH],
        hAlign="LEFT",
    )
    table.setStyle(
        [
            EMBEDDED,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEABOVE", (0, 0), (-1, 0), 0.3, RULE),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 5 if inside else 1),
        ]
    )
    yield table
    if not inside:
        long = ParagraphStyle("long", words, leftIndent=WHEN_WIDTH + 6, spaceAfter=4)
        yield from running("\n\n".join(told), long)
