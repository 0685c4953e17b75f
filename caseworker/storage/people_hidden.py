"""People of the register who may be known from cases that are not on this computer: what the chain tells of that.

A person comes into the register out of a case, in one save: the change that records them is followed at once by the one
that links them in the case. Where that one is hidden here, so is where the person is known from (E3).
"""

from __future__ import annotations

from typing import Any

_NEXT_IS_HIDDEN = (
    "EXISTS (SELECT 1 FROM hidden_link h WHERE h.origin = c.origin AND h.oseq = c.oseq + 1) AND NOT EXISTS"
    " (SELECT 1 FROM changeset x WHERE x.origin = c.origin AND x.oseq = c.oseq + 1 AND x.emptied = '')"
)
_SAVED_WITH_HIDDEN = (
    "EXISTS (SELECT 1 FROM changeset x WHERE x.group_id = c.group_id AND x.group_id <> x.id AND x.scope_kind = 'case'"
    " AND x.emptied = 'withheld')"
)
_SAVED_WITH_SEEN = (
    "EXISTS (SELECT 1 FROM changeset x WHERE x.group_id = c.group_id AND x.group_id <> x.id AND x.scope_kind = 'case'"
    " AND x.emptied = '')"
)


def hides_cases(raw: Any) -> bool:
    """Return whether the hub keeps changes from this computer."""
    row = raw.execute("SELECT 1 FROM withheld UNION ALL SELECT 1 FROM hidden_link LIMIT 1").fetchone()
    return row is not None


def is_recorded_out_of_sight(raw: Any, person_id: str) -> bool:
    """Return whether a person came into the register out of a case that is not on this computer."""
    row = raw.execute(
        f"SELECT NOT {_SAVED_WITH_SEEN} AND ({_SAVED_WITH_HIDDEN} OR {_NEXT_IS_HIDDEN}) FROM changeset c"
        " WHERE c.scope_id = ? ORDER BY c.recorded_at, c.origin, c.oseq LIMIT 1",
        (person_id,),
    ).fetchone()
    return bool(row and row[0])


def recorded_beside_hidden(raw: Any) -> set[str]:
    """Return the people of whom a change stands beside one that is hidden here: those worth a closer look."""
    rows = raw.execute(
        "SELECT c.scope_id FROM hidden_link h CROSS JOIN changeset c ON c.origin = h.origin AND c.oseq = h.oseq - 1"
        " WHERE c.scope_kind = 'person' UNION SELECT c.scope_id FROM withheld w"
        " CROSS JOIN changeset x ON x.scope_id = w.scope_id CROSS JOIN changeset c ON c.group_id = x.group_id"
        " AND c.group_id <> c.id WHERE c.scope_kind = 'person'"
    )
    return {str(row[0]) for row in rows.fetchall()}


def people_of_restricted(raw: Any) -> set[str]:
    """Return the people of the register who stand in a restricted case."""
    rows = raw.execute(
        "SELECT DISTINCT e.doc ->> 'person_id' FROM case_list c CROSS JOIN entity e"
        " ON e.scope_id = c.id AND e.kind = 'party' WHERE c.restricted = 1"
    )
    return {str(row[0]) for row in rows.fetchall() if row[0]}
