"""The key that the database file is encrypted with, as a value that does not print itself."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

KEY_BYTES = 32
SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class FileKey:
    """A random 256-bit key for one office's database.

    The database salt (the first 16 bytes of the file) is derived from the key and not drawn at random.
    Threat and choice: a user must be told apart "this is the wrong key" from "this is the right key and the
    file is damaged", for in the second case trying more passphrases wastes the time in which a backup could
    be restored. With a raw 256-bit key the salt protects nothing (there is no passphrase to guess and every
    page has its own random vector), so it can serve as a fingerprint. Being the output of a keyed hash it
    tells nothing about the key.
    """

    raw: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.raw) != KEY_BYTES:
            raise ValueError(f"a file key has {KEY_BYTES} bytes, not {len(self.raw)}")

    @classmethod
    def random(cls) -> FileKey:
        """A new key from the operating system's random source."""
        return cls(secrets.token_bytes(KEY_BYTES))

    @property
    def salt(self) -> bytes:
        """The 16 bytes with which a database encrypted by this key begins."""
        return hmac.new(self.raw, b"caseworker database salt 1", hashlib.sha256).digest()[:SALT_BYTES]

    def pragma(self) -> str:
        """The statement that must be the first on every encrypted connection. Never log it."""
        return f"PRAGMA key = \"x'{self.raw.hex()}{self.salt.hex()}'\""
