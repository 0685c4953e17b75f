"""Small packs for the tests: tables with totals, alone and linked."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import product

from hypothesis import strategies as st

from caseworker.domain.disclosure_control.publishable import Identity, Number, Publishable

TOTAL = "total"


def table(name: str, cells: Sequence[Sequence[int]]) -> Publishable:
    """A table with totals of rows and columns; its keys are (name, row, column)."""
    rows, columns = range(len(cells)), range(len(cells[0]))
    values: dict[Hashable, int] = {(name, r, c): cells[r][c] for r in rows for c in columns}
    values |= {(name, r, TOTAL): sum(cells[r]) for r in rows}
    values |= {(name, TOTAL, c): sum(cells[r][c] for r in rows) for c in columns}
    values[name, TOTAL, TOTAL] = sum(map(sum, cells))
    sums = [Identity((name, r, TOTAL), tuple((name, r, c) for c in columns)) for r in [*rows, TOTAL]]
    sums += [Identity((name, TOTAL, c), tuple((name, r, c) for r in rows)) for c in [*columns, TOTAL]]
    return Publishable(tuple(Number(key, value) for key, value in values.items()), tuple(sums))


def together(*packs: Publishable, links: Sequence[Identity] = ()) -> Publishable:
    """Several tables in one pack."""
    return Publishable(
        tuple(number for pack in packs for number in pack.numbers),
        (*(each for pack in packs for each in pack.identities), *links),
        tuple(each for pack in packs for each in pack.subsets),
        tuple(each for pack in packs for each in pack.shares),
    )


counts = st.one_of(st.integers(0, 6), st.integers(0, 40))


@st.composite
def tables(draw: st.DrawFn, most: int = 4) -> Publishable:
    """One table of up to so many rows and columns."""
    rows, columns = draw(st.integers(2, most)), draw(st.integers(2, most))
    cells = draw(st.lists(st.lists(counts, min_size=columns, max_size=columns), min_size=rows, max_size=rows))
    return table("t", cells)


@st.composite
def linked_tables(draw: st.DrawFn) -> Publishable:
    """Two tables of the same cases: by kind and month, by kind and outcome, with the same totals of kinds."""
    kinds, months, outcomes = (draw(st.integers(2, 3)) for _ in range(3))
    cases = {each: draw(counts) for each in product(range(kinds), range(months), range(outcomes))}
    one = [[sum(cases[k, m, o] for o in range(outcomes)) for m in range(months)] for k in range(kinds)]
    two = [[sum(cases[k, m, o] for m in range(months)) for o in range(outcomes)] for k in range(kinds)]
    links = [Identity(("one", k, TOTAL), (("two", k, TOTAL),)) for k in [*range(kinds), TOTAL]]
    return together(table("one", one), table("two", two), links=links)


@st.composite
def three_way_tables(draw: st.DrawFn) -> Publishable:
    """A table for each of two stages and one of both, cell by cell the sum."""
    rows, columns = 2, draw(st.integers(2, 3))
    stages = [[[draw(counts) for _ in range(columns)] for _ in range(rows)] for _ in range(2)]
    both = [[stages[0][r][c] + stages[1][r][c] for c in range(columns)] for r in range(rows)]
    links = [
        Identity(("both", r, c), (("one", r, c), ("two", r, c)))
        for r in [*range(rows), TOTAL]
        for c in [*range(columns), TOTAL]
    ]
    return together(table("one", stages[0]), table("two", stages[1]), table("both", both), links=links)


any_pack = st.one_of(tables(), linked_tables(), three_way_tables())
