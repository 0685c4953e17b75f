"""Somebody's own words: a paragraph with a quiet bar at its left, also where it runs over a page."""

from __future__ import annotations

from reportlab.lib.styles import ParagraphStyle

from caseworker.paper.block import TextBlock
from caseworker.paper.tags import Element
from caseworker.paper.text import held_together


def quoted(text: str, style: ParagraphStyle) -> TextBlock:
    """Return plain text as one quoted paragraph."""
    return TextBlock(held_together(text), style, quoted=True, element=Element("P", Element("BlockQuote")))
