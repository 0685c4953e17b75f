"""Lay printed tables beside ours: which of ours is meant, for which days, and everything that does not agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from caseworker.domain.periods import Period, between, financial_year, financial_year_of
from caseworker.reports.compare.between import Laid, between_contradictions
from caseworker.reports.compare.comparison import ComparedTable, Comparison, Contradiction
from caseworker.reports.compare.differences import beside, without_ours
from caseworker.reports.compare.headings import match
from caseworker.reports.compare.own_sums import own_contradictions
from caseworker.reports.compare.published import Published
from caseworker.reports.compare.shapes import Spots, spots_of
from caseworker.reports.table import Place, Table

Tables = Mapping[str, Table]
"""Ours of one period, by code."""
_YEAR = 366


def compare_tables(
    published: Sequence[Published],
    tables_of: Callable[[Period], Tables],
    data_on: date,
    *,
    asked: Period | None = None,
    usual: Period,
) -> Comparison:
    """Return everything that does not agree.

    Args:
        tables_of: gives ours of a period.
        asked: the period, where somebody chose one; otherwise as each file says.
        usual: the period where a file says none.
    """
    compared: list[ComparedTable] = []
    contradictions: list[Contradiction] = []
    known: set[tuple[str, Place]] = set()
    laid: dict[Period, Laid] = {}
    for each, period in _periods(published, asked, usual):
        tables = tables_of(period)
        table = table_meant(each, tables)
        if table is None:
            compared.append(without_ours(each))
            contradictions += own_contradictions(each)
            continue
        spots = spots_of(each, table)
        compared.append(beside(each, table, spots))
        for wrong in own_contradictions(each, table.code):
            contradictions.append(wrong)
            known.add((wrong.kind, _under_our_headings(each, spots, wrong.places[0])))
        _lay(laid.setdefault(period, Laid()), table, spots)
    for period, figures in laid.items():
        for wrong in between_contradictions(figures, tables_of(period)):
            if (wrong.kind, wrong.places[0]) not in known:
                contradictions.append(wrong)
    return Comparison(tuple(compared), tuple(dict.fromkeys(contradictions)), data_on)


def table_meant(published: Published, tables: Tables) -> Table | None:
    """Which of ours a printed table is: by its code, its name in the published report, or its headings alone."""
    if published.code in tables:
        return tables[published.code]
    tail = published.id.rpartition("/")[2]
    named = [t for t in tables.values() if t.report.source_id.rpartition("/")[2] == tail and tail]
    if named:
        return named[0]
    if published.is_prose:
        return None
    like = [table for table in tables.values() if _has_headings(table, published)]
    return like[0] if len(like) == 1 else None


def _has_headings(table: Table, published: Published) -> bool:
    """Whether every printed heading is one of ours."""
    pairs = (
        (published.row_headings, table.row_headings),
        (published.column_headings, table.column_headings),
    )
    return all(match(heading, ours) is not None for printed, ours in pairs for heading in printed)


def _periods(
    published: Sequence[Published], asked: Period | None, usual: Period
) -> Iterator[tuple[Published, Period]]:
    """Each table with the period of ours that holds all its days: of several years the last of the others' periods."""
    own = {}
    for each in published:
        if asked is None and each.first and each.last and (each.last - each.first).days < _YEAR:
            own[each.id] = between(each.first, each.last)
    for each in published:
        if asked is not None:
            yield each, asked
        elif each.id in own:
            yield each, own[each.id]
        elif each.first is None or each.last is None:
            yield each, next(iter(own.values()), usual)
        else:
            yield each, _holding(between(each.first, each.last), tuple(own.values()))


def _holding(days: Period, periods: Sequence[Period]) -> Period:
    for period in dict.fromkeys(periods):
        years = (period, *period.previous_years(2))
        if min(year.first for year in years) <= days.first and days.last <= period.last:
            return period
    return financial_year(financial_year_of(days.last))


def _lay(laid: Laid, table: Table, spots: Spots) -> None:
    for found in spots.values():
        for spot in found:
            laid.figures.setdefault(Place(table.code, spot.row, spot.column), spot.figure)


def _under_our_headings(published: Published, spots: Spots, place: Place) -> Place:
    """Where a printed cell stands in our table; as printed where ours has no such cell."""
    at = published.row_headings.index(place.row), published.column_headings.index(place.column)
    found = spots.get(at, ())
    return Place(place.code, found[0].row, found[0].column) if found else place
