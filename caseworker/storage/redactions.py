"""Redactions: which the record has, what they name, and what is empty though none names it (E1, I15)."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from caseworker.domain.changes import decode
from caseworker.domain.odd_values import known_texts
from caseworker.storage.unheeded import unheeded

REDACTION = "redaction"
"""Kind of thing, in the office's scope, whose fields "scopes", "changesets" and "blobs" say what is emptied."""

WITHHELD, REDACTED, REFUSED = "withheld", "redacted", "refused"


class Targets(NamedTuple):
    """What redactions name: whole scopes, single changesets, and files by digest."""

    scopes: frozenset[str] = frozenset()
    changesets: frozenset[str] = frozenset()
    blobs: frozenset[str] = frozenset()

    def names(self, changeset_id: str, scope_id: str) -> bool:
        """Whether a changeset is to be empty."""
        return changeset_id in self.changesets or scope_id in self.scopes


def redactions(raw: Any, *, but: Collection[str] = ()) -> Targets:
    """Return everything that the redactions obeyed here name, projected or not; without some that are named."""
    known = raw.execute(
        "SELECT c.id, c.body FROM entity e JOIN touch t ON t.entity_id = e.id JOIN changeset c ON c.n = t.changeset_n"
        " WHERE e.scope_id = 'office' AND e.kind = ? AND c.scope_kind = 'office'",
        (REDACTION,),
    ).fetchall()
    not_counted = unheeded(raw).union(but)
    coming = unprojected_with(raw, REDACTION, "AND c.scope_kind = 'office'")
    return union(targets_of(body) for key, body in (*known, *coming) if key not in not_counted)


def targets_of(body: str) -> Targets:
    """Return what a changeset's body redacts; nothing, for all but redactions."""
    if not is_redaction(body):
        return Targets()
    return union(
        _of_doc({change.field: change.value for change in entity.fields})
        for entity in decode(body)
        if entity.entity_kind == REDACTION
    )


def on_hold(raw: Any, targets: Targets) -> list[str]:
    """Return the references of cases that a redaction names and that are under a legal hold here."""
    rows = raw.execute(
        "SELECT coalesce(e.doc ->> 'reference', '') FROM json_each(?) gone JOIN entity e ON e.id = gone.value"
        " WHERE e.kind = 'case' AND e.doc ->> 'legal_hold' ORDER BY 1",
        (json.dumps(sorted(targets.scopes)),),
    )
    return [str(row[0]) for row in rows]


def late_work(raw: Any, targets: Targets, after: int) -> list[str]:
    """Return the references of cases that a redaction names and that this computer wrote about too late (E2).

    Args:
        after: the feed number of the redaction: the hub has emptied what it received later.
    """
    rows = raw.execute(
        "SELECT coalesce(e.doc ->> 'reference', '') FROM json_each(?) gone JOIN entity e ON e.id = gone.value"
        " WHERE e.kind = 'case' AND EXISTS (SELECT 1 FROM changeset c WHERE c.scope_id = e.id AND c.emptied = ''"
        " AND c.origin IN (SELECT id FROM origin) AND (c.feed IS NULL OR c.feed > ?)) ORDER BY 1",
        (json.dumps(sorted(targets.scopes)), after),
    )
    return [str(row[0]) for row in rows]


def unexplained(raw: Any) -> list[str]:
    """Return a sentence for each changeset that is empty here though nothing says why (I15)."""
    return [f"Change {n}: it is empty, and no redaction names it." for n, _id in _unexplained(raw)]


def doubtful_ids(raw: Any) -> tuple[str, ...]:
    """Return the changesets that are empty here though no redaction says why: refused ones, and those unexplained.

    With them the redactions that this computer wrote with a program before 0.7, which took a refusal for an answer like
    any other: what they name would stay empty here alone.
    """
    asked = raw.execute(
        "SELECT id FROM changeset WHERE feed IS NOT NULL AND (emptied = ? OR (scope_kind = 'office' AND app_ver < '0.7'"
        " AND origin IN (SELECT id FROM origin) AND instr(body, ?)))",
        (REFUSED, f'"{REDACTION}"'),
    )
    return (*(changeset_id for _n, changeset_id in _unexplained(raw)), *(str(key) for (key,) in asked))


def _unexplained(raw: Any) -> list[tuple[int, str]]:
    rows = raw.execute(
        "SELECT n, id, scope_id FROM changeset WHERE (emptied <> '' OR (body = '' AND salt = ''))"
        f" AND emptied <> '{REFUSED}' AND NOT (emptied = ? AND scope_id IN (SELECT scope_id FROM withheld)) ORDER BY n",
        (WITHHELD,),
    ).fetchall()
    targets = redactions(raw) if rows else Targets()
    return [(int(n), str(key)) for n, key, scope in rows if not targets.names(key, scope)]


def unprojected_with(raw: Any, word: str, which: str = "") -> list[tuple[str, str]]:
    """Return id and body of what is still to be projected and has a word in quotation marks."""
    rows = raw.execute(
        "SELECT c.id, c.body FROM local_setting s JOIN json_each(s.value) j JOIN changeset c"
        " ON c.n BETWEEN j.value ->> 0 AND j.value ->> 1"
        f" WHERE s.key = 'unprojected' {which} AND instr(c.body, ?)",
        (f'"{word}"',),
    )
    return list(rows.fetchall())


def is_redaction(body: str) -> bool:
    return f'"{REDACTION}"' in body and any(e.entity_kind == REDACTION for e in _decoded(body))


def _decoded(body: str) -> tuple[Any, ...]:
    try:
        return decode(body)
    except (ValueError, TypeError):  # of a later version, or damaged: no redaction that this version knows
        return ()


def _of_doc(doc: dict[str, Any]) -> Targets:
    return Targets(*(frozenset(known_texts(doc.get(name))) for name in Targets._fields))


def union(all_targets: Iterable[Targets]) -> Targets:
    found = list(all_targets)
    return Targets(
        frozenset().union(*(t.scopes for t in found)),
        frozenset().union(*(t.changesets for t in found)),
        frozenset().union(*(t.blobs for t in found)),
    )
