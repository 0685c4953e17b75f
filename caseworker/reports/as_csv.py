"""A table as a spreadsheet opens it: one header row, then the cells as read on paper."""

from __future__ import annotations

import csv
import io

from caseworker.reports.table import Table

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A value that begins like this would be computed by a spreadsheet instead of shown."""


def to_csv(table: Table) -> bytes:
    """The table as CSV: UTF-8 with the mark by which Excel on Windows knows it, CRLF between rows.

    Shares are written as on paper, "33% (14/43)", so that the file says the same as the page; their numbers
    one by one are in the JSON.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(shown_as_text(heading) for heading in (table.row_heading, *table.column_headings))
    for heading, cells in zip(table.row_headings, table.cells, strict=True):
        writer.writerow((shown_as_text(heading), *(cell.text for cell in cells)))
    return text.getvalue().encode("utf-8-sig")


def shown_as_text(value: str) -> str:
    """The value, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value
