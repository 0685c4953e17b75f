"""The last thing done to each of a few cases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from caseworker.domain.changes import corrected


def last_events(raw: Any, case_ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return the kind and the instant of the last change of each case, by case id; equalities are nobody's news.

    The last is that of the replica whose clock (corrected) got furthest: an author's own order comes first (I11).
    """
    marks = ",".join("?" * len(case_ids))
    rows = raw.execute(
        "SELECT scope_id, origin, oseq, kind, recorded_at, clock_offset FROM changeset"
        f" WHERE scope_id IN ({marks}) AND kind <> 'equality.recorded' AND emptied = '' ORDER BY oseq",
        tuple(case_ids),
    )
    latest: dict[tuple[str, str], tuple[str, str, str]] = {}
    for scope_id, origin, _oseq, kind, recorded_at, offset in rows.fetchall():
        at = corrected(recorded_at, offset)
        furthest = max(at, latest.get((scope_id, origin), ("", "", ""))[0])
        latest[scope_id, origin] = (furthest, kind, at)
    found: dict[str, tuple[tuple[str, str], str, str]] = {}
    for (scope_id, origin), (furthest, kind, at) in latest.items():
        if scope_id not in found or (furthest, origin) > found[scope_id][0]:
            found[scope_id] = ((furthest, origin), kind, at)
    return {scope_id: (kind, at) for scope_id, (_order, kind, at) in found.items()}
