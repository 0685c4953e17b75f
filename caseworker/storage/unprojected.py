"""What was stored without being projected: a first sync stores every page and sorts them once at the end (P7).

The places are kept as ranges in one local setting, so that a kill at any point loses none and a start goes on.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from caseworker.storage.local import local_setting, set_local_setting
from caseworker.storage.log import stored_rows
from caseworker.storage.rebuild import UNPROJECTED, project_rows


def keep_for_later(raw: Any, places: Sequence[int]) -> tuple[str, ...]:
    """Note that these rows, in one piece and after all others, are still to be projected; nothing is deferred yet."""
    if places:
        ranges = _ranges(raw)
        if ranges and ranges[-1][1] + 1 == places[0]:
            ranges[-1][1] = places[-1]
        else:
            ranges.append([places[0], places[-1]])
        _keep(raw, ranges)
    return ()


def project_some(raw: Any, limit: int) -> int:
    """Project up to `limit` of what was kept for later, in the open write transaction; return how many are left."""
    ranges = _ranges(raw)
    if not ranges:
        return 0
    first, last = ranges[0]
    end = min(last, first + limit - 1)
    project_rows(raw, list(stored_rows(raw, "n BETWEEN ? AND ?", (first, end))))
    ranges = [[end + 1, last], *ranges[1:]] if end < last else ranges[1:]
    _keep(raw, ranges)
    return sum(last - first + 1 for first, last in ranges)


def project_deferred(raw: Any) -> int:
    """Try again what could not be projected: a later version may know how (V2); return how many could be now."""
    ids = [row[0] for row in raw.execute("SELECT changeset_id FROM deferred")]
    done = 0
    for changeset_id in ids:
        raw.execute("DELETE FROM deferred WHERE changeset_id = ?", (changeset_id,))
        done += project_rows(raw, list(stored_rows(raw, "id = ?", (changeset_id,))))
    return done


def _ranges(raw: Any) -> list[list[int]]:
    known: list[list[int]] = json.loads(local_setting(raw, UNPROJECTED) or "[]")
    return known


def _keep(raw: Any, ranges: list[list[int]]) -> None:
    set_local_setting(raw, UNPROJECTED, json.dumps(ranges))
