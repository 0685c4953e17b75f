"""Cases that have one reference between them, and which of them had it first (offline rule R6)."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any, NamedTuple

from caseworker.domain.changes import corrected
from caseworker.storage.references import series_and_number

_DOUBLE = (
    "SELECT c.reference, c.id, h.origin, h.oseq, h.recorded_at, h.clock_offset, h.origin IN (SELECT id FROM origin)"
    " FROM case_list c JOIN entity e ON e.id = c.id JOIN changeset h ON h.id = json_extract(e.vers, '$.\"\"[0]')"
    " WHERE c.reference IN (SELECT reference FROM case_list {} GROUP BY reference HAVING count(*) > 1)"
)
_AMONG = "WHERE reference IN (SELECT reference FROM case_list WHERE id IN (SELECT value FROM json_each(?)))"


class LaterCase(NamedTuple):
    """A case whose reference another case was given earlier; `is_own`: it was logged on this computer."""

    case_id: str
    reference: str
    is_own: bool


def later_cases(raw: Any, case_ids: tuple[str, ...] | None = None) -> list[LaterCase]:
    """Return the cases that were logged later than another with the same reference of ours, oldest first.

    Args:
        case_ids: only references of these cases are looked at; all by default.
    """
    sql, values = (
        (_DOUBLE.format(""), ()) if case_ids is None else (_DOUBLE.format(_AMONG), (json.dumps(case_ids),))
    )
    by_reference: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for reference, case_id, origin, oseq, recorded_at, offset, is_own in raw.execute(sql, values):
        if series_and_number(reference):
            logged = (corrected(recorded_at, offset), origin, oseq)
            by_reference[reference].append((logged, case_id, reference, bool(is_own)))
    later = sorted(row for rows in by_reference.values() for row in sorted(rows)[1:])
    return [LaterCase(*row[1:]) for row in later]
