"""The paragraph styles of letters and reports. Body text is 11 point; nothing is below 8."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from caseworker.domain.letters import Look
from caseworker.errors import RuleError
from caseworker.paper.fonts import BOLD, ITALIC, REGULAR, register_fonts
from caseworker.paper.looks import SHEETS, Sheet

INK = HexColor("#1a1a1a")
QUIET = HexColor("#4d4d4d")  # contrast 8:1 on white
RULE = HexColor("#9a9a9a")


def readable(colour: str) -> str:
    """Return the colour for text on white, or near-black where it is too pale to read (contrast below 4.5).

    Raises:
        RuleError: it is not a colour written as # and six digits or letters a to f.
    """
    if not re.fullmatch("#[0-9a-fA-F]{6}", colour):
        raise RuleError(
            "The colour must be written as # and six of 0 to 9 and A to F, such as #12436D", field="colour"
        )
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return colour if 1.05 / (luminance + 0.05) >= 4.5 else "#1a1a1a"


def _linear(channel: float) -> float:
    """Return a channel's share of light. Source: WCAG 2.2, relative luminance."""
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


@dataclass(frozen=True, slots=True)
class Styles:
    """Every paragraph style by its use.

    Attributes:
        title, subtitle: the first lines of a report.
        heading, subheading: a heading inside a letter or report, and one below it.
        subject: what a letter is about, above its first paragraph.
        body: running text. caption: the line above a table. quote: somebody's words, set in from the left.
        bullet: one item of a list.
        signatory, signature: the name below the place to sign, and the lines under it.
        note: a remark under a table. small: contact lines and labels.
        cell… : in tables, plain, head and total; those that end in `_number` stand right.
    """

    title: ParagraphStyle
    subtitle: ParagraphStyle
    heading: ParagraphStyle
    subheading: ParagraphStyle
    subject: ParagraphStyle
    body: ParagraphStyle
    caption: ParagraphStyle
    quote: ParagraphStyle
    bullet: ParagraphStyle
    signatory: ParagraphStyle
    signature: ParagraphStyle
    note: ParagraphStyle
    small: ParagraphStyle
    cell: ParagraphStyle
    cell_number: ParagraphStyle
    cell_head: ParagraphStyle
    cell_head_number: ParagraphStyle
    cell_total: ParagraphStyle
    cell_total_number: ParagraphStyle


@cache
def styles(colour: str = "#1a1a1a", table_size: float = 9) -> Styles:
    """Return the styles of reports and records; `colour` ("#rrggbb") is for headings, `table_size` for tables."""
    return _styles(colour, SHEETS[Look.STANDARD], table_size)


@cache
def letter_styles(colour: str, look: Look) -> Styles:
    """Return the styles of a letter in one of its looks."""
    return _styles(colour, SHEETS[look], SHEETS[look].table)


def _styles(colour: str, sheet: Sheet, table_size: float) -> Styles:
    register_fonts()
    accent = HexColor(readable(colour))
    one = sheet.body / 11  # everything grows with the running text
    body = _style("body", sheet.body, sheet.leading, after=sheet.after, allowWidows=0)
    cell = _style("cell", table_size, table_size * 1.3)
    head = _style("cell_head", table_size, table_size * 1.3, font=BOLD)
    return Styles(
        title=_style("title", 18, 23, tag="H1", font=BOLD, colour=accent, after=2),
        subtitle=_style("subtitle", 11, 15, colour=QUIET, after=10),
        heading=_style(
            "heading", sheet.heading, sheet.heading * 4 / 3, tag="H2", font=BOLD, colour=accent, before=6 * one,
            after=3 * one, keepWithNext=1,
        ),
        subheading=_style(
            "subheading", sheet.subheading, sheet.subheading * 4 / 3, tag="H3", font=BOLD, before=3 * one,
            after=2 * one, keepWithNext=1,
        ),
        subject=_style(
            "subject", sheet.subject, sheet.subject * 17 / 13, tag="H1", font=BOLD, colour=accent, after=8 * one,
            keepWithNext=1,
        ),
        body=body,
        caption=_style("caption", sheet.body, sheet.leading, font=BOLD, after=3 * one, before=2 * one),
        quote=ParagraphStyle("quote", body, leftIndent=12 * one, rightIndent=8 * one),
        bullet=ParagraphStyle("bullet", body, leftIndent=16 * one, bulletIndent=4 * one, spaceAfter=3 * one),
        signatory=ParagraphStyle("signatory", body, fontName=BOLD, spaceAfter=0),
        signature=ParagraphStyle("signature", body, spaceAfter=0),
        note=_style("note", 8.5, 11.5, font=ITALIC, colour=QUIET, before=3, after=8),
        small=_style("small", 8.5, 11.5, colour=QUIET),
        cell=cell,
        cell_number=ParagraphStyle("cell_number", cell, alignment=TA_RIGHT),
        cell_head=head,
        cell_head_number=ParagraphStyle("cell_head_number", head, alignment=TA_RIGHT),
        cell_total=ParagraphStyle("cell_total", head),
        cell_total_number=ParagraphStyle("cell_total_number", head, alignment=TA_RIGHT),
    )  # fmt: skip


def _style(
    name: str, size: float, leading: float, *, font: str = REGULAR, colour: Color = INK, before: float = 0,
    after: float = 0, **more: Any,
) -> ParagraphStyle:  # fmt: skip
    return ParagraphStyle(
        name, fontName=font, bulletFontName=REGULAR, fontSize=size, bulletFontSize=size, leading=leading,
        textColor=colour, spaceBefore=before, spaceAfter=after, **more,
    )  # fmt: skip
