"""Figures of earlier periods that a table shows again, and that were published as others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from caseworker.reports.table import Place, Table


@dataclass(frozen=True, slots=True)
class EarlierFigureRestated:
    """A figure that was published as another.

    Attributes:
        place: where it stands now, and stood then.
        published_on: the day of the report that had the other, as read.
    """

    place: Place
    before: str
    after: str
    published_on: str

    @property
    def sentence(self) -> str:
        """ "Table 1b, 2023-24, Total: 369, published as 368 on 3 July 2024"."""
        return f"{self.place}: {self.after}, published as {self.before} on {self.published_on}."


def restated_since(
    printed: Iterable[tuple[Place, str]], period: str, published_on: str, tables: Mapping[str, Table]
) -> Iterator[EarlierFigureRestated]:
    """Give the figures of an earlier period that stand in tables of a later one under the same headings, as others.

    Args:
        printed: what an earlier report printed, and where.
        period: what its period is called, as in headings of rows and columns.
    """
    for place, before in printed:
        table = tables.get(place.code)
        is_about = period in place.row or period in place.column
        if table is None or not is_about or table.period.label == period:
            continue
        if place.row in table.row_headings and place.column in table.column_headings:
            after = table.cell(place.row, place.column).text
            if after != before:
                yield EarlierFigureRestated(place, before, after, published_on)
