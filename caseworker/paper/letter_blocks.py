"""The blocks of a letter as they are set: paragraphs with marks, headings, lists, quotes, tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable

from caseworker.domain.letters import Block, Bullets, Heading, Marks, Paragraph, Table
from caseworker.paper.block import TextBlock
from caseworker.paper.letter_tables import LetterTable, table_flowables
from caseworker.paper.looks import MARGIN, Sheet
from caseworker.paper.styles import Styles
from caseworker.paper.tags import Element
from caseworker.paper.text import held_together, marked

FULL_WIDTH = A4[0] - 2 * MARGIN
"""A table may be wider than the text of easy read: its columns need the room."""
LEAD_IN_LINES = 3
"""A paragraph no longer than this that ends with a colon stays with what it announces."""


def letter_flowables(blocks: Sequence[Block], kit: Styles, sheet: Sheet, width: float) -> list[Flowable]:
    """Return the blocks ready to be set, headings never parted from what follows them."""
    made: list[Flowable] = []
    for block in blocks:
        made += _flowables(block, kit, sheet)
    return _with_room(made, kit, width)


def _flowables(block: Block, kit: Styles, sheet: Sheet) -> list[Flowable]:
    if isinstance(block, Heading):
        style = kit.subheading if block.level == 2 else kit.heading
        return [TextBlock(held_together(block.text), style)]
    if isinstance(block, Bullets):
        return list_flowables(block, kit, sheet)
    if isinstance(block, Table):
        return table_flowables(block, kit, FULL_WIDTH)
    return [_paragraph(block, kit, sheet)]


def _paragraph(block: Paragraph, kit: Styles, sheet: Sheet) -> Flowable:
    text, marks = marked(block.text, as_printed(block.marks, sheet))
    if block.quoted:
        return TextBlock(
            text, kit.quote, marks=marks, quoted=True, element=Element("P", Element("BlockQuote"))
        )
    return TextBlock(text, kit.body, marks=marks)


def list_flowables(block: Bullets, kit: Styles, sheet: Sheet) -> list[Flowable]:
    """Return the points of a list, the last with the room below that a paragraph has."""
    whole = Element("L", ordered=block.numbered)
    style = kit.bullet
    if block.numbered and len(block.items) > 9:
        style = ParagraphStyle("numbered", style, leftIndent=style.leftIndent + style.fontSize * 0.6)
    made: list[Flowable] = []
    for number, item in enumerate(block.items):
        marks = block.marks[number] if number < len(block.marks) else ()
        text, marks = marked(item, as_printed(marks, sheet))
        label = f"{number + 1}." if block.numbered else "•"
        made.append(TextBlock(text, style, marks=marks, label=label, element=Element("LI", whole)))
    if made:
        last: Any = made[-1]
        last.spaceAfter = kit.body.spaceAfter
    return made


def as_printed(marks: Marks, sheet: Sheet) -> Marks:
    """Return the marks of a text as the look prints them: where italics are hard to read, bold instead."""
    if sheet.has_italics:
        return marks
    return tuple(replace(mark, bold=True, italic=False) if mark.italic else mark for mark in marks)


def _with_room(made: Sequence[Flowable], kit: Styles, width: float) -> list[Flowable]:
    """Put before each heading, or line that announces a list, a page break if its company does not fit."""
    kept: list[Flowable] = []
    for number, each in enumerate(made):
        if isinstance(each, TextBlock):
            company = _company(made, number, width)
            if company and not each.keepWithNext:  # it announces what follows
                each.spaceAfter = kit.bullet.spaceAfter
            each.keepWithNext = 0
            if company:
                kept.append(CondPageBreak(company))
        kept.append(each)
    return kept


def _company(made: Sequence[Flowable], number: int, width: float) -> float:
    """Return the room for a leading line and the beginning of what it leads to; 0 for what leads to nothing."""
    room = 0.0
    while number + 1 < len(made) and isinstance(made[number], TextBlock) and _leads(made[number], width):
        leading: Any = made[number]
        room += leading.wrap(width, 0)[1] + leading.spaceAfter + leading.spaceBefore
        number += 1
    if not room:
        return 0.0
    first: Any = made[number]
    return float(room + first.height_to_begin(width)) if isinstance(first, TextBlock | LetterTable) else room


def _leads(block: Any, width: float) -> bool:
    if block.keepWithNext:
        return True
    lines = block.wrap(width, 0)[1] / block.style.leading
    return bool(block.text.rstrip().endswith(":") and lines <= LEAD_IN_LINES + 0.1)
