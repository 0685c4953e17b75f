"""Changesets in the office's file as few bytes: bodies compressed, digests and salts as bytes and not as their letters.

Question: why is the record not kept as it reads? Choice: bodies repeat the same field names and sources of law, and
were a third of the file; each is compressed by itself, so that one can be emptied, beginning from a dictionary of what
bodies usually say. The table is `packed_changeset`; everybody reads the view `changeset`, which says what was written.
Cost: the view needs the function `unpacked`, which every connection of `driver.connect` has, and no other program has.
What a body, a salt or a digest says is never altered: what these few bytes cannot say exactly is kept as text.
Source: offline rules 13, V1, E1; RFC 1951.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import cache
from typing import Any

from caseworker.storage.packing_words import packing_words

TABLE = "packed_changeset"
"""Where changesets are written; they are read from the view `changeset`."""

FRESH = "fresh_changeset"
"""Where the last saves lie, in the same form, until somebody reads (`unwritten.py`)."""

VERSION = 1
"""First byte of a compressed body: deflate, beginning from the words of `packing_1.txt`. Kept for ever; a better way
gets another number and is read beside this one."""

LEAST = 256
"""Letters of a body that is compressed: a shorter one gains little, and is the body of most saves."""

_LEVEL, _WINDOW, _MEMORY = 3, -14, 6
"""The window spans the words of the dictionary; a larger one takes longer to copy than to fill."""

_PREV_HASH, _HASH, _SALT, _BODY, _BODY_HASH = 3, 4, 17, 18, 19


class NewerBodyError(ValueError):
    """A newer program compressed this body: it is not damaged, and must not be taken for empty."""


def stored(row: Sequence[Any]) -> tuple[Any, ...]:
    """Return a changeset's row, in the order of `log.COLUMNS`, as it is written to the table."""
    kept = list(row)
    for place in (_PREV_HASH, _HASH, _SALT, _BODY_HASH):
        kept[place] = digest_bytes(kept[place])
    kept[_BODY] = packed(kept[_BODY])
    return tuple(kept)


def digest_bytes(text: Any) -> Any:
    """Return the bytes that hexadecimal letters spell; what is spelt in any other way as it is."""
    if not isinstance(text, str) or not text:
        return text
    try:
        spelt = bytes.fromhex(text)
    except ValueError:
        return text
    return spelt if spelt.hex() == text else text


def packed(body: Any) -> Any:
    """Return a body as it is kept: compressed when it is long, else as it is."""
    if not isinstance(body, str) or len(body) < LEAST:
        return body
    packer = _packer().copy()
    return b"%c%b%b" % (VERSION, packer.compress(body.encode()), packer.flush())


def unpacked(kept: Any) -> Any:
    """Return the body of a row of the table.

    Damaged bytes come out as words that are no body, so that they are found by their digest and not taken for empty.

    Raises:
        NewerBodyError: a newer program compressed it.
    """
    if not isinstance(kept, bytes):
        return kept
    if kept[:1] != bytes([VERSION]):
        raise NewerBodyError(f"compressed by a newer program: version {kept[:1].hex()}")
    reader = _reader().copy()
    try:
        body = reader.decompress(kept[1:]).decode()
    except (zlib.error, UnicodeDecodeError):
        return f"damaged: {kept.hex()}"
    return body if reader.eof else f"damaged: {kept.hex()}"


@cache
def _packer() -> zlib._Compress:
    """Return a compressor that has read the dictionary, to be copied."""
    return zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW, _MEMORY, zlib.Z_DEFAULT_STRATEGY, packing_words())


@cache
def _reader() -> zlib._Decompress:
    return zlib.decompressobj(_WINDOW, packing_words())
