"""What the rows of a table are called, and the cells of a row of counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from caseworker.domain.facts import Facts, Group
from caseworker.domain.kinds import Kind
from caseworker.domain.periods import (
    MONTH_NAMES,
    Period,
    financial_year_of,
    quarter_number,
    say,
    year_label,
)
from caseworker.reports.table import Cell, count_cell


def counts(facts: Facts, period: Period, kinds: Sequence[Kind]) -> tuple[Cell, ...]:
    """The cases received in the period: one cell for each kind, and last their total."""
    cells = tuple(count_cell(facts.select(period, (kind,))) for kind in kinds)
    return (*cells, total_of(cells))


def total_row(rows: Iterable[tuple[Cell, ...]]) -> tuple[Cell, ...]:
    """The rows added up column by column."""
    return tuple(total_of(column) for column in zip(*rows, strict=True))


def total_of(cells: Iterable[Cell]) -> Cell:
    """The cells joined: their cases, not their numbers, are added up."""
    joined: Group = tuple(group for cell in cells for group in cell.groups)
    return count_cell(joined)


def quarter_heading(quarter: Period, within: Period) -> str:
    """ "Q2"; with the year where the table crosses one, with the days where the table cuts the quarter."""
    words = f"Q{quarter_number(quarter.first)}"
    if _crosses_a_year(within):
        words += f" {year_label(financial_year_of(quarter.first))}"
    return words if quarter.is_whole_quarter else f"{words}, {_days(quarter)}"


def month_heading(month: Period, within: Period) -> str:
    """ "July"; with the year where the table crosses one, with the days where the table cuts the month."""
    words = MONTH_NAMES[month.first.month - 1] if month.is_whole_month else _days(month)
    return f"{words} {month.first.year}" if _crosses_a_year(within) else words


def _crosses_a_year(period: Period) -> bool:
    return financial_year_of(period.first) != financial_year_of(period.last)


def _days(period: Period) -> str:
    """ "15 May to 30 June", "1 to 14 July", "15 July"."""
    last = say(period.last, year=False)
    if period.first == period.last:
        return last
    same_month = period.first.month == period.last.month
    return f"{period.first.day if same_month else say(period.first, year=False)} to {last}"
