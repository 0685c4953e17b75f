"""Reason, salt and body of a changeset as few bytes: how they travel to a hub and lie there.

Question: bodies repeat the same field names and sources of law in every changeset; who pays for that? Choice: each is
compressed by itself, so that one can be emptied, beginning from a dictionary of what bodies usually say. Cost: the
dictionary can never change; another one gets another version.
Source: offline rules 13; RFC 1951.
"""

from __future__ import annotations

import json
import zlib
from functools import cache

from caseworker.domain.changes import canonical
from caseworker.storage.packing_words import packing_words

VERSION = 1
"""The first byte."""

_LEVEL = 3

LARGEST = 1 << 26
"""Bytes that contents may unpack to (64 MiB): a few that unpack to more than a computer holds are damaged."""


class NewerPackingError(ValueError):
    """A newer program packed these bytes: this one must be updated to read them."""


def pack(reason: str, salt: str, body: str) -> bytes:
    """Return the three as bytes; all empty (redacted) as none."""
    if not (reason or salt or body):
        return b""
    packer = _packer().copy()
    plain = f"{canonical([reason, salt])}{body}".encode()
    return bytes([VERSION]) + packer.compress(plain) + packer.flush()


def unpack(packed: bytes) -> tuple[str, str, str]:
    """Return reason, salt and body.

    Raises:
        NewerPackingError: a newer program packed them. ValueError: they are damaged.
    """
    if not packed:
        return "", "", ""
    if packed[0] != VERSION:
        raise NewerPackingError(f"packed by a newer program: version {packed[0]}")
    try:
        reader = _reader().copy()
        plain = reader.decompress(packed[1:], LARGEST)
        if not reader.eof:
            raise ValueError("packed bytes are cut short, or damaged")
        text = plain.decode()
        (reason, salt), end = json.JSONDecoder().raw_decode(text)
        f"{reason}{salt}".encode()
    except (zlib.error, UnicodeError, IndexError, TypeError, RecursionError) as error:
        raise ValueError("packed bytes are damaged") from error
    return str(reason), str(salt), text[end:]


@cache
def _packer() -> zlib._Compress:
    """Return a compressor that has read the dictionary, to be copied."""
    return zlib.compressobj(_LEVEL, zlib.DEFLATED, -15, 8, zlib.Z_DEFAULT_STRATEGY, packing_words())


@cache
def _reader() -> zlib._Decompress:
    return zlib.decompressobj(-15, packing_words())
