"""Checks that a claim holds, as numbers and line by line, and says what is wrong when it does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import attrgetter, or_
from typing import Any

from caseworker.domain.populations import Rows
from caseworker.domain.quick_values import quick_value
from caseworker.reports.cells import Cell, Unit
from caseworker.reports.table import At, Claim, Of, Place, Sum, Table, Within

NOT_RECORDED, NO_TYPE = "not recorded", "no type"
"""The kinds of line that say of which cases something is not on record yet: no figure is wrong."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A line of "To reconcile": figures that should agree and do not, or cases that lack what a table goes by.

    Attributes:
        kind: the name of the identity that does not hold; NOT_RECORDED, NO_TYPE: cases are to be completed.
        places: the cells concerned, the doubted one first; the tables whose cases are to be completed.
        cases: those not counted alike on both sides; empty where merely a figure is wrong.
        sentence: what is wrong, with the figures.
        lacks: what is to be recorded of cases to complete, in a few words: "the root cause"; otherwise "".
    """

    kind: str
    places: tuple[Place, ...]
    cases: tuple[int, ...]
    sentence: str
    lacks: str = ""

    @property
    def is_to_complete(self) -> bool:
        """Whether the figures are right as far as the cases go, and cases lack something that is to be recorded."""
        return self.kind in (NOT_RECORDED, NO_TYPE)


def wrong_and_lacking(
    found: Sequence[Disagreement],
) -> tuple[tuple[Disagreement, ...], tuple[Disagreement, ...]]:
    """Return the figures that disagree, and the cases to complete."""
    lacking = tuple(each for each in found if each.is_to_complete)
    return tuple(each for each in found if not each.is_to_complete), lacking


_Headed = tuple[Mapping[str, Sequence[Cell]], Mapping[str, int]]


@quick_value
class Number:
    """A number as shown, and the lines behind it (None: there are none)."""

    value: int
    rows: Rows | None


class Numbers:
    """The numbers of some tables, found by where they stand."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self._tables = tables
        self._cells: dict[str, _Headed] = {}

    def at(self, at: At) -> Number | None:
        """The number that stands there; None where the table is not in the pack, or has no such row or column."""
        cell = self._cell(at)
        return _number(cell, at.of) if cell is not None else None

    def prove(self, claim: Claim) -> bool:
        """Whether a claim certainly holds, or speaks of what is not in the pack; False: look closer."""
        if isinstance(claim, Within) or claim.less is not None:
            return False
        values = lines = masks = 0
        whole = self._cell(claim.whole)
        if whole is None:
            return True
        shown, rows = _TAKEN[claim.whole.of](whole)
        if rows is None or shown is None:
            return False
        for at in claim.parts:
            cell = self._cell(at)
            if cell is None:
                return True
            value, counted = _TAKEN[at.of](cell)
            if value is None or counted is None or counted.population is not rows.population:
                return False
            values += value
            lines += counted.count
            masks += counted.mask
        return bool(values == shown and lines == rows.count and masks == rows.mask)

    def _cell(self, at: At) -> Cell | None:
        known = self._cells.get(at.code)
        if known is None:
            known = self._cells[at.code] = _by_headings(self._tables.get(at.code))
        row, column = known[0].get(at.row), known[1].get(at.column)
        return row[column] if row is not None and column is not None else None


_TAKEN: dict[Of, Callable[[Cell], Any]] = {
    "": attrgetter("value", "rows"),
    "n": attrgetter("numerator", "part"),
    "d": attrgetter("denominator", "rows"),
}
"""Of each of the numbers of a cell the figure and the lines."""


def _number(cell: Cell, of: Of) -> Number | None:
    if of == "n":
        return Number(cell.numerator or 0, cell.part)
    if of == "d":
        return Number(cell.denominator or 0, cell.rows)
    return Number(cell.value or 0, cell.rows) if cell.unit is not Unit.TEXT else None


def _by_headings(table: Table | None) -> _Headed:
    """The rows of a table by their headings, and where each column stands; of two alike the first."""
    if table is None:
        return {}, {}
    rows = dict(zip(reversed(table.row_headings), reversed(table.cells), strict=True))
    columns = len(table.column_headings)
    return rows, dict(zip(reversed(table.column_headings), reversed(range(columns)), strict=True))


def number_at(tables: Mapping[str, Table], at: At) -> Number | None:
    """The number that stands there; None where the table is not in the pack, or has no such row or column."""
    table = tables.get(at.code)
    if table is None or at.row not in table.row_headings or at.column not in table.column_headings:
        return None
    return _number(table.cell(at.row, at.column), at.of)


def disagreement(numbers: Numbers, claim: Claim) -> Disagreement | None:
    """What is wrong with a claim; None when it holds, or when a number it speaks of is not in the pack."""
    return _within(numbers, claim) if isinstance(claim, Within) else _sum(numbers, claim)


def _sum(numbers: Numbers, claim: Sum) -> Disagreement | None:
    whole = numbers.at(claim.whole)
    found = [part for part in map(numbers.at, claim.parts) if part is not None]
    if whole is None or len(found) < len(claim.parts):
        return None
    less = claim.less & _joined(found) if claim.less is not None and found else None
    computed = sum(part.value for part in found) - (less.count if less else 0)
    unlike = _unlike(whole, found, less)
    if computed == whole.value and not unlike:
        return None
    places = (claim.whole.place, *(part.place for part in claim.parts))
    return Disagreement(
        claim.kind, places, unlike, _sentence(claim, whole.value, found, computed, len(unlike))
    )


def _joined(parts: list[Number]) -> Rows:
    rows = [part.rows for part in parts if part.rows is not None]
    return reduce(or_, rows)


def _unlike(whole: Number, parts: list[Number], less: Rows | None) -> tuple[int, ...]:
    """The cases that do not stand equally often on both sides; none where the sides count different things."""
    sides = [part.rows for part in parts if part.rows is not None]
    if whole.rows is None or len(sides) != len(parts) or not sides:
        return ()
    population = whole.rows.population
    if any(side.population is not population for side in sides):
        return ()
    joined = twice = 0
    for side in sides:
        twice |= joined & side.mask
        joined |= side.mask
    if less is not None:
        joined &= ~less.mask
    unlike = (whole.rows.mask ^ joined) | twice
    return Rows(population, unlike).case_numbers() if unlike else ()


def _within(numbers: Numbers, claim: Within) -> Disagreement | None:
    part, whole = numbers.at(claim.part), numbers.at(claim.whole)
    if part is None or whole is None or part.rows is None or whole.rows is None:
        return None
    strangers = (
        (part.rows - whole.rows).case_numbers() if part.rows.population is whole.rows.population else ()
    )
    if part.value <= whole.value and not strangers:
        return None
    words = (
        f"{claim.part.place} shows {part.value}, which must be among the {whole.value} of {claim.whole.place}"
    )
    if strangers:
        words += f"; {_cases(len(strangers))} not"
    return Disagreement(claim.kind, (claim.part.place, claim.whole.place), strangers, f"{words}.")


def _sentence(claim: Sum, shown: int, parts: list[Number], computed: int, unlike: int) -> str:
    words = f"{_named(claim.whole)} shows {shown}"
    if computed == shown:
        return f"{words}, and so does {claim.against}, but {_not_alike(unlike)}."
    working = " + ".join(str(part.value) for part in parts)
    gives = f"{claim.against} gives {computed}" + (f" ({working})" if len(parts) > 1 else "")
    return f"{words}, but {gives}." + (f" Of these, {_not_alike(unlike)}." if unlike else "")


def _named(at: At) -> str:
    side = {"": "", "n": " (above the line)", "d": " (below the line)"}[at.of]
    return f"{at.place}{side}"


def _not_alike(cases: int) -> str:
    return "1 case is not counted alike" if cases == 1 else f"{cases} cases are not counted alike"


def _cases(cases: int) -> str:
    return "1 case is" if cases == 1 else f"{cases} cases are"
