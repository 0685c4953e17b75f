"""A patient reader with pencil and paper: works out what a published copy hides, knowing nothing of how it hides it.

From what is printed alone: that totals are the sums of their rows and columns, that figures with the same headings in
two tables are the same, that months make quarters and quarters a year, that "<5" is 1 to 4 and "–" 0 or more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from caseworker.reports.cells import Unit
from caseworker.reports.shown import ShownTable
from caseworker.reports.table import Place, Table

MANY = 10**6
Sums = list[dict[Place, int]]


def worked_out(tables: Sequence[Table], shown: Sequence[ShownTable]) -> dict[Place, int]:
    """Return the hidden counts that are certain, with the number each must be."""
    spans = dict(_printed(shown))
    sums = [each for each in _sums(tables, shown) if len(each) > 1]
    known = {place: low for place, (low, high) in spans.items() if low == high}
    hidden = [place for place in spans if place not in known]
    _narrow(sums, spans)
    found = {place: spans[place][0] for place in hidden if spans[place][0] == spans[place][1]}
    return found | _by_elimination(sums, known)


def _printed(shown: Iterable[ShownTable]) -> Iterator[tuple[Place, tuple[int, int]]]:
    for table in shown:
        for row, cells in zip(table.row_headings, table.cells, strict=True):
            for column, cell in zip(table.column_headings, cells, strict=True):
                if cell.unit is Unit.COUNT:
                    place = Place(table.code, row, column)
                    if not cell.is_hidden:
                        yield place, (int(cell.text), int(cell.text))
                    elif cell.text.startswith("<"):
                        yield place, (1, int(cell.text[1:]) - 1)
                    else:
                        yield place, (0, MANY)


def _sums(tables: Sequence[Table], shown: Sequence[ShownTable]) -> Iterator[dict[Place, int]]:
    """What a reader takes to be sums, so far as they are: a reader who errs learns nothing."""
    true = {place: cell for table in tables for place, cell in table.places() if cell.unit is Unit.COUNT}
    candidates = [*_totals(shown), *_alike(true), *_periods(tables)]
    for whole, parts in candidates:
        if whole in true and parts and all(part in true for part in parts) and whole not in parts:
            lines = [true[part].rows.mask for part in parts]
            if true[whole].value == sum(true[part].value for part in parts) and true[whole].rows.mask == _or(
                lines
            ):
                yield {whole: 1, **dict.fromkeys(parts, -1)}


def _or(masks: Iterable[int]) -> int:
    joined = 0
    for mask in masks:
        joined |= mask
    return joined


def _totals(shown: Sequence[ShownTable]) -> Iterator[tuple[Place, tuple[Place, ...]]]:
    for table in shown:
        rows, columns = table.row_headings, table.column_headings
        for column in columns:
            for end in range(len(rows)):
                if rows[end].endswith("Total"):
                    yield (
                        Place(table.code, rows[end], column),
                        tuple(Place(table.code, r, column) for r in rows[:end]),
                    )
        for row in rows:
            for end in range(len(columns)):
                yield (
                    Place(table.code, row, columns[end]),
                    tuple(Place(table.code, row, c) for c in columns[:end]),
                )
                yield (
                    Place(table.code, row, columns[0]),
                    tuple(Place(table.code, row, c) for c in columns[1 : end + 1]),
                )


def _alike(true: Iterable[Place]) -> Iterator[tuple[Place, tuple[Place, ...]]]:
    first: dict[frozenset[str], list[Place]] = {}
    for place in true:
        first.setdefault(frozenset((place.row, place.column)), []).append(place)
    for same in first.values():
        for one in same:
            for other in same:
                if one.code != other.code:
                    yield one, (other,)


def _periods(tables: Sequence[Table]) -> Iterator[tuple[Place, tuple[Place, ...]]]:
    timed = [table for table in tables if table.row_periods]
    for table in timed:
        for other in timed:
            for column in set(table.column_headings) & set(other.column_headings):
                for row, days in zip(table.row_headings, table.row_periods, strict=False):
                    parts = tuple(
                        Place(other.code, part, column)
                        for part, inside in zip(other.row_headings, other.row_periods, strict=False)
                        if days.covers(inside) and part != "Total"
                    )
                    yield Place(table.code, row, column), parts


def _narrow(sums: Sums, spans: dict[Place, tuple[int, int]]) -> None:
    """Bring lowest and highest together until nothing follows any more."""
    changes = True
    while changes:
        changes = False
        for each in sums:
            for place, count in each.items():
                others = [(c, spans[p]) for p, c in each.items() if p != place]
                least = sum(c * (span[0] if c > 0 else span[1]) for c, span in others)
                most = sum(c * (span[1] if c > 0 else span[0]) for c, span in others)
                low, high = (-most, -least) if count > 0 else (least, most)
                now = max(spans[place][0], low), min(spans[place][1], high)
                if now != spans[place]:
                    spans[place], changes = now, True


def _by_elimination(sums: Sums, known: dict[Place, int]) -> dict[Place, int]:
    """Solve the sums as equations; return the unknowns that have one solution."""
    rows = []
    for each in sums:
        left = {place: Fraction(count) for place, count in each.items() if place not in known}
        if left:
            rows.append((left, Fraction(-sum(count * known[p] for p, count in each.items() if p in known))))
    solved: dict[Place, tuple[dict[Place, Fraction], Fraction]] = {}
    for left, right in rows:
        for place in [p for p in left if p in solved]:
            factor = left.get(place, Fraction(0))
            if factor:
                left, right = _less(left, right, solved[place], factor)
        if not left:
            continue
        pivot = next(iter(left))
        scale = left[pivot]
        row = ({p: c / scale for p, c in left.items()}, right / scale)
        for place, other in list(solved.items()):
            if pivot in other[0]:
                solved[place] = _less(*other, row, other[0][pivot])
        solved[pivot] = row
    return {place: int(right) for place, (left, right) in solved.items() if len(left) == 1}


def _less(
    left: dict[Place, Fraction],
    right: Fraction,
    row: tuple[dict[Place, Fraction], Fraction],
    factor: Fraction,
) -> tuple[dict[Place, Fraction], Fraction]:
    found = dict(left)
    for place, count in row[0].items():
        found[place] = found.get(place, Fraction(0)) - factor * count
        if not found[place]:
            del found[place]
    return found, right - factor * row[1]
