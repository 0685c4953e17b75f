"""Tables of letters: columns as wide as their words, the head printed again on each page, no row torn.

A table whose columns would be too narrow for its words, as in large print, or with a row that no page could hold, is
set as lines instead: for each row what stands in each column, named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable
from reportlab.platypus import Table as PlatypusTable

from caseworker.domain.letters import Mark, Table
from caseworker.paper.block import TextBlock
from caseworker.paper.styles import INK, RULE, Styles
from caseworker.paper.tables import EMBEDDED, SHADE
from caseworker.paper.tags import Element
from caseworker.paper.text import held_together

PADDING = 5.0
TALLEST_ROW = 300.0
"""Points; a page must hold the head of the table and any row of it."""
FIGURES = re.compile(r"[-+(]?£?[\d,. ]+%?\)?")

_Table: Any = PlatypusTable


class LetterTable(_Table):  # type: ignore[misc]  # its stubs leave out the state that is needed here
    """A table that knows how much room its head and first row need."""

    def height_to_begin(self, width: float) -> float:
        """Return the room for its caption's neighbour: head and first row."""
        self.wrap(width, 10_000)
        return float(sum(self._rowHeights[:2]))


def table_flowables(table: Table, kit: Styles, width: float) -> list[Flowable]:
    """Return a table with its caption, or its rows as lines where they do not fit into columns."""
    if not table.head:
        return []
    whole = Element("Table")
    made: list[Flowable] = []
    if table.caption:
        caption = TextBlock(held_together(table.caption), kit.caption, element=Element("Caption", whole))
        caption.keepWithNext = 1
        made.append(caption)
    cells = _cells(table, kit, whole)
    widths = _widths(cells, width)
    if widths is None or any(_height(row, widths) > TALLEST_ROW for row in cells):
        lines = _as_lines(table, kit)
        return [TextBlock(held_together(table.caption), kit.caption), *lines] if table.caption else lines
    made.append(_set(cells, widths, kit))
    return made


def _cells(table: Table, kit: Styles, whole: Element) -> list[list[TextBlock]]:
    rows = [table.head, *table.rows]
    figures = [
        bool(table.rows) and all(FIGURES.fullmatch(row[column].strip()) for row in table.rows)
        for column in range(len(table.head))
    ]
    made = []
    for number, row in enumerate(rows):
        line = Element("TR", whole)
        cells = []
        for column, text in enumerate(row):
            element = Element("TD", line) if number else Element("TH", line, scope="Column")
            if number:
                style = kit.cell_number if figures[column] else kit.cell
            else:
                style = kit.cell_head_number if figures[column] else kit.cell_head
            cells.append(TextBlock(held_together(text), style, element=element))
        made.append(cells)
    return made


def _widths(cells: Sequence[Sequence[TextBlock]], width: float) -> list[float] | None:
    """Return the widths of the columns; None where a word would not fit into its column."""
    columns = list(zip(*cells, strict=True))
    narrowest = [max(cell.longest_word() for cell in column) + 2 * PADDING for column in columns]
    natural = [max(cell.natural_width() for cell in column) + 2 * PADDING for column in columns]
    if sum(narrowest) > width:
        return None
    if sum(natural) <= width:
        return natural
    spare = width - sum(narrowest)
    wanted = [(n - least) ** 0.6 for n, least in zip(natural, narrowest, strict=True)]
    return [least + spare * want / sum(wanted) for least, want in zip(narrowest, wanted, strict=True)]


def _height(row: Sequence[TextBlock], widths: Sequence[float]) -> float:
    heights = (cell.wrap(width - 2 * PADDING, 0)[1] for cell, width in zip(row, widths, strict=True))
    return float(max(heights))


def _set(cells: list[list[TextBlock]], widths: list[float], kit: Styles) -> Flowable:
    after = kit.body.spaceAfter
    table: Any = LetterTable(
        cells, colWidths=widths, repeatRows=1, hAlign="LEFT", spaceBefore=2, spaceAfter=after + 3
    )
    above = kit.cell.fontSize * 0.35
    table.setStyle(
        [
            EMBEDDED,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
            ("BACKGROUND", (0, 0), (-1, 0), SHADE),
            ("LINEBELOW", (0, 0), (-1, 0), 0.8, INK),
            ("LINEBELOW", (0, 1), (-1, -1), 0.3, RULE),
            ("LEFTPADDING", (0, 0), (-1, -1), PADDING),
            ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
            ("TOPPADDING", (0, 0), (-1, -1), above),
            ("BOTTOMPADDING", (0, 0), (-1, -1), above + 1),
        ]
    )
    made: Flowable = table
    return made


def _as_lines(table: Table, kit: Styles) -> list[Flowable]:
    made: list[Flowable] = []
    for row in table.rows:
        lines = []
        for head, text in zip(table.head, row, strict=True):
            named = held_together(f"{head}: {text or 'none'}")
            bold = (Mark(0, len(held_together(head)) + 1, bold=True),)
            lines.append(TextBlock(named, kit.bullet, marks=bold, element=Element("P")))
        if lines:
            lines[-1].spaceAfter = kit.body.spaceAfter
        made += lines
    return made
