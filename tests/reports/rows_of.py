"""A table as its readers see it."""

from __future__ import annotations

from collections.abc import Sequence

from caseworker.reports.brief import Brief
from caseworker.reports.catalogue import find
from caseworker.reports.table import Table


def built(code: str, brief: Brief) -> Table:
    """The table of that code."""
    return find(code).build(brief)


def rows_of(table: Table, columns: Sequence[str] = ()) -> dict[str, list[str]]:
    """What stands in each row, in all columns or some of them."""
    wanted = columns or table.column_headings
    return {row: [table.cell(row, column).text for column in wanted] for row in table.row_headings}
