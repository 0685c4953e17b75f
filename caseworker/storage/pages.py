"""What a database file looks like from outside: whose key it has, and whether its pages are still as written.

Threat and choice: SQLCipher answers "file is not a database" alike for a wrong key, a damaged first page
and a text file in its place. Each needs another remedy, so the pages are looked at directly. Every
encrypted page ends with an HMAC-SHA512 over its cipher text, its random vector and its number; one page
that checks proves the key is right, and therefore that the rest is damage. Nothing is decrypted here.

Source: SQLCipher design, "Database and page encryption" (page 4096, reserve 80: vector 16, HMAC 64).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from caseworker.security.file_key import SALT_BYTES, FileKey

PAGE = 4096
MAC_BYTES = 64
MAC_SALT_MASK = 0x3A
SAMPLE_PAGES = 64
PLAIN_HEAD = b"SQLite format 3\x00"
PLAIN_FRACTIONS = bytes((64, 32, 32))  # bytes 21 to 23 of every plain SQLite file
RANDOM_VALUES = 200  # of 256: an encrypted page of 4096 bytes has nearly all, text or zeros never so many


class Verdict(Enum):
    """Why a file does not open."""

    DAMAGED = "damaged"
    OTHER_KEY = "encrypted with another key"
    KEY_NEEDED = "encrypted, and no key was given"


def look_at(path: Path, key: FileKey | None) -> Verdict:
    """Say why this file does not open with this key.

    Raises:
        OSError: the file cannot be read.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(PAGE)
    if size == 0 or size % PAGE or head.startswith(PLAIN_HEAD) or head[21:24] == PLAIN_FRACTIONS:
        return Verdict.DAMAGED
    if not all(_looks_random(page) for _, page in _sample(path)):
        return Verdict.DAMAGED
    if key is None:
        return Verdict.KEY_NEEDED
    if head[:SALT_BYTES] == key.salt or any_page_checks(path, key):
        return Verdict.DAMAGED
    return Verdict.OTHER_KEY


def any_page_checks(path: Path, key: FileKey) -> bool:
    """Whether at least one of some 64 pages spread over the file was written with this key and is whole."""
    mac_key = _mac_key(key)
    return any(_page_checks(page, number, mac_key) for number, page in _sample(path))


def _sample(path: Path) -> Iterator[tuple[int, bytes]]:
    pages = path.stat().st_size // PAGE
    with path.open("rb") as file:
        for number in range(1, pages + 1, max(1, pages // SAMPLE_PAGES)):
            file.seek((number - 1) * PAGE)
            yield number, file.read(PAGE)


def _page_checks(page: bytes, number: int, mac_key: bytes) -> bool:
    body = page[SALT_BYTES:] if number == 1 else page
    signed = body[:-MAC_BYTES] + number.to_bytes(4, "little")
    return hmac.compare_digest(hmac.digest(mac_key, signed, "sha512"), body[-MAC_BYTES:])


def _mac_key(key: FileKey) -> bytes:
    mac_salt = bytes(byte ^ MAC_SALT_MASK for byte in key.salt)
    return hashlib.pbkdf2_hmac("sha512", key.raw, mac_salt, 2, 32)


def _looks_random(page: bytes) -> bool:
    return len(set(page)) >= RANDOM_VALUES
