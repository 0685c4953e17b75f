"""Letters as PDF, tagged and as PDF/A-2b, beside a bare ReportLab story that sets the same words and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from statistics import median
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from caseworker.domain.letters import Letter
from caseworker.letters.as_pdf import letter_pdf
from caseworker.letters.as_text import letter_text
from caseworker.paper.conformance import faults_of
from caseworker.paper.fonts import FILES, FOLDER, REGULAR, register_fonts
from tests.bench.answers import answers
from tests.bench.letter_peers import peer_figures
from tests.bench.measure import Figure, seconds, side_by_side
from tests.letters.example import LETTERHEAD, example

TOP, LEFT, LEADING, PER_PAGE = 800, 70, 13, 56
LETTERS = 500
CHUNK = 10
"""Letters made before the other side's turn comes, so that whatever else the computer does hits both."""
CHECKED = 20
BARE = "BareNotoSans"


def letters_figures(*, count: int = LETTERS, with_peers: bool = False) -> list[Figure]:
    """The acknowledgement by itself; five hundred answers; their check; with `with_peers` other programs too."""
    letters = answers(count)
    ours, bare = _answers_each(letters)
    figures = [
        _one_letter(),
        Figure(
            f"{count} answer letters of two pages, each", ours, bare, 2.5,
            "a ReportLab story of the same words: paragraphs in embedded Noto Sans; no tags, no PDF/A, no letterhead",
            f"tagged, PDF/A-2b: {1 / ours:,.0f} letters/s; bare story {1 / bare:,.0f} letters/s",
        ),
        _check_each(letters[:CHECKED], ours),
    ]  # fmt: skip
    return figures + (peer_figures(letters) if with_peers else [])


def _answers_each(letters: list[Letter]) -> tuple[float, float]:
    """Return seconds a letter, ours and bare, over all letters."""
    letter_pdf(letters[0], LETTERHEAD)
    _register_bare()
    _bare_story(letters[0])
    ours = bare = 0.0
    starts = [*range(0, len(letters), CHUNK), len(letters)]
    for start, end in pairwise(starts):
        ours += seconds(_all(lambda letter: letter_pdf(letter, LETTERHEAD), letters[start:end]))
        bare += seconds(_all(_bare_story, letters[start:end]))
    return ours / len(letters), bare / len(letters)


def _all(make: Callable[[Letter], bytes], letters: list[Letter]) -> Callable[[], object]:
    return lambda: [make(letter) for letter in letters]


def _check_each(letters: list[Letter], made: float) -> Figure:
    pdfs = [letter_pdf(letter, LETTERHEAD) for letter in letters]
    faults_of(pdfs[0])
    took = median(seconds(lambda pdf=pdf: faults_of(pdf)) for pdf in pdfs)
    return Figure(
        "Check for PDF/A-2b, once, when a letter is frozen", took, made, None, "making the letter",
        "pikepdf's validator reads the file again; no preview waits for it",
    )  # fmt: skip


def _register_bare() -> None:
    if BARE not in pdfmetrics.getRegisteredFontNames():
        font: Any = TTFont(BARE, str(FOLDER / FILES[REGULAR]))
        font.face.name = BARE.encode()  # ReportLab would take our own font for one of the same face
        pdfmetrics.registerFont(font)


def _bare_story(letter: Letter) -> bytes:
    style = ParagraphStyle("bare", fontName=BARE, fontSize=11, leading=15.5, spaceAfter=7)
    target = BytesIO()
    made: Any = SimpleDocTemplate  # its stubs leave out the font to begin with
    pages = made(target, pagesize=A4, initialFontName=BARE, invariant=1)
    lines = letter_text(letter, LETTERHEAD).splitlines()
    pages.build([Paragraph(escape(line), style) for line in lines if line])
    return target.getvalue()


def _one_letter() -> Figure:
    """The statutory acknowledgement (L01): laid out, with its window, letterhead, logo and page numbers."""
    letter = example("L01")
    lines = letter_text(letter, LETTERHEAD).splitlines()
    ours, least = side_by_side(lambda: letter_pdf(letter, LETTERHEAD), lambda: _bare_letter(lines), 21)
    return Figure(
        "One letter as PDF (L01)",
        ours,
        least,
        None,
        "a ReportLab canvas, one drawString for each line of the same text, font embedded; no layout, no logo",
        f"{1 / ours:,.0f} letters/s, bare {1 / least:,.0f} letters/s",
    )


def _bare_letter(lines: list[str]) -> bytes:
    register_fonts()
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4)
    for start in range(0, len(lines), PER_PAGE):
        canvas.setFont(REGULAR, 11)
        for place, line in enumerate(lines[start : start + PER_PAGE]):
            canvas.drawString(LEFT, TOP - LEADING * place, line)
        canvas.showPage()
    canvas.save()
    return target.getvalue()
