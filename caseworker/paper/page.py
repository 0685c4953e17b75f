"""The A4 page: margins, header, footer with "Page 1 of 2", and the document's own details."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any, BinaryIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from caseworker.paper.canvas import PaperCanvas
from caseworker.paper.finish import Details, finished
from caseworker.paper.fonts import BOLD, REGULAR, register_fonts
from caseworker.paper.setting import text_width
from caseworker.paper.styles import INK, QUIET, RULE
from caseworker.paper.tags import Recorder
from caseworker.paper.text import printable

LEFT, RIGHT, TOP, BOTTOM = 20 * mm, 20 * mm, 18 * mm, 22 * mm
SMALL, MARKING_SIZE = 8.5, 10

DrawPage = Callable[[Any, float, float], None]  # canvas, page width, page height


@dataclass(frozen=True, slots=True)
class PageText:
    """One line each, plain text: `footer` bottom left of every page, `header` at the top from page 2 on.

    Attributes:
        shorter: headers in the place of one too long for the line, the longest first.
        marking: protective marking at the head and foot of every page, or "".
        size: of the type, in points.
    """

    footer: str = ""
    header: str = ""
    shorter: tuple[str, ...] = ()
    marking: str = ""
    size: float = SMALL


class PaperDocument(BaseDocTemplate):
    """An A4 document in the house style. `build(story)` writes it; the same story gives the same bytes."""

    def __init__(
        self, target: BinaryIO, *, title: str, author: str, subject: str, lang: str, landscape: bool,
        text: PageText, draw_first: DrawPage | None = None, first_top: float = TOP, right: float = RIGHT,
        is_tagged: bool = True,
    ) -> None:  # fmt: skip
        register_fonts()
        self._target, self._made = target, BytesIO()
        self._details = Details(one_row(title), one_row(author), one_row(subject), lang)
        self._is_tagged = is_tagged
        size = (A4[1], A4[0]) if landscape else A4
        super().__init__(
            self._made, pagesize=size, leftMargin=LEFT, rightMargin=RIGHT, topMargin=TOP, bottomMargin=BOTTOM,
            lang=lang, invariant=1, displayDocTitle=1, printScaling="None",
            initialFontName=REGULAR, initialFontSize=11,
        )  # fmt: skip
        self._text = text
        later_top = TOP + 8 * mm + text.size - SMALL if text.header else TOP
        draw_later = partial(_draw_header, text) if text.header else None
        self.addPageTemplates(
            [
                _page("first", size, first_top, right, draw_first),
                _page("later", size, later_top, right, draw_later),
            ]
        )

    def build(self, flowables: Sequence[Flowable], *_: Any, **__: Any) -> None:
        """Write the document: the first page by its own plan, the others by the plan for following pages."""
        recorder = Recorder() if self._is_tagged else None
        super().build(
            list(flowables), canvasmaker=partial(PaperCanvas, footer=self._draw_footer, recorder=recorder)
        )
        made = self._made.getvalue()
        self._target.write(finished(made, recorder, self._details) if recorder else made)

    def handle_pageBegin(self) -> None:
        """Turn to the plan for following pages once the first has begun."""
        super().handle_pageBegin()
        self.handle_nextPageTemplate("later")

    def _draw_footer(self, canvas: Canvas, number: int, pages: int) -> None:
        text = self._text
        width, height = self.pagesize
        canvas.saveState()
        if text.marking:
            canvas.setFillColor(INK)
            canvas.setFont(BOLD, MARKING_SIZE)
            canvas.drawCentredString(width / 2, 5.5 * mm, text.marking)
            if number > 1:  # that of the first page is read out
                draw_marking(canvas, text.marking, width, height)
        canvas.setFillColor(QUIET)
        canvas.setFont(REGULAR, text.size)
        count = f"Page {number} of {pages}"
        room = width - LEFT - RIGHT - text_width(count, REGULAR, text.size) - 6 * mm
        canvas.drawRightString(width - RIGHT, 11 * mm, count)
        size = text.size
        while size > SMALL and text_width(one_row(text.footer), REGULAR, size) > room:
            size -= 0.5
        canvas.setFont(REGULAR, size)
        canvas.drawString(LEFT, 11 * mm, fitted(text.footer, room, size))
        canvas.restoreState()


def draw_marking(canvas: Canvas, marking: str, width: float, height: float) -> None:
    """Write the protective marking at the head of a page."""
    canvas.setFillColor(INK)
    canvas.setFont(BOLD, MARKING_SIZE)
    canvas.drawCentredString(width / 2, height - 8.5 * mm, marking)


def document(
    target: BinaryIO, *, title: str, author: str, subject: str = "", lang: str = "en-GB",
    landscape: bool = False, footer_text: str = "", header_text: str = "",
) -> PaperDocument:  # fmt: skip
    """Return an A4 document; its `build` takes the flowables.

    Args:
        target: an open binary file, such as io.BytesIO.
        title, author, subject, lang: the document's own details, read out by screen readers.
        footer_text: bottom left of every page; the page number stands bottom right.
        header_text: top of every page but the first.
    """
    return PaperDocument(
        target, title=title, author=author, subject=subject, lang=lang, landscape=landscape,
        text=PageText(footer_text, header_text),
    )  # fmt: skip


def one_row(text: str) -> str:
    """Return a text as one row that can be printed."""
    return " ".join(printable(text).split())


def fitted(text: str, room: float, size: float, font: str = REGULAR) -> str:
    """Return one line of printable text, shortened with an ellipsis to fit into `room` points."""
    line = one_row(text)
    if text_width(line, font, size) <= room + 0.01:  # sums of widths round
        return line
    while line and text_width(line + "…", font, size) > room:
        line = line[:-1]
    return line.rstrip() + "…"


def _page(
    name: str, size: tuple[float, float], top: float, right: float, draw: DrawPage | None
) -> PageTemplate:
    frame = Frame(
        LEFT, BOTTOM, size[0] - LEFT - right, size[1] - top - BOTTOM, id=name,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip

    def on_page(canvas: Canvas, _document: BaseDocTemplate) -> None:
        if draw is not None:
            canvas.saveState()
            draw(canvas, *size)
            canvas.restoreState()

    return PageTemplate(name, [frame], onPage=on_page, pagesize=size)


def _draw_header(text: PageText, canvas: Canvas, width: float, height: float) -> None:
    canvas.setFillColor(QUIET)
    canvas.setFont(REGULAR, text.size)
    room = width - LEFT - RIGHT
    choices = [one_row(header) for header in (text.header, *text.shorter)]
    header = next((each for each in choices if text_width(each, REGULAR, text.size) <= room), choices[-1])
    canvas.drawString(LEFT, height - 16 * mm, fitted(header, room, text.size))
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.5)
    canvas.line(LEFT, height - 18.5 * mm, width - RIGHT, height - 18.5 * mm)
