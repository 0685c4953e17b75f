"""Wrong figures put into true tables, and what the checks say of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from caseworker.domain.populations import Rows
from caseworker.reports.brief import Brief
from caseworker.reports.cells import Cell, count_cell
from caseworker.reports.checks import run_checks
from caseworker.reports.claims import Disagreement
from caseworker.reports.table import Place, Table

Tables = tuple[Table, ...]
Figure = int | tuple[int | None, int, int]
"""A count, or of a share the percentage and the numbers above and below the line."""


def altered(tables: Sequence[Table], place: Place, change: Callable[[Cell], Cell]) -> Tables:
    """The tables with one cell changed."""
    table = next(table for table in tables if table.code == place.code)
    at = table.row_headings.index(place.row), table.column_headings.index(place.column)
    cells = tuple(
        tuple(change(cell) if (r, c) == at else cell for c, cell in enumerate(row))
        for r, row in enumerate(table.cells)
    )
    return tuple(replace(each, cells=cells) if each is table else each for each in tables)


def showing(figure: Figure) -> Callable[[Cell], Cell]:
    """A change of what a cell shows, as a misprint: the lines behind it stay."""
    if isinstance(figure, int):
        return lambda cell: replace(cell, value=figure)
    percent, numerator, denominator = figure
    return lambda cell: replace(cell, percent=percent, numerator=numerator, denominator=denominator)


def found(tables: Sequence[Table], brief: Brief | None = None) -> dict[str, list[Disagreement]]:
    """The disagreements by kind."""
    by_kind: dict[str, list[Disagreement]] = {}
    for each in run_checks(tables, brief):
        by_kind.setdefault(each.kind, []).append(each)
    return by_kind


def first_line(rows: Rows) -> Rows:
    """The first line of a set, alone."""
    return rows.population.where(n=(rows.values("n")[0],))


def without_first_case(cell: Cell) -> Cell:
    """The cell as if one case had been dropped from it: figure and cases alike."""
    assert cell.rows is not None
    return count_cell(cell.rows - first_line(cell.rows))
