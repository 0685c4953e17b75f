"""One printed table beside ours, cell by cell."""

from __future__ import annotations

import re
from decimal import Decimal

from caseworker.reports.cells import NOTHING_DUE, Cell, Unit
from caseworker.reports.compare.comparison import ComparedTable, Difference, Unmatched
from caseworker.reports.compare.published import Figure, Published
from caseworker.reports.compare.shapes import Spot, Spots
from caseworker.reports.table import Place, Table

SHORT = 60
"""Letters of words that are compared; longer texts are for reading."""
NO_TABLE, NO_CELL, LONG_TEXT = "No table of ours is like it", "Ours has no such figure", "A text, to be read"
_HUNDREDTHS = (Unit.POUNDS, Unit.AVERAGE, Unit.HOURS)
_TENTHS = (Unit.MEAN, Unit.RATE)


def beside(published: Published, table: Table, spots: Spots) -> ComparedTable:
    """Return where a printed table differs from ours."""
    agreeing, differences, unmatched = 0, [], []
    for row, column, figure in published.figures():
        if published.is_prose and column:
            continue  # the sentence a figure was taken from
        headings = published.row_headings[row], published.column_headings[column]
        ours = spots.get((row, column))
        why = _why_not(published, figure, ours)
        if why:
            unmatched.append(Unmatched(published.name, *headings, figure.printed, why))
            continue
        wrong = [spot for spot in ours or () if not agrees(spot.figure, table.cell(spot.row, spot.column))]
        agreeing += not wrong
        for spot in wrong:
            cell = table.cell(spot.row, spot.column)
            place = Place(table.code, spot.row, spot.column)
            printed = spot.figure.printed if len(ours or ()) > 1 else figure.printed
            words = cell.text if len(ours or ()) < 2 else f"{cell.text} ({spot.column.rpartition(': ')[2]})"
            differences.append(Difference(published.name, *headings, printed, words, place, cell.cases()))
    return ComparedTable(published, table.code, table.period, agreeing, tuple(differences), tuple(unmatched))


def without_ours(published: Published) -> ComparedTable:
    """Return a printed table that is like none of ours."""
    unmatched = tuple(
        Unmatched(
            published.name,
            published.row_headings[row],
            published.column_headings[column],
            figure.printed,
            LONG_TEXT if len(figure.words) > SHORT else NO_TABLE,
        )
        for row, column, figure in published.figures()
        if not (published.is_prose and column)
    )
    return ComparedTable(published, "", None, 0, (), unmatched)


def _why_not(published: Published, figure: Figure, ours: tuple[Spot, ...] | None) -> str:
    if len(figure.words) > SHORT:
        return LONG_TEXT
    return "" if ours else NO_CELL


def agrees(figure: Figure, cell: Cell) -> bool:
    """Whether a printed figure is ours."""
    if cell.unit is Unit.TEXT or figure.words:
        return _plain(figure.printed) == _plain(cell.text)
    if cell.is_share:
        return _share_agrees(figure, cell)
    if cell.value is None:
        return not figure.count and figure.percent is None and not figure.pounds
    said = figure.pounds if figure.pounds is not None else figure.count
    if cell.unit in (Unit.CHANGE, Unit.POINTS) and figure.percent is not None:
        said = figure.percent
    if said is None:
        return False
    scale = 100 if cell.unit in _HUNDREDTHS else 10 if cell.unit in _TENTHS else 1
    return said * scale == cell.value


def _share_agrees(figure: Figure, cell: Cell) -> bool:
    """As far as it is printed: the percentage, the number above the line, the number below it."""
    if not cell.denominator:
        return not figure.count and not figure.percent and not figure.denominator
    pairs = (
        (figure.percent, cell.percent),
        (figure.numerator, cell.numerator),
        (figure.denominator, cell.denominator),
    )
    said = [(printed, ours) for printed, ours in pairs if printed is not None]
    if figure.number is not None and figure.numerator is None:
        if said:
            said.append((figure.number, cell.numerator))  # "40 (14%)"
        elif cell.unit is Unit.PERCENT:
            said.append((figure.number, cell.percent))  # "14", of a column of percentages
    return bool(said) and all(Decimal(printed) == Decimal(ours or 0) for printed, ours in said)


def _plain(words: str) -> str:
    text = "" if words == NOTHING_DUE else words
    return re.sub(r"\W+", " ", text.casefold()).strip()
