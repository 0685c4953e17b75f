"""The table style of reports: quiet rules, bold head repeated on every page, totals set off."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Table

from caseworker.paper.fonts import REGULAR
from caseworker.paper.styles import INK, RULE, Styles, styles
from caseworker.paper.tags import Element
from caseworker.paper.text import paragraph

SHADE = HexColor("#eef1f4")
EMBEDDED = ("FONT", (0, 0), (-1, -1), REGULAR, 9)
"""In every table: ReportLab names a font of its own for cells, even where each cell brings another."""


def as_table(rows: Sequence[Sequence[Any]], *, head_rows: int = 1, row_heads: int = 0) -> None:
    """Say of blocks of text that they are the cells of one table.

    Args:
        row_heads: how many columns name their row.
    """
    whole = Element("Table")
    for number, row in enumerate(rows):
        line = Element("TR", whole)
        for column, cell in enumerate(row):
            if number < head_rows:
                cell.element = Element("TH", line, scope="Column")
            elif column < row_heads:
                cell.element = Element("TH", line, scope="Row")
            else:
                cell.element = Element("TD", line)


def report_table(
    data: Sequence[Sequence[str]], col_widths: Sequence[float] | None = None, *, head_rows: int = 1,
    heading_columns: int = 1, total_rows: int = 0, total_columns: int = 0, size: float = 9,
    words: Collection[int] = (),
) -> Table:  # fmt: skip
    """Return a table of plain text cells.

    Args:
        data: rows of texts, the head rows first and the total rows last.
        col_widths: widths in points; without them the table fills the page by its contents.
        heading_columns: columns that name the row (left aligned); all others hold numbers and stand right.
        total_columns: how many columns at the right are sums, set bold.
        words: other columns that hold words and stand left.
    """
    kit = styles(table_size=size)
    rows = []
    for number, row in enumerate(data):
        line = []
        for column, text in enumerate(row):
            in_total = number >= len(data) - total_rows or column >= len(row) - total_columns
            style = _cell_style(
                kit, number < head_rows, in_total, column < heading_columns or column in words
            )
            line.append(paragraph(text, style))
        rows.append(line)
    as_table(rows, head_rows=head_rows, row_heads=int(heading_columns == 1))
    widths = list(col_widths) if col_widths else None
    table = Table(rows, colWidths=widths, repeatRows=head_rows, hAlign="LEFT")
    table.setStyle(_rules(head_rows, total_rows, size))
    return table


def _cell_style(kit: Styles, in_head: bool, in_total: bool, is_text: bool) -> ParagraphStyle:
    if in_head:
        return kit.cell_head if is_text else kit.cell_head_number
    if in_total:
        return kit.cell_total if is_text else kit.cell_total_number
    return kit.cell if is_text else kit.cell_number


def _rules(head_rows: int, total_rows: int, size: float) -> list[Any]:
    rules: list[Any] = [
        ("FONT", (0, 0), (-1, -1), REGULAR, size),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("VALIGN", (0, 0), (-1, head_rows - 1), "BOTTOM"),
        ("BACKGROUND", (0, 0), (-1, head_rows - 1), SHADE),
        ("LINEBELOW", (0, head_rows - 1), (-1, head_rows - 1), 0.8, INK),
        ("LINEBELOW", (0, head_rows), (-1, -1), 0.3, RULE),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    if total_rows:
        rules.append(("LINEABOVE", (0, -total_rows), (-1, -total_rows), 0.8, INK))
    return rules
