"""The British English dictionary that ships with the program (source and digests: resources/dictionaries).

Question: which checker? Choice: spylls, Hunspell's own method in plain Python, so that nothing has to be installed.
Cost: half a second to read the dictionary once, and a fifth of a second for suggestions; neither belongs on the thread
of the window.
"""

from __future__ import annotations

import io
import threading
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from caseworker.resources import RESOURCES

DICTIONARY = RESOURCES / "dictionaries" / "en_GB"
MOST_SUGGESTIONS = 6

_reading = threading.Lock()


def is_in_dictionary(word: str) -> bool:
    """Whether British English knows the word as it is written; capitals at its beginning are allowed."""
    return _knows(word.replace("’", "'"))


@lru_cache(maxsize=512)
def suggestions(word: str) -> tuple[str, ...]:
    """Return the words that may be meant, the likeliest first."""
    found = islice(_dictionary().suggest(word.replace("’", "'")), MOST_SUGGESTIONS)
    curly = "’" in word
    return tuple(dict.fromkeys(str(each).replace("'", "’") if curly else str(each) for each in found))


def load() -> None:
    """Read the dictionary, so that the first question is answered at once."""
    _dictionary()


@lru_cache(maxsize=20_000)
def _knows(word: str) -> bool:
    dictionary = _dictionary()
    bare = word.removesuffix("'")
    return bool(dictionary.lookup(word) or (bare != word and dictionary.lookup(bare)))


def _dictionary() -> Any:
    with _reading:
        return _read()


@cache
def _read() -> Any:
    from spylls.hunspell import Dictionary
    from spylls.hunspell.readers import read_aff, read_dic

    aff, context = read_aff(_reader("aff"))
    return Dictionary(aff, read_dic(_reader("dic"), aff=aff, context=context))


def _reader(ending: str) -> Any:
    """Return what spylls reads from; its own reader of files leaves them open."""
    from spylls.hunspell.readers.file_reader import BaseReader

    class Reader(BaseReader):  # type: ignore[misc]  # spylls ships no types
        def reset_encoding(self, encoding: str) -> None:
            """The text is decoded already."""

    return Reader(io.StringIO(DICTIONARY.with_suffix(f".{ending}").read_text("utf-8")))
