"""What stands behind a figure: how it is read out, and which cases it can be opened to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from caseworker.reports.cells import NOT_ENTERED, Cell, Unit
from caseworker.reports.table import Table

OF_TOTAL = ("%", "Of total")
"""Headings of columns whose share is that of the row among the rows."""
ENTERED = "This figure was entered by hand in Settings. No case stands behind it."
NOT_YET_ENTERED = "This figure has not been entered yet. It is entered in Settings and comes from no case."
NO_CASES = "There are no cases behind this figure."


@dataclass(frozen=True, slots=True)
class Behind:
    """Cases that a figure can be opened to.

    Attributes:
        words: which they are: "All 43 complaints", "14 of them: upheld".
        numbers: of the cases, each once.
    """

    words: str
    numbers: tuple[int, ...]


def behind(table: Table, row: str, column: str) -> tuple[Behind, ...]:
    """Return what a figure can be opened to, all of it first; nothing where no case stands behind it."""
    cell = table.cell(row, column)
    if cell.rows is None or not (cell.rows.count or (cell.part and cell.part.count)):
        return ()
    make = _SEVERAL.get(cell.unit)
    found = make(table, cell, row, column) if make else [Behind(_all(table, cell), cell.cases())]
    return tuple(each for each in found if each.numbers)


def why_nothing(table: Table, row: str, column: str) -> str:
    """Say where a figure comes from that opens nothing."""
    cell = table.cell(row, column)
    if cell.rows is None and cell.unit is not Unit.TEXT:
        return NOT_YET_ENTERED if cell.text == NOT_ENTERED else ENTERED
    return "These words come from the settings, not from a case." if cell.rows is None else NO_CASES


def read_out(table: Table, cell: Cell) -> str:
    """Return a figure in words: "28 cases", "33%, 14 of 43 cases", "nothing to count"."""
    one, many = table.report.noun
    if cell.unit is Unit.COUNT:
        return _count(cell.value or 0, one, many)
    if not cell.is_share:
        return cell.text
    if not cell.denominator:
        return "nothing to count"
    if cell.unit is Unit.RATIO:
        return f"{cell.percent}%, {cell.numerator} against {cell.denominator}"
    return f"{cell.percent}%, {cell.numerator:,} of {_count(cell.denominator, one, many)}"


def _all(table: Table, cell: Cell) -> str:
    return _count(cell.number, *table.report.noun)


def _share(table: Table, cell: Cell, row: str, column: str) -> list[Behind]:
    inside, outside = _sides(table, row, column)
    top, bottom = cell.numerator or 0, cell.denominator or 0
    if top == bottom:
        return [Behind(f"All {_count(bottom, *table.report.noun)}: {inside}", cell.cases())]
    return [
        Behind(f"All {_count(bottom, *table.report.noun)}", cell.cases()),
        Behind(f"{top:,} of them: {inside}", cell.part_cases()),
        Behind(f"{bottom - top:,} of them: {outside}", cell.other_cases()),
    ]


def _sides(table: Table, row: str, column: str) -> tuple[str, str]:
    """What the numerator of a share has, and what the others have instead."""
    heading = column[:1].lower() + column[1:]
    if column in OF_TOTAL:
        return f"in the row “{row}”", "in the other rows"
    if column.startswith("Within "):
        return f"answered {heading}", "answered later, or not yet"
    if column.startswith("By the "):
        return f"answered {heading}", "answered after it, or not yet"
    if column == "In time":
        return "in time", "late, or not yet"
    if "on time" in heading and "then" not in heading and "without" not in heading:
        return "answered on time", "answered late, or not yet"
    if _is_on_time_table(table):
        return "answered on time", "answered late, or not yet"
    return f"counted under “{column}”", "not counted there"


def _is_on_time_table(table: Table) -> bool:
    """Whether its columns are kinds, divisions or years, and every share in it the share answered on time."""
    return "on time" in table.title.lower() or "reviews" in table.title.lower()


def _ratio(table: Table, cell: Cell, row: str, column: str) -> list[Behind]:
    return [
        Behind(f"The {cell.numerator:,} counted: {column}", cell.part_cases()),
        Behind(f"The {cell.denominator:,} they are set against", cell.cases()),
    ]


def _now_and_before(table: Table, cell: Cell, row: str, column: str) -> list[Behind]:
    before = cell.part.count if cell.part is not None else 0
    return [
        Behind(f"{_all(table, cell)} now", cell.cases()),
        Behind(f"{_count(before, *table.report.noun)} before", cell.part_cases()),
    ]


def _count(number: int, one: str, many: str) -> str:
    return f"1 {one}" if number == 1 else f"{number:,} {many}"


_SEVERAL: Mapping[Unit, Callable[[Table, Cell, str, str], list[Behind]]] = {
    Unit.SHARE: _share,
    Unit.PERCENT: _share,
    Unit.RATIO: _ratio,
    Unit.CHANGE: _now_and_before,
    Unit.POINTS: _now_and_before,
}
