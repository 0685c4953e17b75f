"""A table as it was printed, wrong figures included: what a cell says, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Figure:
    """What one cell prints.

    Attributes:
        printed: as it stands there.
        number: of a count or a plain number.
        numerator, denominator, percent: of a share, as far as printed.
        pounds: of an amount.
        parts: numbers with a word each: "4 Statutory 3 Corporate".
        words: of a text the text.
    """

    printed: str
    number: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None
    percent: Decimal | None = None
    pounds: Decimal | None = None
    parts: tuple[tuple[str, int], ...] = ()
    words: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is printed."""
        return not self.printed

    @property
    def count(self) -> Decimal | None:
        """The number it counts, of several with a word each their sum; None of shares, amounts and words."""
        if self.parts:
            return Decimal(sum(number for _word, number in self.parts))
        return self.number


NOTHING = Figure("")


@dataclass(frozen=True, slots=True)
class Published:
    """A printed table.

    Attributes:
        id: report and table, "lewisham-2024-25/table-2b"; of a file without one its name.
        title: as printed.
        code: the code of our table it is to be laid beside; "" where that is to be found.
        first, last: the days it speaks of; None where the file does not say.
        is_prose: figures taken from sentences, the sentence beside each.
    """

    id: str
    title: str
    row_headings: tuple[str, ...]
    column_headings: tuple[str, ...]
    cells: tuple[tuple[Figure, ...], ...]
    code: str = ""
    first: date | None = None
    last: date | None = None
    is_prose: bool = False

    @property
    def name(self) -> str:
        """What it is called for short: "Table 2b"."""
        found = re.match(r"(table \w[\w.]*?)(?:[.:,]\s|$)", self.title, re.IGNORECASE)
        name = found.group(1) if found else self.title or self.id
        return name if len(name) <= 60 else f"{name[:57].rstrip()}…"

    def figures(self) -> Iterator[tuple[int, int, Figure]]:
        """Every cell that prints something, with the places of its row and column."""
        for row, line in enumerate(self.cells):
            for column, figure in enumerate(line):
                if not figure.is_empty:
                    yield row, column, figure


def percent_like(printed: Decimal, numerator: int, denominator: int) -> Decimal:
    """The percentage to as many places as one is printed with, rounded half up."""
    exact = Decimal(100) * numerator / denominator
    places = Decimal(1).scaleb(int(printed.as_tuple().exponent)) if printed % 1 else Decimal(1)
    return exact.quantize(places, ROUND_HALF_UP)


def shown(number: Decimal) -> str:
    """A number as read: "1,234", "2.5"."""
    return f"{number:,f}".rstrip("0").rstrip(".") if number % 1 else f"{int(number):,}"
