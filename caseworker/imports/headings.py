"""The headings of a file: tidy, and told apart where they are there twice or missing."""

from __future__ import annotations

from collections.abc import Sequence

from caseworker.domain.dates_in_words import count_of
from caseworker.errors import RuleError


def plain_name(name: str) -> str:
    """Return a column's name as it is compared: without capitals and double spaces."""
    return " ".join(name.split()).casefold()


def headings_of(cells: Sequence[str], file_name: str, *, numbered: bool = False) -> tuple[str, ...]:
    """Return the names of the columns; empty ones at the end are left out.

    Args:
        numbered: whether a heading that is there twice becomes "Date (2)" and a missing one "Column C"; else a heading
            that is there twice is refused.

    Raises:
        RuleError: two columns have one name.
    """
    names = [" ".join(name.split()) for name in cells]
    while names and not names[-1]:
        names.pop()
    if numbered:
        return _told_apart(names)
    plain = [plain_name(name) for name in names]
    twice = sorted({name for name in names if plain.count(plain_name(name)) > 1})
    if twice:
        raise RuleError(
            f"{file_name} has {count_of(plain.count(plain_name(twice[0])), 'column')} called “{twice[0]}”. "
            "Nothing was imported. Give each column its own name in the first line.",
            field="path",
        )
    return tuple(names)


def column_letters(index: int) -> str:
    """Return what a spreadsheet calls a column: A, B, … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _told_apart(names: Sequence[str]) -> tuple[str, ...]:
    told: list[str] = []
    taken: set[str] = set()
    for index, written in enumerate(names):
        name = written or f"Column {column_letters(index)}"
        number, unique = 1, name
        while plain_name(unique) in taken:
            number += 1
            unique = f"{name} ({number})"
        taken.add(plain_name(unique))
        told.append(unique)
    return tuple(told)
