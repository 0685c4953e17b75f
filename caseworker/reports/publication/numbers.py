"""The numbers that the cells of some tables tell, each known by the very lines it counts.

Two cells that count the same lines are one number, in whatever table they stand: who hides the one must hide the other,
and nobody can subtract one table from another unnoticed. Pounds, hours and means are hidden with the number of lines
that have an amount: their sums are made of the same parts, so that what cannot be worked out of the one cannot be
worked out of the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from caseworker.domain.populations import Rows
from caseworker.reports.cells import Cell, Unit
from caseworker.reports.shown import LEFT_OUT
from caseworker.reports.table import At, Of, Table

_AMOUNTS = (Unit.POUNDS, Unit.AVERAGE, Unit.HOURS, Unit.MEAN)
_COUNTS = (Unit.COUNT, Unit.RATE)

Lines = tuple[str, int]
"""A set of lines: the name of their population, and a bit for each."""


@dataclass
class Told:
    """The numbers of some tables.

    Attributes:
        key_at: the key of each number by where it stands.
        value: of each key.
        lines: the lines of each key but those of nothing; key_of: the other way round.
    """

    key_at: dict[At, At] = field(default_factory=dict)
    value: dict[At, int] = field(default_factory=dict)
    lines: dict[At, Lines] = field(default_factory=dict)
    key_of: dict[Lines, At] = field(default_factory=dict)

    def add(self, at: At, rows: Rows) -> At:
        """Take in a number; return its key, which is that of the first number of the same lines."""
        known = (rows.population.name, rows.mask)
        key = self.key_of.get(known) if rows.mask else None
        if key is None:
            key = at
            self.value[at] = rows.count
            if rows.mask:
                self.key_of[known], self.lines[at] = at, known
        self.key_at[at] = key
        return key

    def touches(self, rows: Rows) -> bool:
        """Whether any number counts one of these lines."""
        name = rows.population.name
        return any(known == name and mask & rows.mask for known, mask in self.lines.values())


def numbers_of(cell: Cell) -> Iterator[tuple[Of, Rows]]:
    """Give the numbers that a cell tells, with what they are of it."""
    if cell.rows is None:
        return
    if cell.is_share or cell.unit is Unit.CHANGE:
        yield "d", cell.rows
        if cell.part is not None:
            yield "n", cell.part
    elif cell.unit in _AMOUNTS:
        yield "", _with_amount(cell.rows, cell.column)
    elif cell.unit in _COUNTS:
        yield "", cell.rows


def _with_amount(rows: Rows, column: str) -> Rows:
    return rows - rows.where(**{column: ("", "0", "0.0")})


def told_by(tables: Iterable[Table]) -> Told:
    """Return the numbers of every cell, and of the notes."""
    told = Told()
    for table in tables:
        for place, cell in table.places():
            for of, rows in numbers_of(cell):
                told.add(At(place.code, place.row, place.column, of), rows)
        if table.left_out is not None and table.left_out.rows is not None:
            told.add(At(table.code, "", LEFT_OUT), table.left_out.rows)
    return told


def lists_cases(table: Table) -> bool:
    """Whether the rows of a table are single cases, told in words, or it is for the service alone."""
    return table.report.is_internal or any(
        row and all(cell.unit is Unit.TEXT for cell in row[:2]) and any(_is_of_one(cell) for cell in row)
        for row in table.cells
    )


def _is_of_one(cell: Cell) -> bool:
    return cell.unit is Unit.TEXT and cell.rows is not None and cell.rows.count == 1


def by_code(tables: Iterable[Table]) -> Mapping[str, Table]:
    """Return the tables by their codes."""
    return {table.code: table for table in tables}
