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
from caseworker.paper.fonts import REGULAR, register_fonts
from caseworker.paper.setting import text_width
from caseworker.paper.styles import QUIET, RULE
from caseworker.paper.tags import Recorder
from caseworker.paper.text import printable

LEFT, RIGHT, TOP, BOTTOM = 20 * mm, 20 * mm, 18 * mm, 22 * mm
SMALL = 8.5

DrawPage = Callable[[Canvas, float, float], None]  # canvas, page width, page height


@dataclass(frozen=True, slots=True)
class PageText:
    """One line each: `footer` bottom left of every page, `header` at the top from page 2 on. Plain text."""

    footer: str = ""
    header: str = ""


class PaperDocument(BaseDocTemplate):
    """An A4 document in the house style. `build(story)` writes it; the same story gives the same bytes."""

    def __init__(
        self, target: BinaryIO, *, title: str, author: str, subject: str, lang: str, landscape: bool,
        text: PageText, draw_first: DrawPage | None = None, first_top: float = TOP, is_tagged: bool = True,
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
        later_top = TOP + 8 * mm if text.header else TOP
        self.addPageTemplates(
            [
                _page("first", size, first_top, draw_first),
                _page("later", size, later_top, partial(_draw_header, text.header) if text.header else None),
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
        width = self.pagesize[0]
        canvas.saveState()
        canvas.setFillColor(QUIET)
        canvas.setFont(REGULAR, SMALL)
        count = f"Page {number} of {pages}"
        room = width - LEFT - RIGHT - text_width(count, REGULAR, SMALL) - 6 * mm
        canvas.drawString(LEFT, 11 * mm, fitted(self._text.footer, room, SMALL))
        canvas.drawRightString(width - RIGHT, 11 * mm, count)
        canvas.restoreState()


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


def _page(name: str, size: tuple[float, float], top: float, draw: DrawPage | None) -> PageTemplate:
    frame = Frame(
        LEFT, BOTTOM, size[0] - LEFT - RIGHT, size[1] - top - BOTTOM, id=name,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip

    def on_page(canvas: Canvas, _document: BaseDocTemplate) -> None:
        if draw is not None:
            canvas.saveState()
            draw(canvas, *size)
            canvas.restoreState()

    return PageTemplate(name, [frame], onPage=on_page, pagesize=size)


def _draw_header(header: str, canvas: Canvas, width: float, height: float) -> None:
    canvas.setFillColor(QUIET)
    canvas.setFont(REGULAR, SMALL)
    canvas.drawString(LEFT, height - 16 * mm, fitted(header, width - LEFT - RIGHT, SMALL))
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.5)
    canvas.line(LEFT, height - 18.5 * mm, width - RIGHT, height - 18.5 * mm)
