"""What was stored without being projected: a first sync stores every page and sorts them once at the end (P7).

Question: why is that quicker than page by page? Choice: the changes of a case, which lie far apart in the feed, are
projected together, so that its rows are written once; the office's own come first. The places are kept as ranges in
one local setting, each with the scope it got to, so that a kill at any point loses none and a start goes on. Cost: the
record is read in another order than it was written.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Any

from caseworker.domain.no_cycles import no_search_for_cycles
from caseworker.storage.local import local_setting, set_local_setting
from caseworker.storage.projecting import project_rows
from caseworker.storage.said import Said, said_rows

UNPROJECTED = "unprojected"
"""Local setting: the ranges, each as [first place, last place, scope it got to, how many are left]."""


@dataclass(slots=True)
class _Range:
    """Rows first to last, of which those up to a scope (in order of ids) are projected; None: not even the office's."""

    first: int
    last: int
    after: str | None
    left: int


def keep_for_later(raw: Any, places: Sequence[int]) -> None:
    """Note that these rows, in one piece and after all others, are still to be projected."""
    if not places:
        return
    ranges = _ranges(raw)
    if ranges and ranges[-1].last + 1 == places[0] and ranges[-1].after is None:
        ranges[-1].last = places[-1]
        ranges[-1].left += len(places)
    else:
        ranges.append(_Range(places[0], places[-1], None, len(places)))
    _keep(raw, ranges)


def keep_all_for_later(raw: Any) -> None:
    """Note that the whole record is still to be projected."""
    first, last, number = raw.execute("SELECT min(n), max(n), count(*) FROM changeset").fetchone()
    _keep(raw, [_Range(first, last, None, number)] if number else [])


def project_some(raw: Any, limit: int) -> int:
    """Project about `limit` of what was kept for later, in the open write transaction; return how many are left.

    A case's changes are projected together, though they be more.
    """
    ranges = _ranges(raw)
    if not ranges:
        return 0
    now = ranges[0]
    with no_search_for_cycles():
        rows = _next_rows(raw, now, limit)
        project_rows(raw, rows)
    is_done = now.after is not None and not rows
    now.after = "" if now.after is None else str(rows[-1].scope_id) if rows else now.after
    now.left = max(now.left - len(rows), 1)
    ranges = ranges[1:] if is_done else ranges
    _keep(raw, ranges)
    return sum(each.left for each in ranges)


def _next_rows(raw: Any, now: _Range, limit: int) -> list[Said]:
    """Return the office's rows first, then those of the next scopes, each whole."""
    within = "n BETWEEN ? AND ?"
    if now.after is None:
        return list(said_rows(raw, f"{within} AND scope_id = 'office'", (now.first, now.last)))
    rows = said_rows(
        raw,
        f"scope_id > ? AND scope_id <> 'office' AND +{within}",
        (now.after, now.first, now.last),
        "scope_id, n",
    )
    found = list(islice(rows, limit))
    if len(found) == limit:
        last = found[-1].scope_id
        found.extend(takewhile(lambda row: row.scope_id == last, rows))
    return found


def project_deferred(raw: Any) -> int:
    """Try again what could not be projected: a later version may know how (V2); return how many could be now."""
    ids = [row[0] for row in raw.execute("SELECT changeset_id FROM deferred")]
    done = 0
    for changeset_id in ids:
        raw.execute("DELETE FROM deferred WHERE changeset_id = ?", (changeset_id,))
        done += project_rows(raw, list(said_rows(raw, "id = ?", (changeset_id,))))
    return done


def _ranges(raw: Any) -> list[_Range]:
    return [_Range(*each) for each in json.loads(local_setting(raw, UNPROJECTED) or "[]")]


def _keep(raw: Any, ranges: list[_Range]) -> None:
    kept = [[each.first, each.last, each.after, each.left] for each in ranges]
    set_local_setting(raw, UNPROJECTED, json.dumps(kept))
