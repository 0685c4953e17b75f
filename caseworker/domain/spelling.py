"""Which stretches of a text are words whose spelling can be checked at all.

Figures, references, postcodes, email and web addresses are not words. A word ends at a hyphen: of "looked-aftr" only
the second half is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_ADDRESS = re.compile(r"\S+@\S+|\bhttps?://\S+|\bwww\.\S+", re.IGNORECASE)
_STRETCH = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_MOST_CAPITALS = 6


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it stands: letters `start` to `end` (not included)."""

    text: str
    start: int
    end: int


def words_in(text: str) -> Iterator[Word]:
    """Yield the words of a text that a dictionary may know: no figures, codes, initials or addresses."""
    addresses = [found.span() for found in _ADDRESS.finditer(text)]
    for found in _STRETCH.finditer(text):
        word, (start, end) = found.group(), found.span()
        in_address = any(first <= start < last for first, last in addresses)
        if len(word) > 1 and not in_address and not _is_code(word):
            yield Word(word, start, end)


def folded(word: str) -> str:
    """Return a word as it is compared: small letters, a straight apostrophe, no "'s" at its end."""
    plain = word.replace("’", "'").casefold()
    return plain.removesuffix("'s").removesuffix("'")


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """Return every word of some names, folded, so that they are accepted wherever they stand."""
    return frozenset(folded(found.group()) for text in texts for found in _STRETCH.finditer(text))


def _is_code(word: str) -> bool:
    """Figures, and short words of capitals only (LAC, EHCP), are no spelling."""
    return any(letter.isdigit() for letter in word) or (word.isupper() and len(word) <= _MOST_CAPITALS)
