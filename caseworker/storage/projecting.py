"""Project stored changesets: what cannot be is put aside, and everything else goes on (offline rule P11)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from typing import Any

from caseworker.domain.no_cycles import no_search_for_cycles
from caseworker.errors import CaseworkerError
from caseworker.storage.project import Projector
from caseworker.storage.said import Said

FEW = 100
"""Changesets of which so few values are made that putting off the search for cycles costs more than it saves: where
much is frozen, as in the window, asking whether anything is takes ten milliseconds."""

UNREADABLE = (
    CaseworkerError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)
"""What is raised by contents this version cannot make anything of; faults of the disk are not among them."""

_REFUSED = frozenset(("IntegrityError", "InterfaceError", "ProgrammingError", "DataError"))
"""What either library of `driver.py` calls it when a table cannot hold a value."""


def is_unreadable(error: Exception) -> bool:
    """Whether contents are at fault: this version cannot make anything of them, or no table can hold them."""
    return isinstance(error, UNREADABLE) or type(error).__name__ in _REFUSED


def put_aside(raw: Any, changeset_id: str, error: Exception) -> None:
    """Keep that a changeset could not be projected, and why, for support and for a later version."""
    raw.execute(
        "INSERT OR REPLACE INTO deferred (changeset_id, why) VALUES (?, ?)",
        (changeset_id, f"{type(error).__name__}: {error}"),
    )


def project_rows(raw: Any, rows: Sequence[Said], there: int = 0) -> int:
    """Project changesets that are stored already, whatever is known of their scopes.

    Args:
        there: things up to this place were changed when the changesets were saved (`unwritten.py`).

    Returns: how many were projected; those that cannot be are put in `deferred`.
    """
    scopes = {str(row.scope_id) for row in rows}
    known = raw.execute(
        "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM entity WHERE scope_id = value)",
        (json.dumps(sorted(scopes)),),
    )
    return project_batch(raw, rows, {scope for (scope,) in known}, there=there) if rows else 0


def project_batch(
    raw: Any,
    batch: Sequence[Said],
    scopes: set[str],
    places: Mapping[str, int] | None = None,
    there: int = 0,
) -> int:
    """Project a batch, or, when something in it cannot be, its halves; `scopes` are those seen so far."""
    raw.execute("SAVEPOINT batch")
    seen = set(scopes)
    try:
        with no_search_for_cycles() if len(batch) > FEW else nullcontext():
            projector = Projector(raw, places, there)
            for row in batch:
                projector.apply(row.n, row, is_new=row.scope_id not in seen)
                seen.add(row.scope_id)
            projector.flush()
    except Exception as error:
        if not is_unreadable(error):
            raise
        raw.execute("ROLLBACK TO batch")
        raw.execute("RELEASE batch")
        if len(batch) == 1:
            put_aside(raw, batch[0].id, error)
            return 0
        middle = len(batch) // 2
        return sum(
            project_batch(raw, half, scopes, places, there) for half in (batch[:middle], batch[middle:])
        )
    raw.execute("RELEASE batch")
    scopes |= seen
    return len(batch)
