"""Numbers that a text says although the tables of the copy hide them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from caseworker.domain.letter_checks.texts import sentence_at
from caseworker.reports.cells import Unit
from caseworker.reports.publication.cover import Cover
from caseworker.reports.table import Place, Table

_NUMBER = re.compile(r"(?<![\w£.,/-])\d{1,3}(?:,\d{3})*(?![\w%/]|[.,-]\d|-)")
_WORD = re.compile(r"[^\W\d_]{4,}")
_EVERYWHERE = frozenset(
    "stage total complaint complaints enquiry enquiries request requests received number numbers other recorded with "
    "from than case cases year answered".split()
)
_ALIKE = 5
"""Letters by which two words are taken for one: "Mayor" and "Mayor’s", "enquiry" and "enquiries"."""


@dataclass(frozen=True, slots=True)
class SaidNumber:
    """A number in a text that is hidden in a table."""

    said: str
    sentence: str
    place: Place


def hidden_numbers_in(text: str, tables: Iterable[Table], cover: Cover) -> tuple[SaidNumber, ...]:
    """Return the numbers of a text that a cell hides whose row or column the same sentence names, each once."""
    hidden: dict[int, list[Place]] = {}
    for value, place in _hidden(tables, cover):
        hidden.setdefault(value, []).append(place)
    found: dict[tuple[str, str], SaidNumber] = {}
    for match in _NUMBER.finditer(text):
        sentence = sentence_at(text, match.start())
        words = _words(sentence)
        for place in hidden.get(int(match[0].replace(",", "")), ()):
            if words & _words(f"{place.row} {place.column}"):
                found.setdefault((match[0], sentence), SaidNumber(match[0], sentence, place))
                break
    return tuple(found.values())


def _hidden(tables: Iterable[Table], cover: Cover) -> Iterator[tuple[int, Place]]:
    """Give the numbers of 1 or more that cells hide; those above the line of a share too."""
    for table in tables:
        if table.code in cover.codes and table.code not in cover.left_out:
            for place, cell in table.places():
                if place in cover.hidden:
                    numbers: Sequence[int | None] = (cell.numerator,) if cell.is_share else (cell.value,)
                    if cell.unit in (Unit.COUNT, Unit.SHARE):
                        yield from ((number, place) for number in numbers if number)


def _words(text: str) -> set[str]:
    words = (word.casefold() for word in _WORD.findall(text))
    return {word[:_ALIKE] for word in words if word not in _EVERYWHERE}
