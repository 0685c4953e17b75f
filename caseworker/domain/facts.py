"""What the reports count: cases in groups alike in everything the tables ask.

Storage counts once, in one grouped query; the tables only add groups up. The case numbers ride along
in each group, so every figure can open its cases without being counted again, and no figure
can be printed that has no cases behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from caseworker.domain.periods import Period, between

COMPARED_YEARS = 2
"""Years set beside the one asked for. Source: rule book section 10 (comparators)."""


@dataclass(frozen=True, slots=True)
class FactCell:
    """One group of cases alike in everything the tables ask. Void cases belong to no group.

    Attributes:
        month: month received, "2024-07"; in a month that `facts_wanted` names as cut, the day "2024-07-15".
        kind: the code of `Kind` the case was received as (rule book section 10).
        division: the division it was for, as stored.
        is_review: a historic case review, counted as received but left out of timeliness.
        on_time: answered, and not after the date in force (the extended date where there is one).
            An open case is never on time.
        cases: the case numbers, comma separated.
        count: how many they are.
    """

    month: str
    kind: str
    division: str
    is_review: bool
    on_time: bool
    cases: str
    count: int

    def case_numbers(self) -> tuple[int, ...]:
        """The cases of the group."""
        return tuple(map(int, self.cases.split(","))) if self.cases else ()


Group = tuple[FactCell, ...]


@dataclass(frozen=True, slots=True)
class FactsWanted:
    """What storage must count before the tables of a period can be built.

    Attributes:
        spans: the days to count, the earliest first, never overlapping.
        cut_months: months ("2024-07") in which a period begins or ends; there the groups are by day.
    """

    spans: tuple[Period, ...]
    cut_months: tuple[str, ...]


def facts_wanted(period: Period) -> FactsWanted:
    """What the tables of `period` need: the period itself and the same days of the two years before."""
    asked = (period, *period.previous_years(COMPARED_YEARS))
    cut = {month_key(day) for span in asked for day in _cuts(span)}
    return FactsWanted(_merged(asked), tuple(sorted(cut)))


@dataclass(frozen=True)
class Facts:
    """Every group of cases received in the days covered.

    Attributes:
        cells: the groups; no case stands in two of them.
        covered: the days that were counted. Asking for others is a mistake in the program.
    """

    cells: Sequence[FactCell]
    covered: tuple[Period, ...]

    def select(self, period: Period, kinds: Iterable[str]) -> Group:
        """The groups of those kinds received in the period, by month and kind.

        Raises:
            ValueError: the period was not counted, or not by day where it cuts a month.
        """
        if not any(span.covers(period) for span in self.covered):
            raise ValueError(f"no facts were read for {period.label}")
        found: list[FactCell] = []
        wanted = tuple(kinds)
        for month in _months(period.first, period.last):
            for kind in wanted:
                found.extend(self._index.get((month, kind), ()))
        return tuple(found) if not _cuts(period) else _within(found, period)

    @cached_property
    def _index(self) -> dict[tuple[str, str], list[FactCell]]:
        index: dict[tuple[str, str], list[FactCell]] = {}
        for cell in self.cells:
            index.setdefault((cell.month[:7], cell.kind), []).append(cell)
        return index


def case_count(group: Group) -> int:
    """How many cases stand in these groups."""
    return sum(cell.count for cell in group)


def listed(group: Group) -> int:
    """How many case numbers these groups list. Where it is not `case_count`, the facts were miscounted."""
    return sum(cell.cases.count(",") + 1 for cell in group if cell.cases)


def case_numbers(group: Group) -> tuple[int, ...]:
    """The cases of these groups, in the order of their numbers."""
    return tuple(sorted(number for cell in group for number in cell.case_numbers()))


def month_key(day: date) -> str:
    """The month as groups name it: 2024-07."""
    return day.isoformat()[:7]


def _months(first: date, last: date) -> list[str]:
    ends = last.year * 12 + last.month
    return [f"{(m - 1) // 12}-{(m - 1) % 12 + 1:02}" for m in range(first.year * 12 + first.month, ends + 1)]


def _cuts(period: Period) -> tuple[date, ...]:
    """The days, of its first and last, at which the period cuts a month in two."""
    begins = (period.first,) if period.first.day != 1 else ()
    ends = (period.last,) if (period.last + timedelta(days=1)).day != 1 else ()
    return begins + ends


def _within(found: Iterable[FactCell], period: Period) -> Group:
    """The groups whose day, where they have one, lies in the period."""
    cut = {month_key(day) for day in _cuts(period)}
    first, last = period.first.isoformat(), period.last.isoformat()
    for cell in found:
        if cell.month in cut:
            raise ValueError(f"the facts of {cell.month} were not read by day")
    return tuple(cell for cell in found if cell.month[:7] not in cut or first <= cell.month <= last)


def _merged(spans: Iterable[Period]) -> tuple[Period, ...]:
    merged: list[Period] = []
    for span in sorted(spans, key=lambda each: each.first):
        if merged and span.first.toordinal() <= merged[-1].last.toordinal() + 1:
            merged[-1] = between(merged[-1].first, max(merged[-1].last, span.last))
        else:
            merged.append(span)
    return tuple(merged)
