"""A table as a spreadsheet wants it: under each heading one kind of figure, and the two numbers of a share beside it.

Question: how does a spreadsheet hold "33% (14/43)"? Choice: three columns, the percentage under the heading itself,
then "… (number)" and "… (out of)". Cost: a table of shares is three times as wide; in exchange each column can be
added up, sorted and drawn. Source: Government Analysis Function, releasing statistics in spreadsheets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from caseworker.domain.words import without_controls
from caseworker.reports.cells import Unit, percent_of
from caseworker.reports.shown import Number, ShownCell, ShownTable

NUMBER, OUT_OF = "{} (number)", "{} (out of)"
HOW_SHARES_STAND = (
    "Where a column holds a share, the percentage stands under its heading, and the two columns after it hold the "
    "number and what it is out of."
)
LONGEST_HEADING = 200


@dataclass(frozen=True, slots=True)
class SpreadCell:
    """One cell of a spreadsheet.

    Attributes:
        text: as it is read.
        value: the figure; None where there is none, or it is hidden: the text then stands alone.
        unit: what the figure is, for its format.
        meaning: what the value of words is, as of a `ShownCell`.
    """

    text: str
    value: Number | None
    unit: Unit
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class SpreadColumn:
    """A column of a spreadsheet.

    Attributes:
        place: the column of the table it comes from, counted from 0.
        holds_words: whether it holds words, not figures.
    """

    heading: str
    place: int
    cells: tuple[SpreadCell, ...]
    holds_words: bool = False


def spread(table: ShownTable) -> tuple[SpreadColumn, ...]:
    """Return the columns of a table after that of the row headings; headings are unique, whatever their capitals."""
    return tuple(_unique(_columns(table), {first_heading(table).casefold()}))


def first_heading(table: ShownTable) -> str:
    """Return the heading above the row headings: "Row" where it says nothing, or a column is called the same."""
    heading = one_line(table.row_heading)[:LONGEST_HEADING]
    columns = {one_line(each).casefold() for each in table.column_headings}
    return heading if heading and heading.casefold() not in columns else "Row"


def one_line(text: str) -> str:
    """Return a text on one line, without what no file can hold."""
    return " ".join(without_controls(text).split())


def _unique(columns: Iterable[SpreadColumn], taken: set[str]) -> Iterator[SpreadColumn]:
    for column in columns:
        heading = one_line(column.heading)[:LONGEST_HEADING] or f"Column {column.place + 1}"
        tried, number = heading, 2
        while tried.casefold() in taken:
            tried, number = f"{heading} ({number})", number + 1
        taken.add(tried.casefold())
        yield replace(column, heading=tried)


def _columns(table: ShownTable) -> Iterator[SpreadColumn]:
    for place, heading in enumerate(table.column_headings):
        cells = [row[place] for row in table.cells]
        yield SpreadColumn(heading, place, tuple(map(_whole, cells)), table.holds_words(place))
        if any(cell.unit in (Unit.SHARE, Unit.RATIO) for cell in cells):
            numbers = ((NUMBER, "numerator"), (OUT_OF, "denominator"))
            for pattern, part in numbers:
                yield SpreadColumn(pattern.format(heading), place, tuple(_part(cell, part) for cell in cells))


def _whole(cell: ShownCell) -> SpreadCell:
    text = without_controls(cell.text)
    if cell.is_hidden:
        return SpreadCell(text, None, cell.unit)
    if cell.unit in (Unit.SHARE, Unit.RATIO, Unit.PERCENT) and cell.denominator is not None:
        # As printed, to the whole percent: the exact fraction would give away what the page does not say.
        percent = percent_of(cell.numerator or 0, cell.denominator)
        return SpreadCell(text, None if percent is None else percent / 100, cell.unit)
    return SpreadCell(text, cell.value, cell.unit, cell.meaning)


def _part(cell: ShownCell, part: str) -> SpreadCell:
    """The number above or below the line; nothing beside a cell that is no share."""
    if cell.unit not in (Unit.SHARE, Unit.RATIO):
        return SpreadCell("", None, Unit.TEXT)
    if cell.is_hidden:
        return SpreadCell(cell.text, None, Unit.COUNT)
    number = cell.numerator if part == "numerator" else cell.denominator
    return SpreadCell("" if number is None else f"{number}", number, Unit.COUNT)
