"""When each person on this PC last opened each case: what others changed since is shown as "Updated".

The table belongs to this PC and is not in the record: it says who looked, not what was done.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from caseworker.domain.cases import CaseRow


def note_seen(raw: Any, case_id: str, person_id: str, now: str) -> None:
    """Write that a person has the case before them now; a change stamped by a faster clock counts as seen too."""
    raw.execute(
        "INSERT INTO seen (case_id, person_id, seen_at)"
        " SELECT :case, :person, max(:now, c.last_change_at) FROM case_list c WHERE c.id = :case"
        " ON CONFLICT (case_id, person_id) DO UPDATE SET seen_at = excluded.seen_at",
        {"case": case_id, "person": person_id, "now": now},
    )


def marked(raw: Any, person_id: str, rows: list[CaseRow]) -> list[CaseRow]:
    """Return the rows, those marked that somebody else changed since the person opened them.

    A case never opened counts only where it is the person's own and still open.
    """
    updated = _updated(raw, person_id, [row.case_id for row in rows]) if person_id else set()
    return [row._replace(is_updated=True) if row.case_id in updated else row for row in rows]


def _updated(raw: Any, person_id: str, case_ids: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(case_ids), 500):
        part = case_ids[start : start + 500]
        rows = raw.execute(
            "SELECT c.id FROM case_list c LEFT JOIN seen s ON s.case_id = c.id AND s.person_id = ?"
            f" WHERE c.id IN ({', '.join('?' * len(part))}) AND c.last_change_by <> ? AND"
            " CASE WHEN s.seen_at IS NULL THEN c.owner_id = ? AND c.is_active = 1"
            " ELSE c.last_change_at > s.seen_at END",
            (person_id, *part, person_id, person_id),
        )
        found.update(row[0] for row in rows.fetchall())
    return found
