"""How many cases use each code of a list: open ones and all, each case once however often it names the code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

_COLUMNS = frozenset({"division", "service", "team", "theme", "outcome", "waiting_for"})
"""Fields of a case that are columns of `case_list` too: counted there, which needs no look into any document."""


def code_uses(raw: Any, fields: Iterable[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """Return the cases of each code: how many open, how many in all; void cases are left out.

    Args:
        fields: kind of thing and field name, for every field that takes its values from the list.
    """
    parts, values = [], []
    for kind, name in fields:
        if kind == "case" and name in _COLUMNS:
            parts.append(f"SELECT n, is_active, status, {name} AS code FROM case_list")
        else:
            parts.append(
                "SELECT c.n, c.is_active, c.status, j.atom FROM entity e JOIN case_list c ON c.id = e.scope_id,"
                " json_each(e.doc, ?) j WHERE e.kind = ?"
            )
            values += [f"$.{name}", kind]
    if not parts:
        return {}
    rows = raw.execute(
        f"WITH used(n, is_active, status, code) AS ({' UNION ALL '.join(parts)})"
        " SELECT code, count(DISTINCT CASE WHEN is_active THEN n END), count(DISTINCT n) FROM used"
        " WHERE code <> '' AND status <> 'void' GROUP BY code",
        values,
    )
    return {str(code): (int(active), int(count)) for code, active, count in rows}


def scheme_uses(raw: Any) -> dict[tuple[str, str], int]:
    """Return how many stages were counted by each set of timescales: by procedure and name."""
    rows = raw.execute(
        "SELECT json_extract(doc, '$.procedure') AS p, json_extract(doc, '$.scheme') AS s, count(*) FROM entity"
        " WHERE kind = 'stage' AND s IS NOT NULL GROUP BY p, s"
    )
    return {(str(procedure), str(scheme)): int(count) for procedure, scheme, count in rows}


def active_case_ids(raw: Any) -> list[str]:
    """Return the ids of the cases somebody still has to do something about, the most urgent first."""
    rows = raw.execute("SELECT id FROM case_list WHERE is_active = 1 ORDER BY sort_due, id")
    return [str(case_id) for (case_id,) in rows]
