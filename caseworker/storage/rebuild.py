"""Make the projections again from the record, and compare them with what is there (offline rules I5, I8, P11)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from caseworker.errors import CaseworkerError
from caseworker.storage.log import from_row, stored_rows
from caseworker.storage.project import PROJECTIONS, Projector

BATCH = 1000

Stored = tuple[int, list[Any]]
"""A row of the record: its place in this file, and its columns."""

_ORDER = {
    "entity": "n",
    "touch": "entity_id, changeset_n",
    "conflict": "entity_id, field",
    "deferred": "changeset_id",
    "case_list": "n",
    "stage_fact": "n",
    "part_fact": "n",
    "search_text": "n",
    "reference_number": "series, number, case_id",
    "person_row": "n",
    "person_key": "key, n",
    "name_word": "word",
}


def rebuild(raw: Any, progress: Callable[[float, str], None] | None = None) -> int:
    """Empty the projections and make them again from the record, in the open write transaction.

    A changeset that cannot be projected is put in `deferred` with the reason; everything else goes on.

    Returns: how many changesets were projected.
    """
    for name in PROJECTIONS:
        raw.execute(f"DELETE FROM {name}")
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


def _project(raw: Any, batch: list[Stored], scopes: set[str]) -> int:
    """Project a batch, or, when something in it cannot be, its halves; `scopes` are those seen so far."""
    raw.execute("SAVEPOINT batch")
    seen = set(scopes)
    try:
        projector = Projector(raw)
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
        return _project(raw, batch[:middle], scopes) + _project(raw, batch[middle:], scopes)
    raw.execute("RELEASE batch")
    scopes |= seen
    return len(batch)


def projection_digests(raw: Any) -> dict[str, str]:
    """Return a digest of each projection, for comparing two files or two moments."""
    from caseworker.storage.tables import metadata

    digests = {}
    for name in PROJECTIONS:
        columns = ", ".join(column.name for column in metadata.tables[name].columns)
        digest = hashlib.sha256()
        for row in raw.execute(f"SELECT {columns} FROM {name} ORDER BY {_ORDER[name]}"):
            digest.update(repr(tuple(row)).encode())
        digests[name] = digest.hexdigest()
    return digests


def counts(raw: Any) -> dict[str, int]:
    """Return how many rows the record and each projection have."""
    names = ("changeset", *PROJECTIONS)
    return {name: int(raw.execute(f"SELECT count(*) FROM {name}").fetchone()[0]) for name in names}
