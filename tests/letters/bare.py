"""A PDF as ReportLab makes it by itself: neither tagged nor fit for an archive."""

from __future__ import annotations

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas


def bare_pdf() -> bytes:
    """Return one page with a line in a font that is not embedded."""
    target = BytesIO()
    canvas = Canvas(target)
    canvas.drawString(70, 700, "Dear Ms Wyn")
    canvas.save()
    return target.getvalue()
