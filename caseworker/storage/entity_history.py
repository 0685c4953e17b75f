"""Everything ever said of one thing, from the record, for folding it again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from caseworker.domain.changes import corrected, decode
from caseworker.domain.fold import Applied


def history_of(raw: Any, entity_id: str, pending: Sequence[int] = ()) -> list[Applied]:
    """Return the changes of one thing, each with what orders it; emptied changesets say nothing.

    Args:
        pending: places of changesets that are not in `touch` yet.
    """
    marks = ", ".join("?" * len(pending))
    rows = raw.execute(
        "SELECT c.id, c.recorded_at, c.clock_offset, c.origin, c.oseq, c.body FROM changeset c WHERE c.n IN "
        f"(SELECT changeset_n FROM touch WHERE entity_id = ? UNION SELECT n FROM changeset WHERE n IN ({marks}))",
        (entity_id, *pending),
    )
    return [
        Applied(changeset_id, (corrected(recorded_at, offset), origin, oseq), change)
        for changeset_id, recorded_at, offset, origin, oseq, body in rows
        for change in decode(body)
        if change.entity_id == entity_id
    ]
