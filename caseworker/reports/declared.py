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
from operator import attrgetter
from typing import Any, Protocol, overload

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


@dataclass(frozen=True, slots=True)
class Sides:
    """One number of every cell of some rows or columns: the figures, how many lines, and the lines as whole numbers."""

    values: list[int]
    counts: list[int]
    masks: list[int]


class Relation(Protocol):
    """Something a table says of its rows and columns."""

    def holds(self, cells: Cells) -> bool:
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

    def holds(self, cells: Cells) -> bool:
        """Whether it certainly holds."""
        turned = list(zip(*cells, strict=True))
        return all(_last_is_sum(sides(turned[column], of)) for column, of in self.columns)

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

    def holds(self, cells: Cells) -> bool:
        """Whether it certainly holds."""
        return all(_last_is_sum(sides(row[: self.whole + 1], self.of)) for row in cells)

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

    def holds(self, cells: Cells) -> bool:
        """Whether it certainly holds."""
        of_rows = all(_is_same(row[self.percent], "n", row[self.total], "") for row in cells)
        whole = cells[-1][self.total] if cells else None
        return of_rows and (
            not self.total_row
            or whole is None
            or all(_is_same(row[self.percent], "d", whole, "") for row in cells)
        )

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

    def holds(self, cells: Cells) -> bool:
        """Whether it certainly holds."""
        for row in cells:
            for whole, parts in self.across:
                if not _last_is_sum(sides([*(row[part] for part in parts), row[whole]], "")):
                    return False
            for part, whole, of in self.within:
                if not _is_within(sides((row[part], row[whole]), of)):
                    return False
        return True

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
        for relation in self._relations:
            if not relation.holds(cells):
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


def sides(cells: Sequence[Cell], of: Of) -> Sides | None:
    """One number of each of some cells; None where one is no number, or they are no lines of one population."""
    number, lines = _TAKEN[of]
    values, rows = list(map(number, cells)), list(map(lines, cells))
    if None in values or [each for each in rows if each is None]:
        return None
    if len({each.population for each in rows}) != 1:
        return None
    return Sides(values, [each.count for each in rows], [each.mask for each in rows])


_TAKEN: dict[Of, tuple[Callable[[Cell], Any], Callable[[Cell], Any]]] = {
    "": (attrgetter("value"), attrgetter("rows")),
    "n": (attrgetter("numerator"), attrgetter("part")),
    "d": (attrgetter("denominator"), attrgetter("rows")),
}


def _last_is_sum(told: Sides | None) -> bool:
    """Whether the last number is the sum of the others, as a number and line by line."""
    return (
        told is not None
        and len(told.values) > 1
        and sum(told.values[:-1]) == told.values[-1]
        and sum(told.counts[:-1]) == told.counts[-1]
        and sum(told.masks[:-1]) == told.masks[-1]
    )


def _is_within(told: Sides | None) -> bool:
    """Whether the first of two numbers lies within the second, as a number and line by line."""
    if told is None:
        return False
    part, whole = told.masks
    return told.values[0] <= told.values[1] and part & whole == part


def _is_same(cell: Cell, of: Of, other: Cell, of_other: Of) -> bool:
    """Whether two numbers are the same, as numbers and line by line."""
    one, two = sides((cell,), of), sides((other,), of_other)
    return (
        one is not None
        and two is not None
        and one.values == two.values
        and one.masks == two.masks
        and _rows(cell, of).population is _rows(other, of_other).population
    )


def _rows(cell: Cell, of: Of) -> Any:
    return _TAKEN[of][1](cell)
