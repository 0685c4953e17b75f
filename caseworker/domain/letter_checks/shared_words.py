"""Whether a letter holds words that were written for other eyes."""

from __future__ import annotations

import re

from caseworker.domain.words import folded

FEWEST = 4
"""So many words in a row, all of them the same, are no chance; a shorter note counts as a whole."""

_LONG, _LONG_WORDS = 5, 2
"""A run of everyday words ("at the end of the") says nothing: two of its words must have five letters or more."""


def shared_words(secret: str, text: str) -> str:
    """Return the first run of words of a secret text that stands in another, as it stands there; "" for none."""
    wanted = [_plain(word) for word in _words(secret)]
    fewest = min(FEWEST, len(wanted))
    if fewest < 2:
        return ""
    said = _words(text)
    plain = [_plain(word) for word in said]
    places: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(plain) - fewest + 1):
        places.setdefault(tuple(plain[at : at + fewest]), []).append(at)
    for at in range(len(wanted) - fewest + 1):
        for start in places.get(tuple(wanted[at : at + fewest]), ()):
            length = _length(wanted[at:], plain[start:])
            run = plain[start : start + length]
            if len(wanted) <= FEWEST or sum(len(word) >= _LONG for word in run) >= _LONG_WORDS:
                return " ".join(said[start : start + length])
    return ""


def _length(one: list[str], two: list[str]) -> int:
    """How many words two lists have in common at their beginning."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two))
    )


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:['’\-][^\W_]+)*", text)


def _plain(word: str) -> str:
    return folded(word).replace(" ", "")
