"""Kept files, by the digest of their bytes (offline rule B1): the PDF of a letter is what it was, byte for byte."""

from __future__ import annotations

import hashlib
from typing import Any

from caseworker.errors import DamagedFileError, NotHereYetError


def keep_bytes(raw: Any, content: bytes, media_type: str) -> str:
    """Keep the bytes once and return their SHA-256 digest."""
    digest = hashlib.sha256(content).hexdigest()
    raw.execute(
        "INSERT OR IGNORE INTO blob (digest, media_type, bytes) VALUES (?, ?, ?)",
        (digest, media_type, content),
    )
    return digest


def read_bytes(raw: Any, digest: str) -> bytes:
    """Return kept bytes.

    Raises:
        NotHereYetError: another computer has them, and they come with the next exchange (B2).
        DamagedFileError: they are missing, or one byte of them has changed.
    """
    row = raw.execute("SELECT bytes FROM blob WHERE digest = ?", (digest,)).fetchone()
    if row is None and _is_on_its_way(raw, digest):
        raise NotHereYetError("This file is not here yet. It comes with the next exchange.")
    if row is None:
        raise DamagedFileError("This file is missing from the office. Restore a backup to get it back.")
    content = _as_bytes(row[0])
    if hashlib.sha256(content).hexdigest() != digest:
        raise DamagedFileError("This file has been changed since it was kept. Restore a backup.")
    return content


def has_blob(raw: Any, digest: str) -> bool:
    """Whether content of this digest is kept on this computer; its bytes are not read."""
    row = raw.execute("SELECT 1 FROM blob WHERE digest = ?", (digest,)).fetchone()
    return row is not None


def _is_on_its_way(raw: Any, digest: str) -> bool:
    """Whether the hub is asked for it: a changeset that came from others named it first."""
    return raw.execute("SELECT 1 FROM blob_part WHERE digest = ? LIMIT 1", (digest,)).fetchone() is not None


def damaged_blobs(raw: Any) -> list[str]:
    """Return the digests of kept files that are not what was kept."""
    rows = raw.execute("SELECT digest, bytes FROM blob")
    return [digest for digest, content in rows if hashlib.sha256(_as_bytes(content)).hexdigest() != digest]


def _as_bytes(content: bytes | str) -> bytes:
    """Whatever somebody put into the column: SQLite would take a text too."""
    return content.encode() if isinstance(content, str) else bytes(content)
