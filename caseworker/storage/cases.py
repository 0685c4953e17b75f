"""The reading side of one case: what it is now, and everything that was done to it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cached_property
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


class ChangeEvent:
    """One changeset of a case. What each field was before is found when somebody asks: it takes the whole past."""

    def __init__(self, row: tuple[str, str, str, str, str, str], number: int, past: _Past) -> None:
        self.changeset_id, self.group_id, self.kind, self.author_id, self.recorded_at, self.reason = row
        self._number, self._past = number, past
        self._kept: tuple[FieldEvent, ...] | None = None

    @property
    def fields(self) -> tuple[FieldEvent, ...]:
        """The fields it changed, each with what it was before."""
        return self._past.fields[self._number] if self._kept is None else self._kept

    def became(self, entity_kind: str, name: str) -> list[Value]:
        """Return the values it gave to a field, one for each thing of that kind."""
        if self._kept is not None:
            return [f.after for f in self._kept if (f.entity_kind, f.field) == (entity_kind, name)]
        body = self._past.bodies[self._number]
        return [
            change[1]
            for _id, kind, changes in body
            if kind == entity_kind
            for change in changes
            if change[0] == name
        ]

    def known(self, entity_kind: str, name: str) -> list[Value]:
        """Return what a field held after it, of each thing of that kind that it touched."""
        touched = {
            entity_id for entity_id, kind, _changes in self._past.bodies[self._number] if kind == entity_kind
        }
        found: dict[str, Value] = {}
        for body in self._past.bodies[: self._number + 1]:
            for entity_id, _kind, changes in body:
                for field, value, _parents in changes if entity_id in touched else ():
                    if field == name:
                        found[entity_id] = value
        return list(found.values())

    def with_fields(self, fields: tuple[FieldEvent, ...]) -> ChangeEvent:
        """Return the same act with some of its fields alone, for who may not see the others."""
        row = (self.changeset_id, self.group_id, self.kind, self.author_id, self.recorded_at, self.reason)
        shown = ChangeEvent(row, self._number, self._past)
        shown._kept = fields
        return shown


class _Past:
    """Every changeset of a scope as it was read: [entity id, kind, [[field, value, parents], …]] in each body."""

    def __init__(self, bodies: list[Any]) -> None:
        self.bodies = bodies

    @cached_property
    def fields(self) -> list[tuple[FieldEvent, ...]]:
        """Of each changeset, in order: its fields with what they were before."""
        now: dict[tuple[str, str], Value] = {}
        found = []
        for body in self.bodies:
            fields = []
            for entity_id, entity_kind, changes in body:
                for name, value, _parents in changes:
                    key = (entity_id, name)
                    fields.append(
                        FieldEvent(entity_id, entity_kind, name, now.get(key), value, key not in now)
                    )
                    now[key] = value
            found.append(tuple(fields))
        return found


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
    past = _Past(_all_read(row[6] or "[]" for row in rows))  # an emptied body (redacted) has no changes
    return [ChangeEvent(row[:6], number, past) for number, row in enumerate(rows)]


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
