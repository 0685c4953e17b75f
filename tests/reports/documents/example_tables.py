"""Tables whose figures are written by hand, for sentences and documents that speak of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from caseworker.domain.periods import parse_period
from caseworker.reports.catalogue import find
from caseworker.reports.cells import Cell, Unit, percent_of
from caseworker.reports.table import Chart, Table

YEAR = parse_period("2024-25")
COLUMNS = ("2024-25", "2023-24")


def number(value: int) -> Cell:
    """A count without lines behind it."""
    return Cell(Unit.COUNT, None, value)


def share(part: int, whole: int) -> Cell:
    """A share without lines behind it."""
    return Cell(Unit.SHARE, None, None, part, whole, percent_of(part, whole))


def money(pennies: int) -> Cell:
    """An amount."""
    return Cell(Unit.POUNDS, None, pennies)


def table(code: str, rows: Sequence[tuple[str, Sequence[Cell]]], *, charts: Sequence[Chart] = ()) -> Table:
    """A table under the code of another, with rows of two columns: this year and the last."""
    return Table(
        report=replace(find("1a"), code=code, title=f"Title of {code}"),
        period=YEAR,
        row_heading="What",
        row_headings=tuple(heading for heading, _ in rows),
        column_headings=COLUMNS,
        cells=tuple(tuple(cells) for _, cells in rows),
        charts=tuple(charts),
    )
