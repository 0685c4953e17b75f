"""The text of a letter in sentences, and pieces of it that can be shown."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

_END = re.compile(r"(?<=[.!?])[)\"”’']?\s+|\n+")
_SHORT = 90


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that stands in the letter, and where it is mended: a fact, or "free.<part>"."""

    field: str
    text: str


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text, lines of lists and headings each for itself."""
    return tuple(part.strip() for part in _END.split(text) if part.strip())


def sentence_at(text: str, place: int) -> str:
    """Return the sentence around a place of a text."""
    begins, ends = _bounds(text)
    at = bisect_right(begins, place) - 1
    return text[begins[at] : ends[at]].strip()


@lru_cache(maxsize=64)
def _bounds(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where the sentences of a text begin and end: the same text is asked about again and again."""
    parts = [(match.start(), match.end()) for match in _END.finditer(text)]
    return (0, *(end for _, end in parts)), (*(start for start, _ in parts), len(text))


def quoted(text: str, most: int = _SHORT) -> str:
    """Return words of the letter in quotation marks, shortened at a word where they are long."""
    one_line = " ".join(text.split())
    if len(one_line) > most:
        one_line = f"{one_line[:most].rsplit(' ', 1)[0]} …"
    return f"“{one_line}”"


def plain(text: str) -> str:
    """Return a text as two texts are compared: one space between words, straight apostrophes, small letters."""
    return " ".join(text.replace("’", "'").replace("‘", "'").split()).casefold()
