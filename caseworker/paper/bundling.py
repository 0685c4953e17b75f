"""A bundle: many documents as one PDF, with an index in front, a number on every page, and bookmarks.

Every page becomes a sheet of A4 on which the document is set a little smaller, so that the number never covers a word
of it. Form fields and remarks of a PDF are made part of its page first. The page numbers are those of the index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Spacer, Table

from caseworker.domain.dates_in_words import count_of
from caseworker.domain.papers import MARKING, Facts
from caseworker.errors import RuleError
from caseworker.paper.canvas import PaperCanvas
from caseworker.paper.fonts import BOLD, REGULAR, register_fonts
from caseworker.paper.page import LEFT, RIGHT, PageText, PaperDocument, fitted
from caseworker.paper.records import WIDTH, facts_table, marking_box, section_heading, text_table, widths_of
from caseworker.paper.setting import text_width
from caseworker.paper.styles import INK, QUIET, RULE, Styles, styles
from caseworker.paper.tables import EMBEDDED, SHADE
from caseworker.paper.text import paragraph

STRIP = 30.0
"""Points at the foot of every sheet that belong to the number."""
_ROUNDS = 4
"""How often the index is set: its own length moves the numbers in it."""

Report = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class BundlePart:
    """One document of a bundle, as pages."""

    section: str
    title: str
    dated: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class BundleFront:
    """What the first pages say.

    Attributes:
        left_out: title and reason of each document that could not become pages.
    """

    title: str
    lead: str
    council: str
    reference: str
    facts: Facts
    colour: str
    left_out: tuple[tuple[str, str], ...] = ()


class _FrontDocument(PaperDocument):
    """Pages without numbers of their own: those of the bundle are put on at the end."""

    def _draw_footer(self, canvas: Canvas, number: int, pages: int) -> None:
        return


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has.

    Raises:
        RuleError: it is damaged, empty or needs a password.
    """
    with _opened(pdf) as document:
        return len(document.pages)


def _opened(pdf: bytes) -> pikepdf.Pdf:
    try:
        document = pikepdf.open(BytesIO(pdf))
    except pikepdf.PasswordError as error:
        raise RuleError("It needs a password. Save it without one and add that file.") from error
    except (pikepdf.PdfError, ValueError, OSError) as error:
        raise RuleError("Its pages cannot be read: it may be damaged.") from error
    if not len(document.pages):
        document.close()
        raise RuleError("It has no pages.")
    return document


def first_pages(pdf: bytes, most: int) -> bytes:
    """Return the first pages of a PDF as a PDF."""
    with pikepdf.open(BytesIO(pdf)) as document:
        while len(document.pages) > most:
            del document.pages[-1]
        target = BytesIO()
        document.save(target)
        return target.getvalue()


def bundle_pdf(
    front: BundleFront, parts: Sequence[BundlePart], report: Report, cancelled: Callable[[], bool]
) -> bytes | None:
    """Return the bundle, or None when it was cancelled on the way.

    Args:
        report: told how far it has come, 0 to 1, and in words.
    """
    counts = [page_count(part.pdf) for part in parts]
    first = _front(front, parts, counts)
    own = page_count(first)
    total = own + sum(counts)
    with pikepdf.new() as out:
        sheets = _Sheets(out, total, report, cancelled)
        labels = [("Index", front.title)] * own
        if not sheets.add(first):
            return None
        for part, count in zip(parts, counts, strict=True):
            labels += [(part.section, part.title)] * count
            if not sheets.add(part.pdf):
                return None
        _stamp(out, labels, front)
        _bookmarks(out, parts, counts, own)
        out.Root.Lang = pikepdf.String("en-GB")
        out.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        out.docinfo["/Title"] = f"{front.title}, {front.reference}"
        out.docinfo["/Author"] = front.council
        out.docinfo["/Producer"] = "Caseworker"
        target = BytesIO()
        report(0.98, "Writing the bundle")
        out.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


class _Sheets:
    """Sets pages onto sheets of A4."""

    def __init__(self, out: pikepdf.Pdf, total: int, report: Report, cancelled: Callable[[], bool]) -> None:
        self._out, self._total, self._report, self._cancelled = out, total, report, cancelled

    def add(self, pdf: bytes) -> bool:
        """Add every page of a PDF; False when the person cancelled."""
        with _opened(pdf) as document:
            _flatten(document)
            for page in document.pages:
                if self._cancelled():
                    return False
                self._add(page)
                done = len(self._out.pages)
                self._report(done / self._total * 0.95, f"Page {done} of {self._total}")
        return True

    def _add(self, page: pikepdf.Page) -> None:
        width, height = _seen_size(page)
        size = (A4[1], A4[0]) if width > height else A4
        sheet: Any = self._out.add_blank_page(page_size=size)  # its stubs leave out what it can do
        room = pikepdf.Rectangle(0, STRIP, size[0], size[1])
        sheet.add_overlay(page, room, expand=False)


def _seen_size(page: pikepdf.Page) -> tuple[float, float]:
    """Width and height of a page as a reader sees it."""
    box = [float(each) for each in page.trimbox.as_list()] if hasattr(page.trimbox, "as_list") else []
    width, height = (abs(box[2] - box[0]), abs(box[3] - box[1])) if len(box) == 4 else A4
    turned = int(page.obj.get("/Rotate", 0)) % 180 == 90
    return (height, width) if turned else (width, height)


def _flatten(document: pikepdf.Pdf) -> None:
    """Make form fields and remarks part of the pages; where that cannot be done the pages stay as they are."""
    try:
        document.generate_appearance_streams()
        document.flatten_annotations("print")
    except (pikepdf.PdfError, ValueError, RuntimeError):
        return


def _stamp(out: pikepdf.Pdf, labels: Sequence[tuple[str, str]], front: BundleFront) -> None:
    """Put the strip on every sheet: what it is, the marking, and its number."""
    register_fonts()
    target = BytesIO()
    canvas: Any = PaperCanvas(target, invariant=1, initialFontName=REGULAR, footer=lambda *_: None)
    total = len(labels)
    for number, ((section, title), sheet) in enumerate(zip(labels, out.pages, strict=True), start=1):
        width, height = (float(side) for side in sheet.mediabox.as_list()[2:])
        canvas.setPageSize((width, height))
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.4)
        canvas.line(LEFT, STRIP - 3, width - RIGHT, STRIP - 3)
        words = f"Page {number} of {total}"
        canvas.setFillColor(INK)
        canvas.setFont(BOLD, 9.5)
        canvas.drawRightString(width - RIGHT, 14, words)
        room = width - LEFT - RIGHT - text_width(words, BOLD, 9.5) - 16
        canvas.setFillColor(QUIET)
        canvas.setFont(REGULAR, 8)
        named = title if section in ("", title) else f"{section}: {title}"
        canvas.drawString(LEFT, 14, fitted(f"{front.reference} · {MARKING} · {named}", room, 8))
        canvas.showPage()
    canvas.save()
    with pikepdf.open(BytesIO(target.getvalue())) as stamps:
        for sheet, stamp in zip(out.pages, stamps.pages, strict=True):
            sheet.add_overlay(stamp, None)


def _bookmarks(out: pikepdf.Pdf, parts: Sequence[BundlePart], counts: Sequence[int], own: int) -> None:
    """Name every document in the reader's list of bookmarks, by its section."""
    with out.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Index", 0))
        page, section = own, None
        heading: Any = None
        for part, count in zip(parts, counts, strict=True):
            if part.section != section:
                section = part.section
                heading = pikepdf.OutlineItem(part.section, page)
                outline.root.append(heading)
            heading.children.append(pikepdf.OutlineItem(part.title, page))
            page += count


# -- the first pages ------------------------------------------------------------------------------------------


def _front(front: BundleFront, parts: Sequence[BundlePart], counts: Sequence[int]) -> bytes:
    """Return the first pages; set again until their own number agrees with the numbers in them."""
    own = 1
    for _ in range(_ROUNDS):
        made = _set_front(front, parts, counts, own)
        now = page_count(made)
        if now == own:
            break
        own = now
    return made


def _set_front(front: BundleFront, parts: Sequence[BundlePart], counts: Sequence[int], own: int) -> bytes:
    target = BytesIO()
    pages = _FrontDocument(
        target, title=front.title, author=front.council, subject=MARKING, lang="en-GB", landscape=False,
        text=PageText(header=f"{front.title}, {front.reference}"), is_tagged=False,
    )  # fmt: skip
    kit = styles(front.colour)
    story: list[Flowable] = [
        paragraph(front.council, kit.small),
        paragraph(front.title, kit.title),
        paragraph(front.lead, kit.subtitle),
        marking_box(front.colour),
        Spacer(0, 8),
        facts_table(Facts((*front.facts.rows, ("Pages", str(own + sum(counts))))), kit),
        section_heading("Index", front.colour),
        _index(parts, counts, own, kit),
    ]
    if front.left_out:
        story += list(_left_out(front, kit))
    pages.build(story)
    return target.getvalue()


def _index(parts: Sequence[BundlePart], counts: Sequence[int], own: int, kit: Styles) -> Flowable:
    """The documents under the headings of their sections, each with its pages."""
    rows: list[list[Any]] = [
        [paragraph(head, kit.cell_head) for head in ("No.", "Document", "Date")]
        + [paragraph("Pages", kit.cell_head_number)]
    ]
    rules: list[Any] = []
    page, section = own + 1, None
    heading = ParagraphStyle("index_section", kit.cell, fontName=BOLD, fontSize=10, leading=14)
    for number, (part, count) in enumerate(zip(parts, counts, strict=True), start=1):
        if part.section != section:
            section = part.section
            rules.append(("SPAN", (0, len(rows)), (-1, len(rows))))
            rules.append(("TOPPADDING", (0, len(rows)), (-1, len(rows)), 9))
            rows.append([paragraph(section, heading), "", "", ""])
        span = str(page) if count == 1 else f"{page} to {page + count - 1}"
        line = [paragraph(text, kit.cell) for text in (str(number), part.title, part.dated)]
        rows.append([*line, paragraph(span, kit.cell_number)])
        page += count
    table = Table(rows, colWidths=widths_of((1, 10, 3.2, 2.6)), repeatRows=1, hAlign="LEFT")
    table.setStyle(
        [
            EMBEDDED,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BACKGROUND", (0, 0), (-1, 0), SHADE),
            ("LINEBELOW", (0, 0), (-1, 0), 0.8, INK),
            ("LINEBELOW", (0, 1), (-1, -1), 0.3, RULE),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, -1), 4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
            *rules,
        ]
    )
    return table


def _left_out(front: BundleFront, kit: Styles) -> Iterator[Flowable]:
    number = len(front.left_out)
    yield PageBreak()
    yield section_heading("Documents that are not among these pages", front.colour)
    belong = "belongs" if number == 1 else "belong"
    yield paragraph(
        f"{count_of(number, 'document')} {belong} to this bundle and could not be made into pages. Send each as a file "
        "beside the bundle, or as a PDF.",
        kit.body,
    )
    yield text_table(("Document", "Why"), front.left_out, [WIDTH * 0.45, WIDTH * 0.55], kit)
