"""A wrap: the file key, locked with one secret, safe to lie beside the database.

Threat and choice: whoever holds the folder can try secrets for as long as they like. A passphrase is
therefore stretched with Argon2id (64 MiB, 3 passes, 4 lanes: RFC 9106, second recommended option), so that
each guess costs memory as well as time; keyring secrets and recovery keys are random and long and need no
stretching, only HKDF. The lock is AES-256-GCM, which also seals: a wrap moved from another office, of
another kind or with softened settings does not open. Settings read from a file are bounded, so that a
damaged one cannot eat the computer's memory.
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from enum import Enum

from caseworker.security.file_key import FileKey

NONCE_BYTES = 12
STRETCH_SALT_BYTES = 16
MEMORY_KIB, PASSES, LANES = 64 * 1024, 3, 4
MOST_MEMORY_KIB, MOST_PASSES, MOST_LANES = 1024 * 1024, 32, 16


class Kind(Enum):
    """What opens a wrap."""

    KEYRING = "keyring"
    PASSPHRASE = "passphrase"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Stretching:
    """How a passphrase was made slow to guess (Argon2id)."""

    salt: bytes
    memory_kib: int = MEMORY_KIB
    passes: int = PASSES
    lanes: int = LANES

    def __post_init__(self) -> None:
        bounds = (MOST_MEMORY_KIB, MOST_PASSES, MOST_LANES)
        given = (self.memory_kib, self.passes, self.lanes)
        if not all(0 < value <= most for value, most in zip(given, bounds, strict=True)):
            raise ValueError("stretching out of bounds")

    def named(self) -> str:
        """The settings as sealed into the wrap."""
        return f"argon2id {self.memory_kib} {self.passes} {self.lanes} {self.salt.hex()}"


@dataclass(frozen=True, slots=True)
class Wrap:
    """One locked copy of the file key. `file_id` names the database it belongs to."""

    kind: Kind
    file_id: str
    nonce: bytes
    box: bytes
    stretching: Stretching | None = None


def lock(key: FileKey, kind: Kind, secret: bytes) -> Wrap:
    """Lock the file key with a secret. For a passphrase give `passphrase_bytes(text)`."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    stretching = Stretching(secrets.token_bytes(STRETCH_SALT_BYTES)) if kind is Kind.PASSPHRASE else None
    empty = Wrap(kind, key.salt.hex(), secrets.token_bytes(NONCE_BYTES), b"", stretching)
    box = AESGCM(_lock_key(empty, secret)).encrypt(empty.nonce, key.raw, _sealed(empty))
    return Wrap(kind, empty.file_id, empty.nonce, box, stretching)


def open_with(wrap: Wrap, secret: bytes) -> FileKey | None:
    """The file key, or None when the secret is not the one."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return FileKey(AESGCM(_lock_key(wrap, secret)).decrypt(wrap.nonce, wrap.box, _sealed(wrap)))
    except InvalidTag:
        return None


def passphrase_bytes(text: str) -> bytes:
    """A passphrase as bytes, the same whichever keyboard typed its accents (Unicode NFKC)."""
    return unicodedata.normalize("NFKC", text).encode()


def _lock_key(wrap: Wrap, secret: bytes) -> bytes:
    if wrap.stretching is not None:
        secret = _stretched(wrap.stretching, secret)
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    info = f"caseworker wrap 1 {wrap.kind.value}".encode()
    return HKDF(hashes.SHA256(), length=32, salt=bytes.fromhex(wrap.file_id), info=info).derive(secret)


def _stretched(stretching: Stretching, secret: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    return Argon2id(
        salt=stretching.salt,
        length=32,
        iterations=stretching.passes,
        lanes=stretching.lanes,
        memory_cost=stretching.memory_kib,
    ).derive(secret)


def _sealed(wrap: Wrap) -> bytes:
    named = wrap.stretching.named() if wrap.stretching else ""
    return f"caseworker wrap 1|{wrap.kind.value}|{wrap.file_id}|{named}".encode()
