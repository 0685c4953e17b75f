"""What the reports count: sets of lines, of which every figure is one.

A population is a table of facts held in columns. A set of its lines is one whole number with a bit for each line, so
that "corporate, received in July, answered on time" is three numbers joined by `&`, and a figure is how many bits are
left. The set rides along with the figure: what it counted is what it opens, and two figures can be compared case by
case. Source of the way: bitmap indexes; Python's whole numbers join 30,000 lines in under a microsecond.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import compress
from typing import Any

from caseworker.domain.fact_columns import STILL_OPEN
from caseworker.domain.periods import Period

Columns = Mapping[str, Sequence[Any]]
"""Columns by name, all of one length."""

_ONE_DAY = timedelta(days=1)
_TEST = bytes((48, 49)) + bytes(254)  # 0 and 1 as the digits "0" and "1"
_BITS = bytes(48) + bytes((0, 1)) + bytes(206)  # the digits back


@dataclass(frozen=True, slots=True)
class Rows:
    """A set of lines of one population.

    Attributes:
        mask: a bit for each line, the first line the highest.
    """

    population: Population
    mask: int

    @property
    def count(self) -> int:
        """How many lines there are."""
        return self.mask.bit_count()

    def __bool__(self) -> bool:
        return bool(self.mask)

    def __and__(self, other: Rows) -> Rows:
        return Rows(self.population, self.mask & self._same(other))

    def __or__(self, other: Rows) -> Rows:
        return Rows(self.population, self.mask | self._same(other))

    def __sub__(self, other: Rows) -> Rows:
        return Rows(self.population, self.mask & ~self._same(other))

    def __xor__(self, other: Rows) -> Rows:
        return Rows(self.population, self.mask ^ self._same(other))

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
        return list(compress(self.population.column(column), self._picked()))

    def split(self, column: str) -> dict[str, Rows]:
        """Return them by what their column holds, in the order of the codes; no set is empty."""
        masks = self.population.masks(column)
        parts = ((value, self.mask & masks[value]) for value in sorted(masks))
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
        return self & self.population.of_cases(numbers)

    def case_numbers(self) -> tuple[int, ...]:
        """Return their cases, each once, in the order of their numbers."""
        return tuple(sorted(set(self.values("case_n"))))

    def total(self, column: str) -> Decimal:
        """Return the sum of a column of amounts; what is not recorded counts as nothing."""
        return sum((Decimal(value) for value in self.values(column) if value), Decimal(0))

    def _same(self, other: Rows) -> int:
        if other.population is not self.population:
            raise ValueError(f"{self.population.name} and {other.population.name} have no lines in common")
        return other.mask

    def _picked(self) -> bytes:
        return f"{self.mask:0{max(self.population.size, 1)}b}".encode().translate(_BITS)


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
        self._masks: dict[str, dict[str, int]] = {}
        self._months: dict[str, dict[str, int]] = {}

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
            self._columns[name] = make()

    @property
    def all(self) -> Rows:
        """Every line."""
        return Rows(self, (1 << self.size) - 1)

    @property
    def none(self) -> Rows:
        """No line."""
        return Rows(self, 0)

    def where(self, **wanted: str | Iterable[str]) -> Rows:
        """Return the lines whose columns hold one of the values wanted."""
        mask = (1 << self.size) - 1
        for name, values in wanted.items():
            masks = self.masks(name)
            if isinstance(values, str):
                mask &= masks.get(values, 0)
            else:
                found = 0
                for value in values:
                    found |= masks.get(value, 0)
                mask &= found
        return Rows(self, mask)

    def of_cases(self, numbers: Iterable[int]) -> Rows:
        """Return the lines of some cases, by their numbers: no mask is kept, for cases are many."""
        wanted = set(numbers)
        if not self.size or not wanted:
            return self.none
        return Rows(self, int(bytes(map(wanted.__contains__, self.column("case_n"))).translate(_TEST), 2))

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
        return self._between(column, period.first, period.last)

    def up_to(self, column: str, day: date) -> Rows:
        """Return the lines whose day is that day or an earlier one."""
        return self._chosen(column, lambda value: "" < value <= day.isoformat())

    def after(self, column: str, day: date) -> Rows:
        """Return the lines whose day is a later one, or which have not ended."""
        return self._chosen(column, lambda value: value > day.isoformat())

    def open_on(self, day: date) -> Rows:
        """Return the lines begun by the end of a day and not ended by then."""
        return self.up_to("from_on", day) & self.after("to_on", day)

    def masks(self, column: str) -> dict[str, int]:
        """Return the lines of each value of a column."""
        if column not in self._masks:
            self._masks[column] = _masks(self.column(column))
        return self._masks[column]

    def _between(self, column: str, first: date, last: date) -> Rows:
        if column not in self._months:
            self._months[column] = _masks([value[:7] for value in self.column(column)])
        months = self._months[column]
        mask = 0
        for begins, ends in _months(first, last):
            if ends is None:
                mask |= months.get(begins, 0)
            else:
                inside = self._chosen(column, lambda value, a=begins, b=ends: a <= value <= b)  # type: ignore[misc]
                mask |= inside.mask
        return Rows(self, mask)

    def _chosen(self, column: str, fits: Callable[[str], bool]) -> Rows:
        values = self.column(column)
        if not values:
            return self.none
        chosen = {value for value in set(values) if fits(value)}
        return Rows(self, int(bytes(map(chosen.__contains__, values)).translate(_TEST), 2))


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


def _masks(values: Sequence[str]) -> dict[str, int]:
    """Return the lines of each value, as masks."""
    codes = {value: place for place, value in enumerate(dict.fromkeys(values))}
    if len(codes) <= 256:
        packed = bytes(map(codes.__getitem__, values))
        return {value: int(packed.translate(_pick(code)), 2) for value, code in codes.items()}
    places = [codes[value] for value in values]
    high = _masks([str(place >> 8) for place in places])
    low = _masks([str(place & 255) for place in places])
    return {value: high[str(code >> 8)] & low[str(code & 255)] for value, code in codes.items()}


@cache
def _pick(code: int) -> bytes:
    """A translation in which one byte becomes the digit 1 and all others 0."""
    return b"0" * code + b"1" + b"0" * (255 - code)


def _months(first: date, last: date) -> Iterator[tuple[str, str | None]]:
    """Yield whole months ("2024-07", None) and, where a month is cut, its days (first, last)."""
    day = first
    while day <= last:
        end = (day.replace(day=1) + timedelta(days=31)).replace(day=1) - _ONE_DAY
        if day.day == 1 and end <= last:
            yield day.isoformat()[:7], None
        else:
            yield day.isoformat(), min(end, last).isoformat()
        day = end + _ONE_DAY
