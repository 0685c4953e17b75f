"""What a table says of itself: that rows and columns come to their totals, that parts lie within wholes.

Question: a table of thirty rows and nine columns makes some eighty claims of ten numbers each; must every run write
down each place in words, only to find that all is well? Choice: a table declares a few relations of whole rows and
columns. Whether one holds is reckoned at once, as numbers and line by line; only of one that does not hold are the
claims written out, each with its places (`claims.disagreement` then says what is wrong). Cost: what a relation says
stands here twice, as reckoning and as claims; a test compares the two cell by cell.

Why adding up is enough to compare lines: the bits of two sets add up to as many bits as both have together only where
no bit is carried, that is where no line stands in both. So numbers that add up to the whole number, with as many bits
together as the whole has, are its lines, each once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import and_, attrgetter, eq, le
from typing import Any, NamedTuple, Protocol, overload

from caseworker.domain.populations import Population
from caseworker.reports.cells import Cell
from caseworker.reports.columns import TOTAL
from caseworker.reports.table import At, Claim, Of, Sum, Within

Cells = Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Headed:
    """The headings of a table, from which places are written out."""

    code: str
    rows: Sequence[str]
    columns: Sequence[str]

    def at(self, row: int, column: int, of: Of = "") -> At:
        """Where a number stands."""
        return At(self.code, self.rows[row], self.columns[column], of)


class Numbers(NamedTuple):
    """One number of every cell of some columns, row by row: the figure, how many lines, the lines as a whole number."""

    values: list[int]
    counts: list[int]
    masks: list[int]
    of: Population

    @property
    def sides(self) -> tuple[list[int], list[int], list[int]]:
        """All that must add up where numbers do."""
        return self.values, self.counts, self.masks


class Grid:
    """The cells of a table, from which the numbers of some columns are taken once."""

    def __init__(self, cells: Cells) -> None:
        """Take the cells, row by row."""
        self.rows = cells
        self._taken: dict[tuple[tuple[int, ...], Of], Numbers | None] = {}

    def numbers(self, columns: tuple[int, ...], of: Of) -> Numbers | None:
        """The numbers of some columns; None where one is no number, or they are no lines of one population."""
        if (columns, of) not in self._taken:
            self._taken[columns, of] = _numbers([row[column] for row in self.rows for column in columns], of)
        return self._taken[columns, of]

    def last_rows_add_up(self, columns: tuple[int, ...], of: Of) -> bool:
        """Whether in each column the last row is the sum of the others, as numbers and line by line."""
        taken, width = self.numbers(columns, of), len(columns)
        if taken is None:
            return len(columns) > 1 and all(self.last_rows_add_up((column,), of) for column in columns)
        return len(self.rows) > 1 and all(
            sum(each[column:-width:width]) == each[column - width]
            for each in taken.sides
            for column in range(width)
        )

    def last_columns_add_up(self, columns: tuple[int, ...], of: Of) -> bool:
        """Whether in each row the last of some columns is the sum of the others, as numbers and line by line."""
        taken, width = self.numbers(columns, of), len(columns)
        return (
            taken is not None
            and width > 1
            and all(
                sum(each[first : first + width - 1]) == each[first + width - 1]
                for each in taken.sides
                for first in range(0, len(each), width)
            )
        )

    def lies_within(self, part: int, whole: int, of: Of) -> bool:
        """Whether in each row one number lies within another, as numbers and line by line."""
        taken = self.numbers((part, whole), of)
        return (
            taken is not None
            and all(map(le, taken.values[::2], taken.values[1::2]))
            and all(map(eq, map(and_, taken.masks[::2], taken.masks[1::2]), taken.masks[::2]))
        )


class Relation(Protocol):
    """Something a table says of its rows and columns."""

    def holds(self, grid: Grid) -> bool:
        """Whether it certainly holds; False where that takes a closer look."""
        ...

    def claims(self, headed: Headed) -> Iterator[Claim]:
        """The same, number by number."""
        ...


@dataclass(frozen=True, slots=True)
class ColumnSums:
    """That the last row is the sum of those above it.

    Attributes:
        columns: those that add up, each with the number of its cells that does.
    """

    columns: Sequence[tuple[int, Of]]

    def holds(self, grid: Grid) -> bool:
        """Whether it certainly holds."""
        kinds = dict.fromkeys(of for _column, of in self.columns)
        alike = {of: tuple(column for column, each in self.columns if each == of) for of in kinds}
        return all(grid.last_rows_add_up(columns, of) for of, columns in alike.items())

    def claims(self, headed: Headed) -> Iterator[Claim]:
        """The same, column by column."""
        last = len(headed.rows) - 1
        for column, of in self.columns:
            parts = tuple(headed.at(row, column, of) for row in range(last))
            yield Sum("column total", headed.at(last, column, of), parts, "the sum of its column")


@dataclass(frozen=True, slots=True)
class RowSums:
    """That in each row one column is the sum of those before it."""

    whole: int
    of: Of

    def holds(self, grid: Grid) -> bool:
        """Whether it certainly holds."""
        return grid.last_columns_add_up(tuple(range(self.whole + 1)), self.of)

    def claims(self, headed: Headed) -> Iterator[Claim]:
        """The same, row by row."""
        for row in range(len(headed.rows)):
            parts = tuple(headed.at(row, column, self.of) for column in range(self.whole))
            yield Sum("row total", headed.at(row, self.whole, self.of), parts, "the sum of its row")


@dataclass(frozen=True, slots=True)
class Percentages:
    """That each percentage is of the total of its row, and of the total of all where there is a total row."""

    total: int
    percent: int
    total_row: bool

    def holds(self, grid: Grid) -> bool:
        """Whether it certainly holds."""
        totals = grid.numbers((self.total,), "")
        if totals is None:
            return False
        of_rows, of_all = (grid.numbers((self.percent,), of) for of in _ABOVE_AND_BELOW)
        values, counts, masks = ([each[-1]] * len(each) for each in totals.sides)
        whole = Numbers(values, counts, masks, totals.of)
        return of_rows == totals and (of_all == whole or not self.total_row)

    def claims(self, headed: Headed) -> Iterator[Claim]:
        """The same, row by row."""
        for row in range(len(headed.rows)):
            part = headed.at(row, self.total)
            yield Sum("share and counts", headed.at(row, self.percent, "n"), (part,), "its row")
            if self.total_row:
                whole = At(headed.code, TOTAL, TOTAL)
                yield Sum("share and counts", headed.at(row, self.percent, "d"), (whole,), "the total")


@dataclass(frozen=True, slots=True)
class InRows:
    """That in each row columns are the sum of others, or lie within another.

    Attributes:
        across: a column and those it is the sum of.
        within: of two columns the number (`of`) that lies within that of the second.
    """

    across: Sequence[tuple[int, Sequence[int]]]
    within: Sequence[tuple[int, int, Of]]

    def holds(self, grid: Grid) -> bool:
        """Whether it certainly holds."""
        return all(grid.last_columns_add_up((*parts, whole), "") for whole, parts in self.across) and all(
            grid.lies_within(part, whole, of) for part, whole, of in self.within
        )

    def claims(self, headed: Headed) -> Iterator[Claim]:
        """The same, row by row."""
        for row in range(len(headed.rows)):
            for whole, parts in self.across:
                places = tuple(headed.at(row, part) for part in parts)
                words = "the sum of " + ", ".join(headed.columns[part] for part in parts)
                yield Sum("row total", headed.at(row, whole), places, words)
            for part, whole, of in self.within:
                yield Within("part of a part", headed.at(row, part, of), headed.at(row, whole, of))


class Declared(Sequence[Claim]):
    """The claims of a table, written out when somebody reads them."""

    def __init__(self, headed: Headed, relations: Sequence[Relation], more: Sequence[Claim] = ()) -> None:
        """Take what a table declares.

        Args:
            more: claims of its own, which come last.
        """
        self._headed, self._relations, self._more = headed, tuple(relations), tuple(more)

    def in_doubt(self, cells: Cells) -> Iterator[Claim]:
        """The claims that are not certain of these cells, in their order."""
        grid = Grid(cells)
        for relation in self._relations:
            if not relation.holds(grid):
                yield from relation.claims(self._headed)
        yield from self._more

    @cached_property
    def _written(self) -> tuple[Claim, ...]:
        of_relations = (claim for relation in self._relations for claim in relation.claims(self._headed))
        return (*of_relations, *self._more)

    def __len__(self) -> int:
        return len(self._written)

    @overload
    def __getitem__(self, place: int) -> Claim: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Claim, ...]: ...

    def __getitem__(self, place: int | slice) -> Claim | tuple[Claim, ...]:
        return self._written[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Declared) and self._written == other._written

    def __hash__(self) -> int:
        return hash(self._written)


def _numbers(cells: Sequence[Cell], of: Of) -> Numbers | None:
    number, lines = _TAKEN[of]
    values, rows = list(map(number, cells)), list(map(lines, cells))
    if None in values or [each for each in rows if each is None]:
        return None
    if len({each.population for each in rows}) != 1:  # or there are none
        return None
    counts, masks = [each.count for each in rows], [each.mask for each in rows]
    return Numbers(values, counts, masks, rows[0].population)


_TAKEN: dict[Of, tuple[Callable[[Cell], Any], Callable[[Cell], Any]]] = {
    "": (attrgetter("value"), attrgetter("rows")),
    "n": (attrgetter("numerator"), attrgetter("part")),
    "d": (attrgetter("denominator"), attrgetter("rows")),
}
_ABOVE_AND_BELOW: tuple[Of, Of] = ("n", "d")
