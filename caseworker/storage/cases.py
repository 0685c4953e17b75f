"""The reading side of one case: what it is now, and everything that was done to it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from caseworker.domain.cases import CaseView
from caseworker.domain.changes import Value
from caseworker.domain.fold import EntityState
from caseworker.domain.stages import stage_order
from caseworker.errors import RuleError
from caseworker.storage.case_rows import READ_COLUMNS, to_case_row


class FieldEvent(NamedTuple):
    """One field of one change: what it was, what it became. A case has hundreds, so they are plain tuples."""

    entity_id: str
    entity_kind: str
    field: str
    before: Value
    after: Value
    is_first: bool


class ChangeEvent(NamedTuple):
    """One changeset of a case, with the fields it changed."""

    changeset_id: str
    group_id: str
    kind: str
    author_id: str
    recorded_at: str
    reason: str
    fields: tuple[FieldEvent, ...]


def read_entities(raw: Any, scope_id: str) -> list[EntityState]:
    """Return everything kept in a scope, in the order it was made, with its clashes."""
    rows = raw.execute(
        "SELECT id, kind, doc, vers FROM entity WHERE scope_id = ? ORDER BY n", (scope_id,)
    ).fetchall()
    clashes: dict[str, dict[str, list[Value]]] = {}
    for entity_id, field, clashing in raw.execute(
        "SELECT entity_id, field, clashing FROM conflict WHERE scope_id = ?", (scope_id,)
    ):
        clashes.setdefault(entity_id, {})[field] = json.loads(clashing)
    docs = _all_read(text for row in rows for text in row[2:])
    return [
        EntityState(entity_id, kind, scope_id, docs[2 * n], docs[2 * n + 1], clashes.get(entity_id, {}))
        for n, (entity_id, kind, _doc, _vers) in enumerate(rows)
    ]


def _all_read(texts: Iterable[str]) -> list[Any]:
    """Read many JSON texts in one go, which takes a third of the time."""
    found: list[Any] = json.loads(f"[{','.join(texts)}]")
    return found


def read_case(raw: Any, case_id: str) -> CaseView:
    """Return one case.

    Raises:
        RuleError: there is no such case.
    """
    row = raw.execute(f"SELECT {READ_COLUMNS} FROM case_list c WHERE c.id = ?", (case_id,)).fetchone()
    if row is None:
        raise RuleError("This case is not on this computer. Go back to the list and open it again.")
    entities = read_entities(raw, case_id)
    of_kind: dict[str, list[EntityState]] = {}
    for state in entities:
        if not state.doc.get("voided"):
            of_kind.setdefault(state.kind, []).append(state)
    case = of_kind["case"][0]

    stages = of_kind.get("stage", [])
    stages.sort(key=lambda stage: stage_order(stage.doc))

    def those(kind: str) -> tuple[EntityState, ...]:
        return tuple(of_kind.get(kind, ()))

    clashing = tuple(f"{state.id}.{name}" for state in entities for name in state.conflicts)
    return CaseView(
        to_case_row(row),
        case,
        those("stage"),
        those("party"),
        those("pause"),
        those("note"),
        those("letter"),
        those("task"),
        (),
        clashing,
        {kind: tuple(states) for kind, states in of_kind.items()},
    )


def read_events(raw: Any, scope_id: str) -> list[ChangeEvent]:
    """Return everything done in a scope, oldest first, each field with what it was before."""
    rows = raw.execute(
        "SELECT id, group_id, kind, author_id, recorded_at, reason, body FROM changeset WHERE scope_id = ? ORDER BY n",
        (scope_id,),
    ).fetchall()
    bodies = _all_read(row[6] or "[]" for row in rows)  # an emptied body (redacted) has no changes
    now: dict[tuple[str, str], Value] = {}
    events = []
    for (changeset_id, group_id, kind, author_id, recorded_at, reason, _body), body in zip(
        rows, bodies, strict=True
    ):
        fields = []
        for entity_id, entity_kind, changes in body:
            for name, value, _parents in changes:
                key = (entity_id, name)
                fields.append(FieldEvent(entity_id, entity_kind, name, now.get(key), value, key not in now))
                now[key] = value
        events.append(
            ChangeEvent(changeset_id, group_id, kind, author_id, recorded_at, reason, tuple(fields))
        )
    return events


def all_stages(raw: Any) -> list[tuple[str, str, dict[str, Any], list[dict[str, Any]]]]:
    """Return every stage that has clocks, with its case's reference and kind and its own stops."""
    pauses: dict[str, list[dict[str, Any]]] = {}
    for (text,) in raw.execute("SELECT doc FROM entity WHERE kind = 'pause'"):
        doc = json.loads(text)
        if not doc.get("voided"):
            pauses.setdefault(doc.get("stage_id", ""), []).append(doc)
    rows = raw.execute(
        "SELECT c.reference, c.kind, e.id, e.doc FROM entity e JOIN case_list c ON c.id = e.scope_id"
        " WHERE e.kind = 'stage' ORDER BY e.n"
    )
    return [(ref, kind, json.loads(doc), pauses.get(stage_id, [])) for ref, kind, stage_id, doc in rows]
