"""The dictionary that changesets are compressed with, in the office's file and on their way to a hub.

It can never change: what was packed with it can be read with no other. Another one gets another name and another
version (`packed.py`, `caseworker/sync/packing.py`).
"""

from __future__ import annotations

import hashlib
from functools import cache

from caseworker.resources import RESOURCES

DICTIONARY = RESOURCES / "sync" / "packing_1.txt"
DICTIONARY_DIGEST = "152e3478f6116ebf984f23c37e440cefa8dbe6969b8beaf79598976e4fec4a59"
"""SHA-256 of the dictionary."""


@cache
def packing_words() -> bytes:
    """Return the dictionary, the usual last.

    Raises:
        ValueError: it is not what it was.
    """
    words = DICTIONARY.read_bytes()
    if hashlib.sha256(words).hexdigest() != DICTIONARY_DIGEST:
        raise ValueError(f"{DICTIONARY.name} is not what it was")
    return words
