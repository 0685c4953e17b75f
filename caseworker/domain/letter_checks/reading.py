"""How old a reader must be for a text, estimated while it is written.

The Flesch-Kincaid grade of American schools, with syllables counted by rule, plus five years. It is an estimate: names,
addresses and lists disturb it, and short texts most of all. Source: Kincaid and others 1975.
"""

from __future__ import annotations

import re
from functools import lru_cache

from caseworker.domain.letter_checks.texts import sentences

FEWEST_WORDS = 40
"""Below this, a number would say nothing."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")


def reading_age(text: str) -> float | None:
    """Return the estimated age in years; None for a text too short to say."""
    parts = [words for each in sentences(text) if (words := _WORD.findall(each))]
    words = [word for part in parts for word in part]
    if len(words) < FEWEST_WORDS:
        return None
    per_sentence = len(words) / len(parts)
    per_word = sum(map(syllables, words)) / len(words)
    return round(0.39 * per_sentence + 11.8 * per_word - 15.59 + 5, 1)


def longest_sentence(text: str) -> tuple[int, str]:
    """Return the number of words of the longest sentence, and the sentence."""
    return max(((len(_WORD.findall(each)), each) for each in sentences(text)), default=(0, ""))


@lru_cache(maxsize=4096)
def syllables(word: str) -> int:
    """Return how many syllables a word has, by its groups of vowels."""
    plain = word.lower().replace("’", "").replace("'", "")
    count = len(_VOWELS.findall(plain))
    if plain.endswith("e") and not plain.endswith(("le", "ee", "ye")) and count > 1:
        count -= 1
    if (
        plain.endswith(("ed", "es"))
        and count > 1
        and not plain.endswith(
            ("ted", "ded", "ses", "ces", "xes", "zes", "ches", "shes", "ges", "ied", "ies")
        )
    ):
        count -= 1
    return max(count, 1)
