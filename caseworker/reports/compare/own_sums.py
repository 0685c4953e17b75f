"""A printed table by itself: totals of rows and columns, percentages, and what they add up to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from caseworker.reports.compare.comparison import Contradiction
from caseworker.reports.compare.headings import is_percent, is_total, kind
from caseworker.reports.compare.published import Figure, Published, percent_like, shown
from caseworker.reports.table import Place

_Of = tuple[str, Callable[[Figure], Decimal | None]]
_COUNT: _Of = ("", lambda figure: figure.count)
_SIDES: tuple[_Of, ...] = (
    (" above the line", lambda f: Decimal(f.numerator) if f.numerator is not None else None),
    (" below the line", lambda f: Decimal(f.denominator) if f.denominator is not None else None),
)
_POUNDS: _Of = ("", lambda figure: figure.pounds)
_FEWEST = 2
"""Figures that make a sum: of a total beside one of its parts the others were not typed."""


def own_contradictions(published: Published, code: str = "") -> Iterator[Contradiction]:
    """Yield where a printed table contradicts itself.

    Args:
        code: of our table it is laid beside; "" where it has none.
    """
    if not published.is_prose:
        yield from _row_totals(published, code)
        yield from _column_totals(published, code)
        yield from _percent_column(published, code)
    for row, column, figure in published.figures():
        yield from _percentage(published, code, row, column, figure)


def _row_totals(published: Published, code: str) -> Iterator[Contradiction]:
    total = next((i for i, h in enumerate(published.column_headings) if is_total(h)), None)
    if total is None:
        return
    parts = [i for i, h in enumerate(published.column_headings) if i != total and not is_percent(h)]
    if len(parts) < _FEWEST:
        return
    for row, line in enumerate(published.cells):
        for of in (_COUNT, *_SIDES):
            found = _sum(line[total], [line[i] for i in parts], of)
            if found:
                yield _total(
                    published, code, "row total", (row, total), [(row, i) for i in parts], of, *found
                )


def _column_totals(published: Published, code: str) -> Iterator[Contradiction]:
    groups = [each for each in _groups(published.row_headings) if len(each[1]) >= _FEWEST]
    for total, parts in groups:
        for column, heading in enumerate(published.column_headings):
            if is_percent(heading):
                continue
            for of in (_COUNT, _POUNDS, *_SIDES):
                whole = published.cells[total][column]
                found = _sum(whole, [published.cells[row][column] for row in parts], of)
                if not found:
                    continue
                yield _total(
                    published,
                    code,
                    "column total",
                    (total, column),
                    [(row, column) for row in parts],
                    of,
                    *found,
                )
                if of is _SIDES[0]:
                    yield from _percent_of_own_sum(published, code, total, parts, column)


def _groups(headings: Sequence[str]) -> Iterator[tuple[int, list[int]]]:
    """Each total row with the rows it adds up: all others, or those that begin like it ("2024-25 Total")."""
    for row, heading in enumerate(headings):
        if is_total(heading):
            yield row, [i for i in range(len(headings)) if i != row]
        elif kind(heading).endswith(" total"):
            begins = kind(heading).removesuffix("total")
            parts = [i for i, h in enumerate(headings) if i != row and kind(h).startswith(begins)]
            if parts:
                yield row, parts


def _sum(whole: Figure, parts: Sequence[Figure], of: _Of) -> tuple[Decimal, Decimal, str] | None:
    """The total and what the others give, when these differ; nothing where either is not printed."""
    said = of[1](whole)
    numbers = [number for part in parts if (number := of[1](part)) is not None]
    if said is None or not numbers or sum(numbers) == said:
        return None
    if of is _COUNT and any(part.denominator is not None for part in parts):
        return None
    return said, sum(numbers, Decimal(0)), " + ".join(map(shown, numbers))


def _total(
    published: Published,
    code: str,
    name: str,
    at: tuple[int, int],
    parts: Sequence[tuple[int, int]],
    of: _Of,
    said: Decimal,
    computed: Decimal,
    working: str,
) -> Contradiction:
    places = tuple(place(published, code, *each) for each in (at, *parts))
    words = f"{named(published, *at)} prints {shown(said)}{of[0]}, but {working} is {shown(computed)}."
    return Contradiction(name, places, shown(said), shown(computed), words)


def _percent_of_own_sum(
    published: Published, code: str, total: int, parts: Sequence[int], column: int
) -> Iterator[Contradiction]:
    """The percentage of a total, worked out from the parts' own sum where the total's numbers are wrong."""
    figures = [published.cells[row][column] for row in parts]
    top = sum(figure.numerator or 0 for figure in figures)
    bottom = sum(figure.denominator or 0 for figure in figures)
    percent = published.cells[total][column].percent
    if percent is not None and bottom and percent_like(percent, top, bottom) != percent:
        yield _wrong_percent(
            published, code, (total, column), percent, top, bottom, "with the sum of its parts"
        )


def _percent_column(published: Published, code: str) -> Iterator[Contradiction]:
    """Percentages of the total: each by the printed totals, and where a row's own sum is another, by that too."""
    column = next((i for i, h in enumerate(published.column_headings) if is_percent(h)), None)
    total = next((i for i, h in enumerate(published.column_headings) if is_total(h)), None)
    whole_row = next((i for i, h in enumerate(published.row_headings) if is_total(h)), None)
    if column is None or total is None or whole_row is None:
        return
    whole = published.cells[whole_row][total].count
    rows = [row for row in range(len(published.cells)) if row != whole_row]
    for row in rows:
        percent = published.cells[row][column].percent
        for number, words in _numbers_of(published, row, total):
            if percent is None or not whole or percent_like(percent, number, int(whole)) == percent:
                continue
            yield _wrong_percent(published, code, (row, column), percent, number, int(whole), words)
    said = [published.cells[row][column].percent for row in rows]
    if all(each is not None for each in said):
        added = sum((each for each in said if each is not None), Decimal(0))
        if added != 100:
            working = " + ".join(shown(each) for each in said if each is not None)
            words = f"The percentages of {published.name} add up to {shown(added)} ({working}): rounding, or a mistake."
            places = tuple(place(published, code, row, column) for row in rows)
            is_rounding = abs(added - 100) <= max(1, len(rows) // 2)
            yield Contradiction("rounding", places, shown(added), "100", words, is_rounding)


def _numbers_of(published: Published, row: int, total: int) -> Iterator[tuple[int, str]]:
    """What a row comes to: as its total says, and as its cells add up to where that is another."""
    line = published.cells[row]
    said = line[total].count
    if said is not None:
        yield int(said), ""
    parts = [
        count
        for i, figure in enumerate(line)
        if i != total and not is_percent(published.column_headings[i]) and (count := figure.count) is not None
    ]
    if parts and sum(parts) != said:
        yield int(sum(parts)), "with the sum of its row"


def _percentage(
    published: Published, code: str, row: int, column: int, figure: Figure
) -> Iterator[Contradiction]:
    if figure.percent is None or figure.numerator is None or not figure.denominator:
        return
    if percent_like(figure.percent, figure.numerator, figure.denominator) != figure.percent:
        yield _wrong_percent(
            published, code, (row, column), figure.percent, figure.numerator, figure.denominator, ""
        )


def _wrong_percent(
    published: Published,
    code: str,
    at: tuple[int, int],
    percent: Decimal,
    top: int,
    bottom: int,
    words: str,
) -> Contradiction:
    true = f"{shown(percent_like(percent, top, bottom))}%"
    said = f", {words}," if words else ""
    sentence = f"{named(published, *at)} prints {shown(percent)}%, but{said} {top} of {bottom} is {true}."
    return Contradiction("percentage", (place(published, code, *at),), f"{shown(percent)}%", true, sentence)


def place(published: Published, code: str, row: int, column: int) -> Place:
    """Where a printed cell stands, under the printed headings."""
    return Place(code or published.name, published.row_headings[row], published.column_headings[column])


def named(published: Published, row: int, column: int) -> str:
    """A printed cell in words."""
    return f"{published.name}, {published.row_headings[row]}, {published.column_headings[column]},"
