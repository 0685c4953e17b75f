"""What stands along the side and the head of a table: headings, each with the lines that belong under it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from caseworker.domain.kinds import Kind
from caseworker.domain.periods import (
    MONTH_NAMES,
    Period,
    financial_year_of,
    quarter_number,
    say,
    year_label,
)
from caseworker.domain.populations import Rows
from caseworker.reports.brief import Brief
from caseworker.reports.columns import HEADINGS

NOT_RECORDED = "Not recorded"
"""The heading of lines that lack the value a table goes by: they are shown, listed to be mended, never guessed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading and the lines under it; where the heading is a time, its days.

    Attributes:
        is_by_size: whether it stands where it does because of how many lines it has: a copy for publication must not
            tell that of a hidden number.
    """

    heading: str
    rows: Rows
    period: Period | None = None
    is_by_size: bool = False


Axis = tuple[Entry, ...]
Choose = Callable[[Period], Rows]
"""Gives the lines of a period: received, answered, requested in it."""


def by_year(brief: Brief, choose: Choose, *, earliest_first: bool = False) -> Axis:
    """The period asked for and the same days of the two years before."""
    years = tuple(reversed(brief.years)) if earliest_first else brief.years
    return tuple(Entry(year.label, choose(year), year) for year in years)


def by_quarter(brief: Brief, choose: Choose, period: Period | None = None) -> Axis:
    """The quarters of a period (the one asked for)."""
    within = period or brief.period
    return tuple(Entry(quarter_heading(each, within), choose(each), each) for each in within.quarters())


def by_month(brief: Brief, choose: Choose, period: Period | None = None) -> Axis:
    """The calendar months of a period (the one asked for)."""
    within = period or brief.period
    return tuple(Entry(month_heading(each, within), choose(each), each) for each in within.months())


def by_kind(brief: Brief, kinds: Iterable[Kind], column: str = "kind") -> Axis:
    """Types of case, under the names of the published tables."""
    return tuple(Entry(HEADINGS[kind], brief.stages.where(**{column: kind.value})) for kind in kinds)


def by_list(
    brief: Brief,
    column: str,
    list_name: str,
    within: Rows,
    *,
    always: Sequence[str] | None = None,
    biggest_first: bool = False,
) -> Axis:
    """The entries of a list that lines of `within` hold, in the list's order, and last "Not recorded".

    Args:
        column: the column that holds the code.
        always: codes shown even where no line holds them (None: those in force on the period's last day for lists of
            at most twelve entries, otherwise none).
        biggest_first: order by how many lines there are, not by the list.
    """
    found = within.split(column)
    entries = [entry.code for entry in brief.words.entries(list_name)]
    if always is None:
        in_force = [e.code for e in brief.words.entries(list_name) if e.in_force_on(brief.period.last)]
        always = in_force if len(in_force) <= 12 else ()
    codes = [code for code in entries if code in found or code in always]
    codes += [code for code in found if code and code not in entries]
    if biggest_first:
        codes.sort(key=lambda code: -found[code].count if code in found else 0)
    population = within.population
    labels = merged_by_label((brief.label(list_name, code), code) for code in codes)
    axis = [
        Entry(label, population.where(**{column: codes}), is_by_size=biggest_first)
        for label, codes in labels.items()
    ]
    if "" in found:
        axis.append(Entry(NOT_RECORDED, population.where(**{column: ""})))
    return tuple(axis)


def merged_by_label(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return the codes of each heading: two entries of one name are one line of a table."""
    found: dict[str, tuple[str, ...]] = {}
    for label, code in pairs:
        found[label] = (*found.get(label, ()), code)
    return found


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
