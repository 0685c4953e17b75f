"""Names that Excel accepts: of sheets (31 characters, some signs not), and of tables (one word)."""

from __future__ import annotations

import re

from caseworker.reports.spread import one_line

LONGEST = 31
_REFUSED = re.compile(r"[\[\]:*?/\\]")
_NO_WORD = re.compile(r"\W")


class SheetNames:
    """Gives names out, each once, whatever their capitals.

    Args:
        taken: names of sheets that are there already.
    """

    def __init__(self, *taken: str) -> None:
        self._sheets = {name.casefold() for name in taken}
        self._tables = {_NO_WORD.sub("_", name).casefold() for name in taken} | {"contents"}

    def of(self, code: str, title: str) -> tuple[str, str]:
        """Return the name of a table's sheet and that of the table: "2a New cases by quarter", "Table_2a"."""
        words = " ".join(_REFUSED.sub(" ", one_line(f"{code} {title}")).split())
        sheet = _first_free(words, self._sheets, LONGEST, "{} ({})")
        table = _first_free(f"Table_{_NO_WORD.sub('_', code)}", self._tables, 200, "{}_{}")
        return sheet, table


def _first_free(words: str, taken: set[str], longest: int, pattern: str) -> str:
    """Return the words, shortened between words where that can be, with a number where they are taken."""
    tried, number = _shortened(words, longest), 2
    while tried.casefold() in taken:
        ending = pattern.format("", number)
        tried = _shortened(words, longest - len(ending)) + ending
        number += 1
    taken.add(tried.casefold())
    return tried


def _shortened(words: str, longest: int) -> str:
    """As many whole words as have room, in the measure of Excel: UTF-16."""
    if _length(words) <= longest:
        return words.strip("' ") or "Table"
    kept = words
    while _length(kept) > longest:
        kept = kept[:-1]
    whole = kept.rsplit(" ", 1)[0]
    return (whole if len(whole) > longest // 2 else kept).strip("' ") or "Table"


def _length(words: str) -> int:
    return len(words.encode("utf-16-le", "replace")) // 2
