"""Somebody's own words: a paragraph with a quiet bar at its left, also where it runs over a page."""

from __future__ import annotations

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from caseworker.paper.styles import RULE
from caseworker.paper.text import escape


class QuotedParagraph(Paragraph):
    """A paragraph set off by a bar; its parts after a page break keep theirs."""

    def draw(self) -> None:
        """Draw the bar, then the words."""
        canvas = self.canv
        canvas.saveState()
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(1.5)
        canvas.line(3, 0, 3, self.height)
        canvas.restoreState()
        super().draw()


def quoted(text: str, style: ParagraphStyle) -> QuotedParagraph:
    """Return plain text as one quoted paragraph: tags in it are printed, not obeyed."""
    return QuotedParagraph(escape(text), style)
