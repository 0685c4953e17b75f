"""What belongs to this PC alone: which replica the file is, and small settings that never travel."""

from __future__ import annotations

from typing import Any


def known_origin(raw: Any) -> tuple[str, int] | None:
    """Return the replica this file says it is, and the number of its last change; None for a new file."""
    row = raw.execute("SELECT id FROM origin ORDER BY begun_at DESC, rowid DESC LIMIT 1").fetchone()
    if row is None:
        return None
    last = raw.execute("SELECT max(oseq) FROM changeset WHERE origin = ?", (row[0],)).fetchone()[0]
    return str(row[0]), int(last or 0)


def new_origin(raw: Any, origin: str, fingerprint: str, begun_at: str) -> str:
    """Take a new replica id, before the first edit."""
    raw.execute(
        "INSERT INTO origin (id, fingerprint, begun_at) VALUES (?, ?, ?)", (origin, fingerprint, begun_at)
    )
    return origin


def local_setting(raw: Any, key: str) -> str:
    """Return a setting of this PC, empty when it was never set."""
    row = raw.execute("SELECT value FROM local_setting WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def set_local_setting(raw: Any, key: str, value: str) -> None:
    """Keep a setting of this PC."""
    raw.execute(
        "INSERT INTO local_setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )
