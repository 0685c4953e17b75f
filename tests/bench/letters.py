"""Letters per second beside a bare ReportLab canvas that writes the same words in the same embedded fonts."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from caseworker.letters.as_pdf import letter_pdf
from caseworker.letters.as_text import letter_text
from caseworker.paper.fonts import REGULAR, register_fonts
from tests.bench.measure import Figure, side_by_side
from tests.letters.example import LETTERHEAD, example

TOP, LEFT, LEADING, PER_PAGE = 800, 70, 13, 56


def letters_figure() -> Figure:
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
