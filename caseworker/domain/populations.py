"""What the reports count: sets of lines, of which every figure is one.

A population is a table of facts held in columns. A set of its lines is one whole number with a bit for each line, so
that "corporate, received in July, answered on time" is three numbers joined by `&`, and a figure is how many bits are
left. The set rides along with the figure: what it counted is what it opens, and two figures can be compared case by
case. Source of the way: bitmap indexes; Python's whole numbers join 30,000 lines in under a microsecond. How a column
is kept: `coded_columns`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import compress
from operator import lt
from typing import Any

from caseworker.domain.coded_columns import CodedColumn, without
from caseworker.domain.fact_columns import STILL_OPEN
from caseworker.domain.periods import Period

Columns = Mapping[str, Sequence[Any]]
"""Columns by name, all of one length."""

_FEW = 16
"""Fewer than one line in so many: they are taken one by one."""
_DEAR = 6
"""To count the lines of a value takes as long as to look at so many lines one by one."""
_BITS = bytes(48) + bytes((0, 1)) + bytes(206)  # the digits back
_DIGITS = b"01".ljust(256, b"1")


class Rows:
    """A set of lines of one population; as unchangeable as its mask.

    Attributes:
        mask: a bit for each line, the first line the highest.
    """

    __slots__ = ("_count", "mask", "population")

    def __init__(self, population: Population, mask: int) -> None:
        self.population, self.mask, self._count = population, mask, -1

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Rows):
            return NotImplemented
        return self.population is other.population and self.mask == other.mask

    def __hash__(self) -> int:
        return hash((self.population, self.mask))

    def __repr__(self) -> str:
        return f"Rows({self.population.name}, {self.count} of {self.population.size})"

    @property
    def count(self) -> int:
        """How many lines there are."""
        if self._count < 0:
            self._count = self.mask.bit_count()
        return self._count

    def __bool__(self) -> bool:
        return bool(self.mask)

    def __and__(self, other: Rows) -> Rows:
        if other.population is not self.population:
            raise self._stranger(other)
        return Rows(self.population, self.mask & other.mask)

    def __or__(self, other: Rows) -> Rows:
        if other.population is not self.population:
            raise self._stranger(other)
        return Rows(self.population, self.mask | other.mask)

    def __sub__(self, other: Rows) -> Rows:
        if other.population is not self.population:
            raise self._stranger(other)
        return Rows(self.population, without(self.mask, other.mask))

    def __xor__(self, other: Rows) -> Rows:
        if other.population is not self.population:
            raise self._stranger(other)
        return Rows(self.population, self.mask ^ other.mask)

    def where(self, **wanted: str | Iterable[str]) -> Rows:
        """Return those whose columns hold one of the values wanted."""
        return self & self.population.where(**wanted)

    def between(self, column: str, period: Period) -> Rows:
        """Return those whose day lies in a period."""
        return self & self.population.between(column, period)

    def values(self, column: str) -> list[Any]:
        """Return what their column holds, line by line."""
        if not self.mask:
            return []
        held = self.population.column(column)
        if self.count * _FEW < self.population.size:
            return [held[place] for place in self.population.places(self.mask)]
        selectors = self.population.selectors(self.mask)
        if type(held) is CodedColumn:
            return held.chosen(selectors)
        return list(compress(held, selectors))

    def tally(self, column: str) -> Mapping[Any, int]:
        """Return how many of the lines hold each value of a column; counted once for each set."""
        known = self.population.tallies
        if (column, self.mask) not in known:
            known[column, self.mask] = self._tallied(column)
        return known[column, self.mask]

    def split(self, column: str) -> dict[str, Rows]:
        """Return them by what their column holds, in the order of the codes; no set is empty."""
        masks = self.population.masks(column)
        parts = ((value, self.mask & mask) for value, mask in masks.items())
        return {value: Rows(self.population, mask) for value, mask in parts if mask}

    def singles(self) -> Iterator[Rows]:
        """Yield each line alone, in the order of the lines."""
        left = self.mask
        while left:
            first = 1 << (left.bit_length() - 1)
            left ^= first
            yield Rows(self.population, first)

    def of_cases(self, numbers: Iterable[int]) -> Rows:
        """Return those of some cases, by their numbers."""
        if self.count * _FEW >= self.population.size:
            return self & self.population.of_cases(numbers)
        by_case, mask = self.population.by_case(self), 0
        for number in set(numbers):
            mask |= by_case.get(number, 0)
        return Rows(self.population, mask)

    def case_numbers(self) -> tuple[int, ...]:
        """Return their cases, each once, in the order of their numbers."""
        return tuple(sorted(set(self.values("case_n"))))

    def first(self, column: str) -> Any:
        """Return what the column of their first line holds.

        Raises:
            IndexError: there is no line.
        """
        return self.population.column(column)[self.population.size - self.mask.bit_length()]

    def total(self, column: str) -> Decimal:
        """Return the sum of a column of amounts; what is not recorded counts as nothing."""
        amounts = self.tally(column).items()
        return sum((Decimal(value) * lines for value, lines in amounts if value), Decimal(0))

    def _tallied(self, column: str) -> Mapping[Any, int]:
        held = self.population.column(column)
        if type(held) is CodedColumn and len(held.known) * _DEAR <= self.count:
            sets = self.population.masks(column).items()
            return {value: lines for value, mask in sets if (lines := (self.mask & mask).bit_count())}
        if type(held) is CodedColumn and self.count * _FEW >= self.population.size:
            return held.tally(self.population.selectors(self.mask))
        return Counter(self.values(column))

    def _stranger(self, other: Rows) -> ValueError:
        return ValueError(f"{self.population.name} and {other.population.name} have no lines in common")


class Population:
    """The lines of one table of facts, in columns that are read when first asked for."""

    def __init__(
        self,
        name: str,
        columns: Columns,
        *,
        covered: Period,
        read: Callable[[str], Sequence[Any]] | None = None,
    ) -> None:
        """Take the columns read so far.

        Args:
            columns: at least `n` and `case_n`.
            covered: the days the lines were read for; asking for others is a mistake in the program.
            read: reads another column, line by line in the same order.
        """
        self.name, self.covered, self.size = name, covered, len(columns["n"])
        self._columns = dict(columns)
        self._read = read
        self._coded: dict[str, CodedColumn] = {}
        self._masks: dict[str, dict[str, int]] = {}
        self._holding: dict[tuple[str, str], int] = {}
        self._spans: dict[tuple[str, str, str], int] = {}
        self._wanted: dict[tuple[str, str | tuple[str, ...]], int] = {}
        self.tallies: dict[tuple[str, int], Mapping[Any, int]] = {}
        self._places: tuple[int, list[int]] = 0, []
        self._selectors: tuple[int, bytes] = -1, b""
        self._everything = (1 << self.size) - 1
        self._before: dict[tuple[str, str], int] = {}
        self._cases_of: dict[int, dict[int, int]] = {}
        self._by_case: tuple[list[int], list[int]] | None = None

    def column(self, name: str) -> Sequence[Any]:
        """Return a column.

        Raises:
            KeyError: there is none of that name.
        """
        if name not in self._columns:
            if self._read is None:
                raise KeyError(f"{self.name} has no column {name}")
            self._columns[name] = self._read(name)
        return self._columns[name]

    @property
    def columns_read(self) -> tuple[str, ...]:
        """The columns read so far."""
        return tuple(self._columns)

    def derive(self, name: str, make: Callable[[], Sequence[str]]) -> None:
        """Add a column that is worked out from others, once."""
        if name not in self._columns:
            made = make()
            self._columns[name] = self._coded[name] = made if type(made) is CodedColumn else CodedColumn(made)

    def numbers(self, column: str, of: Callable[[Any], int]) -> Iterator[int]:
        """Return a number for every line, worked out once for each value of a column."""
        return self._coding(column).numbers(of)

    def recoded(self, column: str, of: Callable[[Any], str]) -> CodedColumn:
        """Return what follows from a column, line by line; worked out once for each value of it."""
        return self._coding(column).recoded(of)

    @property
    def all(self) -> Rows:
        """Every line."""
        return Rows(self, self._everything)

    @property
    def none(self) -> Rows:
        """No line."""
        return Rows(self, 0)

    def where(self, **wanted: str | Iterable[str]) -> Rows:
        """Return the lines whose columns hold one of the values wanted."""
        mask: int | None = None
        for name, values in wanted.items():
            asked = name, values if isinstance(values, str) else tuple(values)
            if asked not in self._wanted:
                self._wanted[asked] = self._lines_of(*asked)
            mask = self._wanted[asked] if mask is None else mask & self._wanted[asked]
        return Rows(self, self._everything if mask is None else mask)

    def of_cases(self, numbers: Iterable[int]) -> Rows:
        """Return the lines of some cases, by their numbers."""
        if self._by_case is None:
            cases = self.column("case_n")
            order = sorted(range(self.size), key=cases.__getitem__)
            self._by_case = order, [cases[place] for place in order]
        order, known = self._by_case
        mask = 0
        for number in set(numbers):
            for found in range(bisect_left(known, number), bisect_right(known, number)):
                mask |= 1 << (self.size - 1 - order[found])
        return Rows(self, mask)

    def by_case(self, rows: Rows) -> Mapping[int, int]:
        """Return the lines of each case of a few lines, by its number; looked up once for each set."""
        if rows.mask not in self._cases_of:
            found: dict[int, int] = {}
            cases = self.column("case_n")
            for place in _places(rows.mask, self.size):
                found[cases[place]] = found.get(cases[place], 0) | 1 << (self.size - 1 - place)
            self._cases_of[rows.mask] = found
        return self._cases_of[rows.mask]

    def flagged(self, flags: Iterable[bool]) -> Rows:
        """Return the lines that have a flag; one is given for every line, in their order."""
        digits = bytes(flags).translate(_DIGITS)
        return Rows(self, int(digits, 2) if digits else 0)

    def recorded(self, column: str) -> Rows:
        """Return the lines in which something is recorded."""
        return self.all - self.where(**{column: ("", STILL_OPEN)})

    def between(self, column: str, period: Period) -> Rows:
        """Return the lines whose day lies in a period.

        Raises:
            ValueError: lines of that period were not read.
        """
        if not self.covered.covers(period):
            raise ValueError(f"no facts were read for {period.label}")
        return self._span(column, period.first.isoformat(), period.last.isoformat())

    def up_to(self, column: str, day: date) -> Rows:
        """Return the lines whose day is that day or an earlier one."""
        return self._span(column, "0", day.isoformat())

    def after(self, column: str, day: date) -> Rows:
        """Return the lines whose day is a later one, or which have not ended."""
        return Rows(self, self._everything ^ self._span(column, "", day.isoformat()).mask)

    def before(self, one: str, other: str) -> Rows:
        """Return the lines whose one day, or nothing, comes before another of theirs."""
        if (one, other) not in self._before:
            ours, theirs = self._coding(one), self._coding(other)
            found = ours.before(theirs)
            self._before[one, other] = self.flagged(map(lt, ours, theirs)).mask if found is None else found
        return Rows(self, self._before[one, other])

    def open_on(self, day: date) -> Rows:
        """Return the lines begun by the end of a day and not ended by then."""
        return self.up_to("from_on", day) & self.after("to_on", day)

    def masks(self, column: str) -> dict[str, int]:
        """Return the lines of each value of a column, in the order of the values."""
        if column not in self._masks:
            self._masks[column] = self._coding(column).all_masks()
        return self._masks[column]

    def places(self, mask: int) -> list[int]:
        """Return where in the columns a few lines stand, in their order."""
        if self._places[0] != mask:
            self._places = mask, _places(mask, self.size)
        return self._places[1]

    def selectors(self, mask: int) -> bytes:
        """Return a byte for every line, in their order: 1 where it is in a set."""
        if self._selectors[0] != mask:
            self._selectors = mask, f"{mask:0{max(self.size, 1)}b}".encode().translate(_BITS)
        return self._selectors[1]

    def _lines_of(self, column: str, values: str | tuple[str, ...]) -> int:
        if isinstance(values, str):
            return self._lines_holding(column, values)
        found = 0
        for value in values:
            found |= self._lines_holding(column, value)
        return found

    def _lines_holding(self, column: str, value: Any) -> int:
        if (column, value) not in self._holding:
            self._holding[column, value] = self._coding(column).holding(value)
        return self._holding[column, value]

    def _span(self, column: str, first: str, last: str) -> Rows:
        if (column, first, last) not in self._spans:
            coded = self._coding(column)
            found = without(coded.below(last, or_it=True), coded.below(first))
            self._spans[column, first, last] = found
        return Rows(self, self._spans[column, first, last])

    def _coding(self, column: str) -> CodedColumn:
        if column not in self._coded:
            held = self.column(column)
            self._coded[column] = held if type(held) is CodedColumn else CodedColumn(held)
        return self._coded[column]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the tables of one pack are counted from.

    Attributes:
        stages: a line for every stage (`STAGE_FACTS`).
        parts: a line for every action, payment, point, offer of advocacy, entry of hours (`PART_FACTS`).
        texts: gives what is recorded of lines, by their `n`: for the few tables that quote a record.
    """

    stages: Population
    parts: Population
    texts: Callable[[Iterable[int]], Mapping[int, Mapping[str, Any]]]


def _places(mask: int, size: int) -> list[int]:
    """Return the places of the bits that are set, the highest first."""
    if mask & (mask - 1) == 0:
        return [size - mask.bit_length()] if mask else []
    digits = f"{mask:0{size}b}"
    found, place = [], digits.find("1")
    while place >= 0:
        found.append(place)
        place = digits.find("1", place + 1)
    return found
