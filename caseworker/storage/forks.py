"""Numbers that one computer gave twice, as when its folder was put back from a copy and used on, and who said why."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

FORK = "fork"
"""Kind of thing, in the office's scope, that names changesets of which it is known why they have one number."""


class Double(NamedTuple):
    """A number of a computer that several changesets have: their ids."""

    origin: str
    oseq: int
    changesets: tuple[str, ...]


class Explanation(NamedTuple):
    """Which changesets somebody explained, on which day, and why."""

    changesets: tuple[str, ...]
    on: str
    author_id: str
    reason: str


def doubles(raw: Any) -> list[Double]:
    """Return every number that was given more than once."""
    rows = raw.execute(
        "SELECT origin, oseq, json_group_array(id) FROM changeset GROUP BY origin, oseq HAVING count(*) > 1"
        " ORDER BY origin, oseq"
    ).fetchall()
    return [Double(str(origin), int(oseq), tuple(sorted(json.loads(ids)))) for origin, oseq, ids in rows]


def explanations(raw: Any) -> list[Explanation]:
    """Return what was explained, the earliest first."""
    rows = raw.execute(
        "SELECT e.doc, c.author_id, c.reason FROM entity e JOIN touch t ON t.entity_id = e.id"
        " JOIN changeset c ON c.n = t.changeset_n WHERE e.scope_id = 'office' AND e.kind = ?"
        " ORDER BY c.recorded_at, c.id",
        (FORK,),
    ).fetchall()
    docs = [(json.loads(doc), str(author_id), str(reason)) for doc, author_id, reason in rows]
    return [
        Explanation(
            tuple(map(str, doc.get("changesets") or ())), str(doc.get("explained_on")), author_id, reason
        )
        for doc, author_id, reason in docs
    ]
