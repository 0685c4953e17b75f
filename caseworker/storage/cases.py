"""The reading side of one case: what it is now, and everything that was done to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

from caseworker.domain.cases import CaseRow, CaseView, TimelineItem
from caseworker.domain.cells import may_be_again, removes
from caseworker.domain.changes import Value, corrected
from caseworker.domain.fold import EntityState
from caseworker.domain.history_order import Made, in_order
from caseworker.domain.stages import stage_order
from caseworker.errors import RuleError
from caseworker.storage.case_rows import READ_COLUMNS, to_case_row

_EMPTY = (None, "")
_UNSAID = object()
_ROW = f"SELECT {READ_COLUMNS} FROM case_list c WHERE c.id = ?"
_read_json = json.JSONDecoder().raw_decode


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

    def told(self) -> Iterator[tuple[str, str, Value]]:
        """Kind, field and new value of what it changed, one by one, without what was empty before and after.

        For who wants the first few: an import has dozens, and only an emptied field needs the past.
        """
        if self._kept is None:
            is_again = self._past.is_again
            for entity_id, entity_kind, changes in self._past.bodies[self._number]:
                for name, value, parents in changes:
                    if (parents or value is None) and is_again(entity_id, entity_kind, name, value, parents):
                        continue
                    if value not in _EMPTY or self._was(entity_id, name) not in _EMPTY:
                        yield entity_kind, name, value
            return
        for field in self._kept:
            if field.after not in _EMPTY or field.before not in _EMPTY:
                yield field.entity_kind, field.field, field.after

    def _was(self, entity_id: str, name: str) -> Value:
        return next((f.before for f in self.fields if (f.entity_id, f.field) == (entity_id, name)), None)

    def became(self, entity_kind: str, name: str) -> list[Value]:
        """Return the values it gave to a field, one for each thing of that kind."""
        if self._kept is not None:
            return [f.after for f in self._kept if (f.entity_kind, f.field) == (entity_kind, name)]
        if entity_kind == "case" and (still := self._past.still(self.changeset_id, name)) is not None:
            return still
        return [
            change[1]
            for entity_id, kind, changes in self._past.bodies[self._number]
            if kind == entity_kind
            for change in changes
            if change[0] == name and not self._past.is_again(entity_id, kind, *change)
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
    """Every changeset of a scope as it was read: [entity id, kind, [[field, value, parents], …]] in each body.

    The bodies are the most there is to read of a case, and its first page asks little of them: they wait until then.
    """

    def __init__(
        self, ids: list[str], texts: list[str], case: EntityState | None, bodies: list[Any] | None = None
    ) -> None:
        self._ids, self._texts, self._case = ids, texts, case
        if bodies is not None:
            self.bodies = bodies

    def still(self, changeset_id: str, name: str) -> list[Value] | None:
        """Return what a changeset made a field of the case, if that is in force; None where the body must be asked."""
        if self._case is None:
            return None
        if name not in self._case.doc:  # nobody ever set it
            return []
        return [self._case.doc[name]] if self._case.versions(name) == (changeset_id,) else None

    @cached_property
    def bodies(self) -> list[Any]:
        """The changes of each changeset, in order; an emptied body (redacted) has none."""
        return _all_read([text or "[]" for text in self._texts])

    def said(self, number: int) -> list[Any]:
        """What a changeset changed: its body without what was only written again beside it (`domain/cells.py`)."""
        body: list[Any] = self.bodies[number]
        if not any(self.is_again(*thing, *change) for *thing, changes in body for change in changes):
            return body
        return [
            (entity_id, kind, [each for each in changes if not self.is_again(entity_id, kind, *each)])
            for entity_id, kind, changes in body
        ]

    def is_again(self, entity_id: str, kind: str, name: str, value: Value, parents: list[str]) -> bool:
        """Whether a value is the very one its author was looking at, or nothing where nothing was."""
        if not parents:
            return value is None
        if not may_be_again(name):
            return False
        written = [
            before
            for parent in sorted(parents)
            if (before := self._wrote(parent, entity_id, name)) is not _UNSAID
        ]
        if removes(kind, name, value):  # names everything seen, what was there before the removal too
            written = written[-1:]
        return len(written) == 1 and bool(written[0] == value)

    def _wrote(self, changeset_id: str, entity_id: str, name: str) -> Value:
        """What a changeset wrote of one field, `_UNSAID` where it did not."""
        for thing_id, _kind, changes in (
            self.bodies[self._numbers[changeset_id]] if changeset_id in self._numbers else ()
        ):
            if thing_id == entity_id:
                return next((change[1] for change in changes if change[0] == name), _UNSAID)
        return _UNSAID

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {changeset_id: number for number, changeset_id in enumerate(self._ids)}

    @cached_property
    def fields(self) -> list[tuple[FieldEvent, ...]]:
        """Of each changeset, in order: its fields with what they were before."""
        now: dict[tuple[str, str], Value] = {}
        found = []
        for number in range(len(self.bodies)):
            fields = []
            for entity_id, entity_kind, changes in self.said(number):
                for name, value, _parents in changes:
                    key = (entity_id, name)
                    fields.append(
                        FieldEvent(entity_id, entity_kind, name, now.get(key), value, key not in now)
                    )
                    now[key] = value
            found.append(tuple(fields))
        return found


def read_entities(raw: Any, scope_id: str) -> list[EntityState]:
    """Return everything kept in a scope, in the order of ids, which is that of making, with its clashes."""
    rows = raw.execute(
        "SELECT id, kind, doc, vers FROM entity WHERE scope_id = ? ORDER BY id", (scope_id,)
    ).fetchall()
    docs = _all_read([text for row in rows for text in row[2:]])
    states = [
        EntityState(entity_id, kind, scope_id, docs[2 * n], docs[2 * n + 1])
        for n, (entity_id, kind, _doc, _vers) in enumerate(rows)
    ]
    if any(len(in_force) > 1 for state in states for in_force in state.vers.values()):
        _add_clashes(raw, scope_id, states)
    return states


def _add_clashes(raw: Any, scope_id: str, states: list[EntityState]) -> None:
    """Put the clashing values beside the fields: only where a field has several changes in force can there be any."""
    by_id = {state.id: state for state in states}
    for entity_id, field, clashing in raw.execute(
        "SELECT entity_id, field, clashing FROM conflict WHERE scope_id = ?", (scope_id,)
    ):
        by_id[entity_id].conflicts[field] = json.loads(clashing)


def _all_read(texts: list[str]) -> list[Any]:
    """Read many JSON texts in one go, which takes a third of the time."""
    found: list[Any] = _read_json(f"[{','.join(texts)}]")[0]
    return found


def read_row(raw: Any, case_id: str) -> CaseRow:
    """Return the line of one case.

    Raises:
        RuleError: there is no such case.
    """
    row = raw.execute(_ROW, (case_id,)).fetchone()
    if row is None:
        raise RuleError("This case is not on this computer. Go back to the list and open it again.")
    return to_case_row(row)


def read_case(raw: Any, case_id: str) -> CaseView:
    """Return one case, without its timeline.

    Raises:
        RuleError: there is no such case.
    """
    return to_view(read_row(raw, case_id), read_entities(raw, case_id))


def to_view(row: CaseRow, entities: list[EntityState], timeline: tuple[TimelineItem, ...] = ()) -> CaseView:
    """Return a case from what was read of it."""
    things: dict[str, list[EntityState]] = {}
    removed = []
    for state in entities:
        if state.doc.get("voided"):
            removed.append(state)
        else:
            things.setdefault(state.kind, []).append(state)
    if len(stages := things.get("stage", ())) > 1:
        things["stage"] = sorted(stages, key=lambda stage: stage_order(stage.doc))
    of_kind = {kind: tuple(states) for kind, states in things.items()}
    return CaseView(
        row,
        of_kind["case"][0],
        of_kind.get("stage", ()),
        of_kind.get("party", ()),
        of_kind.get("pause", ()),
        of_kind.get("note", ()),
        of_kind.get("letter", ()),
        of_kind.get("task", ()),
        timeline,
        tuple([f"{state.id}.{name}" for state in entities for name in state.conflicts]),
        of_kind,
        tuple(removed),
    )


def read_events(raw: Any, scope_id: str, case: EntityState | None = None) -> list[ChangeEvent]:
    """Return everything done in a scope, oldest first, each field with what it was before.

    Of what could not be projected here (`deferred`) the heading alone is told, so that the case can be opened (P11).

    Args:
        case: the case as it stands in the same look at the file, if it was read: what is still in force is taken from
            there.
    """
    rows = raw.execute(
        "SELECT id, group_id, kind, author_id, recorded_at, reason,"
        " CASE WHEN id IN (SELECT changeset_id FROM deferred) THEN '' ELSE body END, clock_offset, origin, oseq"
        " FROM changeset WHERE scope_id = ? ORDER BY n",
        (scope_id,),
    ).fetchall()
    origin, last, bodies = rows[0][8] if rows else "", 0, None
    for row in rows:
        if row[9] < last or row[7] or row[8] != origin:
            rows, bodies = _in_order(rows)
            break
        last = row[9]
    past = _Past([row[0] for row in rows], [row[6] for row in rows], case, bodies)
    return [ChangeEvent(row[:6], number, past) for number, row in enumerate(rows)]


def _in_order(rows: list[tuple[Any, ...]]) -> tuple[list[tuple[Any, ...]], list[Any]]:
    """Return the rows in the order things happened, by the hub's clock, and their bodies."""
    bodies = _all_read([row[6] or "[]" for row in rows])
    parents = {
        row[0]: {parent for _id, _kind, changes in body for change in changes for parent in change[2]}
        for row, body in zip(rows, bodies, strict=True)
    }
    rows = [(*row[:4], corrected(row[4], row[7]), *row[5:]) for row in rows]
    order = in_order([Made(row[4], row[8], row[9], row[0]) for row in rows], parents)
    return [rows[number] for number in order], [bodies[number] for number in order]


def all_stages(raw: Any) -> list[tuple[str, str, dict[str, Any], list[dict[str, Any]]]]:
    """Return every stage that has clocks, with its case's reference and kind and its own stops."""
    pauses: dict[str, list[dict[str, Any]]] = {}
    for (text,) in raw.execute("SELECT doc FROM entity WHERE kind = 'pause'"):
        doc = json.loads(text)
        if not doc.get("voided"):
            pauses.setdefault(doc.get("stage_id", ""), []).append(doc)
    rows = raw.execute(
        "SELECT c.reference, c.kind, e.id, e.doc FROM entity e JOIN case_list c ON c.id = e.scope_id"
        " WHERE e.kind = 'stage' ORDER BY e.id"
    )
    return [(ref, kind, json.loads(doc), pauses.get(stage_id, [])) for ref, kind, stage_id, doc in rows]
