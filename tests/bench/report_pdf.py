"""The annual report as PDF beside a bare ReportLab story of the same words and tables, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import pypdfium2
from reportlab.lib.colors import black
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, LongTable, Paragraph, SimpleDocTemplate

from caseworker.actions.report_documents import document_of
from caseworker.actions.reports import build_pack
from caseworker.domain.periods import parse_period
from caseworker.paper.fonts import FILES, FOLDER, REGULAR, register_fonts
from caseworker.reports.as_document_pdf import document_pdf
from caseworker.reports.documents.blocks import Block, Bullets, Document, Figures, Heading, Quotation, Words
from caseworker.reports.shown import ShownTable
from tests.bench.measure import Figure, side_by_side
from tests.bench.scene import Scene

BARE = "BareReportSans"
WIDTH = A4[0] - 110
RUNS = 5
YEAR = "2024-25"
_BODY = ParagraphStyle("bare", fontName=BARE, fontSize=11, leading=15, spaceAfter=6)
_HEADING = ParagraphStyle("bare heading", _BODY, fontSize=14, leading=18, keepWithNext=1)
_CELL = ParagraphStyle("bare cell", fontName=BARE, fontSize=8.5, leading=11)
_NUMBER = ParagraphStyle("bare number", _CELL, alignment=TA_RIGHT)


def annual_report(scene: Scene) -> Document:
    """The annual report of the scene's office."""
    return document_of(scene.office, "annual", build_pack(scene.office, parse_period(YEAR)))


def report_pdf_figure(document: Document) -> Figure:
    """Ours: contents, charts, pages laid across, tags, PDF/A. Bare: paragraphs and tables one below the other."""
    _register_bare()
    ours, bare = side_by_side(lambda: document_pdf(document), lambda: bare_pdf(document), RUNS)
    tables = len(document.tables)
    pages, theirs = page_count(document_pdf(document)), page_count(bare_pdf(document))
    return Figure(
        f"{document.title} as PDF, {pages} pages, {tables} tables", ours, bare, 2.0,
        "a ReportLab story of the same words and tables (LongTable, a Paragraph a cell, font embedded): no charts, "
        f"contents, tags or PDF/A; {theirs} pages",
        f"{ours / pages * 1000:.0f} ms a page",
    )  # fmt: skip


def bare_pdf(document: Document) -> bytes:
    """The same words and tables, by ReportLab's own means."""
    _register_bare()
    target = BytesIO()
    made: Any = SimpleDocTemplate  # its stubs leave out the font to begin with
    pages = made(target, pagesize=A4, leftMargin=55, rightMargin=55, initialFontName=BARE, invariant=1)
    pages.build([flowable for block in document.blocks for flowable in _flowables(block)])
    return target.getvalue()


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    opened = pypdfium2.PdfDocument(pdf)
    try:
        return len(opened)
    finally:
        opened.close()


def _flowables(block: Block) -> Iterator[Flowable]:
    if isinstance(block, Heading):
        yield Paragraph(escape(f"{block.number} {block.words}"), _HEADING)
    elif isinstance(block, Words | Quotation):
        yield Paragraph(escape(block.text), _BODY)
    elif isinstance(block, Bullets):
        yield from (Paragraph(escape(item), _BODY, bulletText="•") for item in block.items)
    elif isinstance(block, Figures):
        yield Paragraph(escape(block.table.heading), _HEADING)
        yield _table(block.table)
        yield Paragraph(escape(block.table.note), _BODY)


def _table(table: ShownTable) -> Flowable:
    head = [table.row_heading, *table.column_headings]
    rows = [
        [heading, *(cell.text for cell in row)]
        for heading, row in zip(table.row_headings, table.cells, strict=True)
    ]
    cells = [
        [Paragraph(escape(text), _NUMBER if place else _CELL) for place, text in enumerate(row)]
        for row in (head, *rows)
    ]
    share = WIDTH / (len(head) + 1)
    rules: list[Any] = [("LINEBELOW", (0, 0), (-1, -1), 0.3, black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    widths = [2 * share, *[share] * (len(head) - 1)]
    return LongTable(cells, colWidths=widths, repeatRows=1, style=rules, splitInRow=1)


def _register_bare() -> None:
    register_fonts()
    if BARE not in pdfmetrics.getRegisteredFontNames():
        font: Any = TTFont(BARE, str(FOLDER / FILES[REGULAR]))
        font.face.name = BARE.encode()  # ReportLab would take our own font for one of the same face
        pdfmetrics.registerFont(font)
