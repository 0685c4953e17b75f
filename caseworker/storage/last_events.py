"""The last thing done to each of a few cases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def last_events(raw: Any, case_ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return the kind and the instant of the last change of each case, by case id; equalities are nobody's news."""
    marks = ",".join("?" * len(case_ids))
    rows = raw.execute(
        "SELECT scope_id, kind, recorded_at FROM changeset WHERE n IN"
        f" (SELECT max(n) FROM changeset WHERE scope_id IN ({marks}) AND kind <> 'equality.recorded'"
        " GROUP BY scope_id)",
        tuple(case_ids),
    )
    return {case_id: (kind, at) for case_id, kind, at in rows.fetchall()}
