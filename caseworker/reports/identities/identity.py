"""One rule between tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from caseworker.domain.periods import Period
from caseworker.reports.table import At, Claim, Table


@dataclass(frozen=True, slots=True)
class Identity:
    """Something always true of the tables.

    Attributes:
        name: how a disagreement is filed.
        says: the identity in one sentence.
        claims: yields what must hold, given the tables by code; about tables that are not there it says nothing.
    """

    name: str
    says: str
    claims: Callable[[Mapping[str, Table]], Iterable[Claim]]


def rows_covered(table: Table, other: Table) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each row of a table of periods with the rows of another whose periods it is made of.

    Totals are no parts: a row of the other that covers the whole row only together with others counts, one that is the
    other's total row does not. Nor is a total row asked: it is the sum of rows that are.
    """
    parts = _without_total(other)
    for row, period in _without_total(table):
        yield row, tuple(heading for heading, days in parts if period.covers(days))


def _without_total(table: Table) -> list[tuple[str, Period]]:
    rows = list(zip(table.row_headings, table.row_periods, strict=True))
    return rows[:-1] if table.has_total_row else rows


def shared(table: Table, other: Table) -> tuple[str, ...]:
    """Return the column headings two tables have in common."""
    return tuple(heading for heading in table.column_headings if heading in other.column_headings)


def at(table: Table, row: str, column: str) -> At:
    """Return where a figure stands."""
    return At(table.code, row, column)
