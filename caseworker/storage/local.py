"""What belongs to this PC alone: which replica the file is, and small settings that never travel."""

from __future__ import annotations

import json
from typing import Any

SYNC = "sync"
"""The local setting that holds what this file knows of its hub, as one JSON row."""

PROJECTED_BY = "projected_by"
"""The local setting that says for which version of the tables they were made from the record."""


def known_origin(raw: Any) -> tuple[str, int] | None:
    """Return the replica this file says it is, and the number of its last change; None for a new file."""
    origin = present_origin(raw)
    if not origin:
        return None
    last = raw.execute("SELECT max(oseq) FROM changeset WHERE origin = ?", (origin,)).fetchone()[0]
    return origin, int(last or 0)


def present_origin(raw: Any) -> str:
    """Return the replica this file says it is, "" for a new file: the last one begun, whatever the clock said then."""
    row = raw.execute("SELECT id FROM origin ORDER BY rowid DESC LIMIT 1").fetchone()
    return str(row[0]) if row else ""


def new_origin(raw: Any, origin: str, fingerprint: str, begun_at: str) -> str:
    """Take a new replica id, before the first edit.

    What belonged to the one before is given up: its blocks of numbers, and the workstation code by which spare numbers
    are made (R4, R5).
    """
    raw.execute(
        "INSERT INTO origin (id, fingerprint, begun_at) VALUES (?, ?, ?)", (origin, fingerprint, begun_at)
    )
    raw.execute(
        "UPDATE lease SET given_up = ? WHERE given_up = '' AND origin <> ? AND origin IN (SELECT id FROM origin)",
        ("The computer it was leased to began a new record of its own.", origin),
    )
    if sync_state(raw):
        set_sync_state(raw, code="")
    return origin


def sync_state(raw: Any) -> dict[str, Any]:
    """Return what this file knows of its hub; empty while the office is on this computer alone."""
    row = raw.execute("SELECT value FROM local_setting WHERE key = ?", (SYNC,)).fetchone()
    known: dict[str, Any] = json.loads(row[0]) if row else {}
    return known


def set_sync_state(raw: Any, **values: Any) -> None:
    """Change some of what this file knows of its hub."""
    set_local_setting(raw, SYNC, json.dumps({**sync_state(raw), **values}))


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
