"""Make the projections again from the record, and compare them with what is there (offline rules I5, I8, P11)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from caseworker.errors import CaseworkerError
from caseworker.storage.log import changesets
from caseworker.storage.project import PROJECTIONS, Projector
from caseworker.storage.tables import metadata

BATCH = 1000

_ORDER = {
    "entity": "n",
    "touch": "entity_id, changeset_n",
    "conflict": "entity_id, field",
    "deferred": "changeset_id",
    "case_list": "n",
    "search_text": "n",
    "reference_number": "series, number, case_id",
}


def rebuild(raw: Any, progress: Callable[[float, str], None] | None = None) -> int:
    """Empty the projections and make them again from the record, in the open write transaction.

    A changeset that cannot be projected is put in `deferred` with the reason; everything else goes on.

    Returns: how many changesets were projected.
    """
    for name in PROJECTIONS:
        raw.execute(f"DELETE FROM {name}")
    total = raw.execute("SELECT count(*), max(n) FROM changeset").fetchone()
    last = -1
    done = 0
    while True:
        batch = list(
            changesets(raw, "n IN (SELECT n FROM changeset WHERE n > ? ORDER BY n LIMIT ?)", (last, BATCH))
        )
        if not batch:
            return done
        done += _project(raw, batch)
        last = batch[-1][0]
        if progress:
            progress(done / max(total[0], 1), f"{done:,} of {total[0]:,} changes")


def _project(raw: Any, batch: list[tuple[int, Any]]) -> int:
    raw.execute("SAVEPOINT batch")
    try:
        projector = Projector(raw)
        for n, changeset in batch:
            projector.apply(n, changeset)
        projector.flush()
    except (CaseworkerError, ValueError, KeyError, TypeError, AttributeError) as error:
        raw.execute("ROLLBACK TO batch")
        raw.execute("RELEASE batch")
        if len(batch) == 1:
            raw.execute(
                "INSERT OR REPLACE INTO deferred (changeset_id, why) VALUES (?, ?)",
                (batch[0][1].id, f"{type(error).__name__}: {error}"),
            )
            return 0
        middle = len(batch) // 2
        return _project(raw, batch[:middle]) + _project(raw, batch[middle:])
    raw.execute("RELEASE batch")
    return len(batch)


def projection_digests(raw: Any) -> dict[str, str]:
    """Return a digest of each projection, for comparing two files or two moments."""
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
