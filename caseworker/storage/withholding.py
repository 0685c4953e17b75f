"""Cases that may not be seen here any more: their words go, their headings stay (E3, I12)."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from caseworker.storage.files_gone import forget_files
from caseworker.storage.log import HIDDEN
from caseworker.storage.numbers_gone import note_gone, numbers_of
from caseworker.storage.packed import TABLE
from caseworker.storage.redactions import WITHHELD
from caseworker.storage.set_aside import (
    drop,
    words_aside,
)
from caseworker.storage.tidying import forget_made

_DIGEST = re.compile(r'"([0-9a-f]{64})"')


def withhold(raw: Any, scope_ids: Collection[str]) -> frozenset[str]:
    """Empty everything of these cases, in the open write transaction; their headers stay (E3).

    Returns: those that were; a case with changes or files that the hub has not yet is left as it is (E3, B2).
    """
    done = {scope for scope in scope_ids if not _has_unsent(raw, scope)}
    digests: set[str] = set()
    for scope in sorted(done):
        digests |= {digest for body in _bodies(raw, scope) for digest in _DIGEST.findall(body)}
        _withhold_aside(raw, scope)
        note_gone(raw, numbers_of(raw, scope))
        raw.execute(
            f"UPDATE {TABLE} SET body = '', reason = '', salt = '', emptied = ? WHERE scope_id = ? AND emptied = ''",
            (WITHHELD, scope),
        )
        raw.execute("INSERT OR IGNORE INTO withheld (scope_id) VALUES (?)", (scope,))
        digests |= forget_made(raw, scope)
    forget_files(raw, digests)
    return frozenset(done)


def is_gone(raw: Any, scope_id: str) -> bool:
    """Return whether there was a case here of which nothing is left: erased, or hidden from this computer."""
    row = raw.execute(
        "SELECT 1 FROM changeset WHERE scope_id = ? AND emptied <> ''"
        " AND NOT EXISTS (SELECT 1 FROM entity WHERE id = ?) LIMIT 1",
        (scope_id, scope_id),
    ).fetchone()
    return row is not None


def has_hidden_cases(raw: Any) -> bool:
    """Return whether the others have cases that may not be seen here: what those name is not known here."""
    row = raw.execute(f"SELECT 1 FROM withheld UNION ALL SELECT 1 FROM ({HIDDEN}) LIMIT 1").fetchone()
    return row is not None


def _has_unsent(raw: Any, scope_id: str) -> bool:
    rows = raw.execute(
        "SELECT id, emptied FROM changeset WHERE scope_id = ? AND feed IS NULL AND held = 0", (scope_id,)
    ).fetchall()
    aside = words_aside(raw, [row[0] for row in rows])
    return any(not why or key in aside for key, why in rows) or _has_unsent_files(raw, scope_id)


def _has_unsent_files(raw: Any, scope_id: str) -> bool:
    """Whether a case names a file whose bytes are here and perhaps nowhere else."""
    unsent = {str(digest) for (digest,) in raw.execute("SELECT digest FROM blob WHERE confirmed = 0")}
    return bool(unsent) and any(unsent.intersection(_DIGEST.findall(body)) for body in _bodies(raw, scope_id))


def _bodies(raw: Any, scope_id: str) -> list[str]:
    """Return what the changesets of a scope say, with what is set aside."""
    rows = raw.execute("SELECT id, body FROM changeset WHERE scope_id = ?", (scope_id,)).fetchall()
    aside = words_aside(raw, [row[0] for row in rows])
    return [aside[key].body if key in aside else str(body) for key, body in rows]


def _withhold_aside(raw: Any, scope_id: str) -> None:
    """Destroy what is set aside of a case that may not be seen any more."""
    rows = raw.execute("SELECT id FROM changeset WHERE scope_id = ?", (scope_id,)).fetchall()
    aside = words_aside(raw, [row[0] for row in rows])
    drop(raw, aside)
    raw.executemany(f"UPDATE {TABLE} SET emptied = ? WHERE id = ?", [(WITHHELD, key) for key in aside])
