"""Make the projections again from the record: all, or those of one scope (offline rules E1, I8, P11)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from caseworker.errors import CaseworkerError
from caseworker.storage.log import from_row, stored_rows
from caseworker.storage.people_rows import forget_people
from caseworker.storage.project import PROJECTIONS, Projector
from caseworker.storage.state_digest import projection_digests as projection_digests

BATCH = 1000
UNPROJECTED = "unprojected"
"""Local setting: the places of what was stored and is still to be projected (offline rule P7), as [[from, to], …]."""

Stored = tuple[int, list[Any]]
"""A row of the record: its place in this file, and its columns."""


def rebuild(raw: Any, progress: Callable[[float, str], None] | None = None) -> int:
    """Empty the projections and make them again from the record, in the open write transaction.

    A changeset that cannot be projected is put in `deferred` with the reason; everything else goes on.

    Returns: how many changesets were projected.
    """
    for name in PROJECTIONS:
        raw.execute(f"DELETE FROM {name}")
    raw.execute("DELETE FROM local_setting WHERE key = ?", (UNPROJECTED,))
    total = raw.execute("SELECT count(*) FROM changeset").fetchone()[0]
    scopes: set[str] = set()
    last, done = -1, 0
    while batch := _next_batch(raw, last):
        done += _project(raw, batch, scopes)
        last = batch[-1][0]
        if progress:
            progress(done / max(total, 1), f"{done:,} of {total:,} changes")
    return done


def _next_batch(raw: Any, last: int) -> list[Stored]:
    return list(
        stored_rows(raw, "n IN (SELECT n FROM changeset WHERE n > ? ORDER BY n LIMIT ?)", (last, BATCH))
    )


def _project(raw: Any, batch: list[Stored], scopes: set[str], places: Mapping[str, int] | None = None) -> int:
    """Project a batch, or, when something in it cannot be, its halves; `scopes` are those seen so far."""
    raw.execute("SAVEPOINT batch")
    seen = set(scopes)
    try:
        projector = Projector(raw, places)
        for n, row in batch:
            changeset = from_row(row)
            projector.apply(n, changeset, is_new=changeset.scope_id not in seen)
            seen.add(changeset.scope_id)
        projector.flush()
    except (CaseworkerError, ValueError, KeyError, TypeError, AttributeError) as error:
        raw.execute("ROLLBACK TO batch")
        raw.execute("RELEASE batch")
        if len(batch) == 1:
            raw.execute(
                "INSERT OR REPLACE INTO deferred (changeset_id, why) VALUES (?, ?)",
                (batch[0][1][0], f"{type(error).__name__}: {error}"),
            )
            return 0
        middle = len(batch) // 2
        return _project(raw, batch[:middle], scopes, places) + _project(raw, batch[middle:], scopes, places)
    raw.execute("RELEASE batch")
    scopes |= seen
    return len(batch)


def project_rows(raw: Any, rows: list[Stored]) -> int:
    """Project changesets that came from elsewhere and are stored already, whatever is known of their scopes.

    Returns: how many were projected; those that cannot be are put in `deferred`.
    """
    scopes = {str(row[6]) for _n, row in rows}
    known = raw.execute(
        "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM entity WHERE scope_id = value)",
        (json.dumps(sorted(scopes)),),
    )
    return _project(raw, rows, {scope for (scope,) in known}) if rows else 0


def reproject_scope(raw: Any, scope_id: str) -> int:
    """Make the projections of one case, person or office again from the record, in the open write transaction.

    For what changes the record itself, such as a redaction (E1) or a case that may no longer be seen (E3): what only
    an emptied changeset said is forgotten; a thing of which nothing is left disappears. Everything that stays keeps
    its place in this file.

    Returns: how many changesets were projected; those that cannot be are put in `deferred`.
    """
    places = forget_scope(raw, scope_id)
    rows = list(stored_rows(raw, "scope_id = ?", (scope_id,)))
    return _project(raw, rows, set(), places) if rows else 0


def forget_scope(raw: Any, scope_id: str) -> dict[str, int]:
    """Empty the projections of one scope; the record stays. Return the places its things had, by id."""
    places = dict(raw.execute("SELECT id, n FROM entity WHERE scope_id = ?", (scope_id,)).fetchall())
    case_n = places.get(scope_id, -1)
    forget_people(raw, places.values())
    raw.executemany("DELETE FROM touch WHERE entity_id = ?", [(entity_id,) for entity_id in places])
    raw.executemany("DELETE FROM search_text WHERE n = ?", [(n,) for n in places.values()])
    for table, column, value in (
        ("conflict", "scope_id", scope_id),
        ("stage_fact", "case_n", case_n),
        ("part_fact", "case_n", case_n),
        ("reference_number", "case_id", scope_id),
        ("case_list", "id", scope_id),
        ("entity", "scope_id", scope_id),
    ):
        raw.execute(f"DELETE FROM {table} WHERE {column} = ?", (value,))
    raw.execute(
        "DELETE FROM deferred WHERE changeset_id IN (SELECT id FROM changeset WHERE scope_id = ?)",
        (scope_id,),
    )
    return places


def counts(raw: Any) -> dict[str, int]:
    """Return how many rows the record and each projection have."""
    names = ("changeset", *PROJECTIONS)
    return {name: int(raw.execute(f"SELECT count(*) FROM {name}").fetchone()[0]) for name in names}
