"""The pages of a long report: upright, laid across for wide tables, with a list of contents.

Question: how does the list of contents know the pages without setting everything twice? Choice: its rows keep their
place, and the numbers are written when the last page is known, as the footers are. Cost: the rows are known before the
pages, so the list takes the room its entries need, no less.
"""

from __future__ import annotations

from functools import partial
from typing import Any, BinaryIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, NextPageTemplate, PageBreak

from caseworker.paper import page as pages
from caseworker.paper.block import TextBlock
from caseworker.paper.fonts import BOLD, REGULAR
from caseworker.paper.page import PageText, PaperDocument
from caseworker.paper.setting import Pen, one_line, text_width
from caseworker.paper.styles import INK, RULE
from caseworker.paper.tags import Element, Leads, artifact
from caseworker.paper.text import printable

UPRIGHT_WIDTH = A4[0] - pages.LEFT - pages.RIGHT
ACROSS_WIDTH = A4[1] - pages.LEFT - pages.RIGHT
"""Points between the margins of a page, upright and laid across."""

_Flowable: Any = Flowable  # its stubs leave out the state that is needed here


class ReportDocument(PaperDocument):
    """A report. `build(story)` writes it; the same story gives the same bytes.

    Attributes:
        is_landscape: whether all its pages lie across.
    """

    def __init__(
        self, target: BinaryIO, *, title: str, author: str, subject: str, text: PageText,
        landscape: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(
            target, title=title, author=author, subject=subject, lang="en-GB", landscape=landscape, text=text
        )
        self.is_landscape = landscape
        self.heading_pages: dict[str, int] = {}
        self.heading_tops: dict[str, float] = {}
        self.contents: list[ContentsRow] = []
        across = (A4[1], A4[0])
        draw = partial(pages._draw_header, text) if text.header else None
        top = pages.TOP + 8 * mm if text.header else pages.TOP
        self.addPageTemplates([pages._page("across", across, top, pages.RIGHT, draw)])

    def handle_pageBegin(self) -> None:
        """Stay with the plan of the page, except that only one page is the first."""
        super(PaperDocument, self).handle_pageBegin()
        if self.pageTemplate.id == "first":
            self.handle_nextPageTemplate("later")

    def _draw_footer(self, canvas: Any, number: int, pages_in_all: int) -> None:
        self.pagesize = canvas._pagesize
        super()._draw_footer(canvas, number, pages_in_all)
        for key, page in self.heading_pages.items():
            if page == number:  # only now is this page the one that a bookmark leads to
                canvas.bookmarkHorizontal(key, 0, self.heading_tops[key])
        for row in self.contents:
            if row.page == number and row.key in self.heading_pages:
                page = self.heading_pages[row.key]
                row.write_number(canvas, number, page)
                canvas._recorder.leads.append(row.leads(page, self.heading_tops[row.key]))


class ReportHeading(TextBlock):
    """A heading that the list of contents and the reader's bookmarks lead to."""

    def __init__(
        self, text: str, style: ParagraphStyle, *, key: str, level: int, report: ReportDocument
    ) -> None:
        super().__init__(printable(text), style)
        self._key, self._level, self._report, self._words = key, level, report, pages.one_row(text)

    def drawOn(self, canvas: Any, x: float, y: float, **more: Any) -> None:
        """Write it, and remember where."""
        super().drawOn(canvas, x, y, **more)
        if self._key not in self._report.heading_pages:
            self._report.heading_pages[self._key] = canvas.getPageNumber()
            self._report.heading_tops[self._key] = y + self.height
            canvas.addOutlineEntry(self._words, self._key, self._level, closed=False)


class ContentsRow(_Flowable):  # type: ignore[misc]  # for the reason above
    """One line of the list of contents: the heading at the left, its page at the right."""

    SIZE, LEADING, STEP = 10.5, 15.0, 14.0

    def __init__(self, words: str, level: int, key: str, whole: Element, report: ReportDocument) -> None:
        super().__init__()
        self.words, self.level, self.key = printable(words), level, key
        self.page = 0
        self._element = Element("Link", Element("TOCI", whole))
        report.contents.append(self)

    @property
    def _font(self) -> str:
        return BOLD if self.level == 0 else REGULAR

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Return the room it takes."""
        self.width, self.height = width, self.LEADING + (3 if self.level == 0 else 0)
        return width, self.height

    def draw(self) -> None:
        """Write the heading; its number comes when the pages are known."""
        canvas: Any = self.canv
        self.page = canvas.getPageNumber()
        left, bottom = canvas.absolutePosition(0, 0)
        self._right, self._bottom = left + self.width, bottom + 5
        self._box = (left, bottom, left + self.width, bottom + self.height)
        indent = self.level * self.STEP
        room = self.width - indent - 40
        words = pages.fitted(self.words, room, self.SIZE, self._font)
        canvas.mark(self._element, self._line(canvas, words, self._font, indent, 5))
        begins = indent + text_width(words, self._font, self.SIZE) + 6
        red, green, blue = RULE.rgb()
        canvas.add(
            artifact(
                f"q {red:.3g} {green:.3g} {blue:.3g} RG 0.5 w [1 3] 0 d {begins:.2f} 6 m {self.width - 28:.2f} 6 l S Q"
            )
        )

    def leads(self, page: int, top: float) -> Leads:
        """Return that a press on this row leads to its heading, on that page at that height."""
        return Leads(self._element, self.page - 1, self._box, page - 1, top, pages.one_row(self.words))

    def write_number(self, canvas: Any, number: int, page: int) -> None:
        """Write the page it is on; `number`: the page this row stands on."""
        text = str(page)
        x = self._right - text_width(text, self._font, self.SIZE)
        operators = self._line(canvas, text, self._font, x, self._bottom)
        canvas.add(canvas._recorder.mark(self._element, number - 1, operators))

    def _line(self, canvas: Any, words: str, font: str, x: float, y: float) -> str:
        pen = Pen(canvas, self.SIZE)
        pen.line(one_line(words, font), x, y)
        red, green, blue = INK.rgb()
        return f"BT {red:.3g} {green:.3g} {blue:.3g} rg\n" + "\n".join(pen.operators) + "\nET"


def turn(*, across: bool) -> list[Flowable]:
    """Return what begins a page laid across, or an upright one again."""
    return [NextPageTemplate("across" if across else "later"), PageBreak()]
