"""Opens the figures of a report to the cases behind them (P6), for those who may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caseworker.office import Office

if TYPE_CHECKING:
    from caseworker.reports.behind import Behind
    from caseworker.reports.cells import Cell
    from caseworker.reports.table import Table


def cases_behind(office: Office, table: Table, row: str, column: str) -> tuple[Behind, ...]:
    """Return what a figure can be opened to, all of it first; nothing where no case stands behind it.

    Raises:
        RuleError: the table is about equalities, which the person at the keyboard may not see case by case.
    """
    from caseworker.reports.behind import behind

    if table.report.is_sensitive:
        office.require("equalities")
    return behind(table, row, column)


def why_nothing_behind(table: Table, row: str, column: str) -> str:
    """Say where a figure comes from that opens no case."""
    from caseworker.reports.behind import why_nothing

    return why_nothing(table, row, column)


def figure_in_words(table: Table, cell: Cell) -> str:
    """Return a figure in words: "28 cases", "33%, 14 of 43 cases", "nothing to count"."""
    from caseworker.reports.behind import read_out

    return read_out(table, cell)
