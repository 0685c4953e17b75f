"""From the record to the tables that screens read.

The projector keeps the things of one transaction in memory and writes each touched row once at the end, so that one
save and an import of a hundred thousand cases take the same road.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from caseworker.domain.changes import Changeset, FieldLine, canonical, change_of, corrected
from caseworker.domain.fold import Applied, EntityState, apply_simply, create, fold
from caseworker.storage import void_cases
from caseworker.storage.case_rows import LISTED_KINDS, case_list_row
from caseworker.storage.entity_history import history_of
from caseworker.storage.fact_lines import FactLines
from caseworker.storage.list_rows import (
    LastChange,
    insert_rows,
    last_change_of,
    note_last_change,
    update_row,
)
from caseworker.storage.people_rows import write_people
from caseworker.storage.references import Taken, note_taken, taken_by
from caseworker.storage.said import Said
from caseworker.storage.search_rows import CHANGE_SEARCHED, insert_searched, search_row

_LISTED = frozenset(LISTED_KINDS)
PROJECTIONS = (
    "entity",
    "touch",
    "conflict",
    "deferred",
    "case_list",
    "stage_fact",
    "part_fact",
    "search_text",
    "reference_number",
    "person_row",
    "person_key",
    "name_word",
)


class Projector:
    """Applies changesets to the projections of one open write transaction; `flush` writes them.

    What it writes is a function of the set of changesets, whatever the order they came in (I5); only the places (`n`)
    are this file's own.

    Args:
        places: numbers that things had before and keep, by id.
        there: things up to this place were changed when the changesets were saved (`unwritten.py`).
    """

    def __init__(self, raw: Any, places: Mapping[str, int] | None = None, there: int = 0) -> None:
        self._raw, self._there = raw, there
        self._kept_places = places or {}
        self._states: dict[str, EntityState] = {}
        self._places: dict[str, int] = {}
        self._by_scope: dict[str, dict[str, EntityState]] = defaultdict(dict)
        self._whole_scopes: set[str] = set()
        self._changed: dict[str, None] = {}
        self._new: set[str] = set()
        self._early: dict[str, None] = {}
        self._touches: list[tuple[str, int]] = []
        self._last_change: dict[str, LastChange] = {}
        self._conflicts: set[str] = set()
        self._references: list[Taken] = []
        self._next_place: int | None = None

    def apply(self, n: int, changeset: Changeset | Said, *, is_new: bool = False) -> None:
        """Apply one changeset, stored as row `n`.

        Args:
            is_new: nothing of its scope has been seen before, so nothing is looked up, now or later.

        Raises:
            ValueError: it says something of a case that is not the one it belongs to.
        """
        scope_id = changeset.scope_id
        if is_new:
            self._whole_scopes.add(scope_id)
        is_whole = scope_id in self._whole_scopes
        order = (
            corrected(changeset.recorded_at, changeset.clock_offset),
            changeset.origin,
            changeset.oseq,
        )
        states, touches, changed = self._states, self._touches, self._changed
        for line in changeset.lines():
            entity_id, kind, fields = line
            if type(entity_id) is not str or type(kind) is not str:
                raise TypeError("a thing has an id and a kind, which are text")
            touches.append((entity_id, n))
            state = states.get(entity_id)
            if state is None and not is_whole:
                state = self._find(entity_id)
            if state is None:
                state = create(line, scope_id, changeset.id)
                self._add(state)
                if kind == "case" and not is_whole:
                    self._find_early_parts(state.id)
            elif self._places[entity_id] > self._there:
                change = change_of(entity_id, kind, fields)
                if not apply_simply(state, change, changeset.id):
                    self._refold(state, Applied(changeset.id, order, change))
            changed[entity_id] = None
            if kind == "case":
                if entity_id != scope_id:  # or whoever may not see a case could change it (E3)
                    raise ValueError("a case is changed in its own scope alone")
                self._note_reference(entity_id, fields)
        if changeset.scope_kind == "case" and changeset.body:  # what was emptied here may stand nowhere else
            known = self._last_change.get(scope_id)
            if known is None or order >= known[:3]:
                latest = LastChange(*order, changeset.author_id)
                self._last_change[scope_id] = max(known, latest) if known else latest

    def flush(self) -> None:
        """Write every touched row."""
        raw = self._raw
        self._write_touches()
        self._check_void_cases()
        new, changed = [], []
        for entity_id in self._changed:
            if self._places[entity_id] <= self._there and entity_id not in self._conflicts:
                continue
            state = self._states[entity_id]
            row = (canonical(state.doc), canonical(state.vers))
            if entity_id in self._new:
                new.append((self._places[entity_id], state.id, state.scope_id, state.kind, *row))
            else:
                changed.append((*row, self._places[entity_id]))
        _write(raw, "INSERT INTO entity (n, id, scope_id, kind, doc, vers) VALUES (?, ?, ?, ?, ?, ?)", new)
        _write(raw, "UPDATE entity SET doc = ?, vers = ? WHERE n = ?", changed)
        self._write_conflicts()
        note_taken(raw, self._references)
        facts = FactLines(raw)
        self._write_lists(facts)
        facts.flush()
        self._write_search()
        self._write_people()

    # -- finding ------------------------------------------------------------------------------------------

    def _find(self, entity_id: str) -> EntityState | None:
        if entity_id in self._states:
            return self._states[entity_id]
        row = self._raw.execute(
            "SELECT n, id, kind, scope_id, doc, vers FROM entity WHERE id = ?", (entity_id,)
        ).fetchone()
        return self._known(row) if row else None

    def _known(self, row: tuple[Any, ...]) -> EntityState:
        n, entity_id, kind, scope_id, doc, vers = row
        state = EntityState(entity_id, kind, scope_id, json.loads(doc), json.loads(vers))
        if any(len(versions) > 1 for versions in state.vers.values()):
            state.conflicts = {
                field: json.loads(clashing)
                for field, clashing in self._raw.execute(
                    "SELECT field, clashing FROM conflict WHERE entity_id = ?", (entity_id,)
                )
            }
        self._states[entity_id] = state
        self._places[entity_id] = n
        self._by_scope[scope_id][entity_id] = state
        return state

    def _find_early_parts(self, case_id: str) -> None:
        """Take in what arrived before its case did: only now can it be found by searching."""
        rows = self._raw.execute(
            "SELECT n, id, kind, scope_id, doc, vers FROM entity WHERE scope_id = ?", (case_id,)
        ).fetchall()
        for row in rows:
            if row[1] not in self._states:
                self._known(row)
            self._early[row[1]] = None

    def _add(self, state: EntityState) -> None:
        entity_id = state.id
        kept = self._kept_places.get(entity_id) if self._kept_places else None
        self._states[entity_id] = self._by_scope[state.scope_id][entity_id] = state
        self._places[entity_id] = kept or self._new_place()
        self._new.add(entity_id)

    def _new_place(self) -> int:
        if self._next_place is None:
            highest = self._raw.execute("SELECT max(n) FROM entity").fetchone()[0] or 0
            self._next_place = max((highest, *self._kept_places.values())) + 1
        self._next_place += 1
        return self._next_place - 1

    def _refold(self, state: EntityState, latest: Applied) -> None:
        """Fold the thing again from everything ever said of it: somebody else changed it meanwhile."""
        pending = [n for entity_id, n in self._touches if entity_id == state.id]
        stored = history_of(self._raw, state.id, pending)
        history = [latest, *(applied for applied in stored if applied.changeset_id != latest.changeset_id)]
        folded = fold(state.id, state.kind, state.scope_id, history)
        state.doc, state.vers, state.conflicts = folded.doc, folded.vers, folded.conflicts
        self._conflicts.add(state.id)

    def _check_void_cases(self) -> None:
        """Fold void cases again that were touched here: somebody may have added to them without knowing (C7)."""
        for scope_id in {self._states[entity_id].scope_id for entity_id in self._changed}:
            case = self._states.get(scope_id) if scope_id in self._whole_scopes else self._find(scope_id)
            if case is None or case.kind != "case" or not void_cases.concerns(case):
                continue
            self._write_touches()
            things = {state.id: state.kind for state in self._by_scope[scope_id].values()}
            if scope_id not in self._whole_scopes:
                stored = self._raw.execute("SELECT id, kind FROM entity WHERE scope_id = ?", (scope_id,))
                things.update(stored.fetchall())
            folded = void_cases.refolded(self._raw, case, (), sorted(things.items()))
            case.doc, case.vers, case.conflicts = folded.doc, folded.vers, folded.conflicts
            self._changed[case.id] = None
            self._conflicts.add(case.id)

    def _note_reference(self, case_id: str, fields: Sequence[FieldLine]) -> None:
        for name, value, _parents in fields:
            if name == "reference":
                self._references += taken_by(case_id, value)

    # -- writing ------------------------------------------------------------------------------------------

    def _write_touches(self) -> None:
        self._raw.executemany(
            "INSERT OR IGNORE INTO touch (entity_id, changeset_n) VALUES (?, ?)", self._touches
        )

    def _write_conflicts(self) -> None:
        for entity_id in self._conflicts:
            state = self._states[entity_id]
            self._raw.execute("DELETE FROM conflict WHERE entity_id = ?", (entity_id,))
            self._raw.executemany(
                "INSERT INTO conflict (entity_id, field, scope_id, clashing) VALUES (?, ?, ?, ?)",
                [(entity_id, field, state.scope_id, canonical(v)) for field, v in state.conflicts.items()],
            )

    def _write_lists(self, facts: FactLines) -> None:
        shown = self._scopes_shown()
        new = []
        for scope_id, latest in self._last_change.items():
            if scope_id not in shown:
                if scope_id not in self._whole_scopes:  # else there is no line: its case is not known
                    note_last_change(self._raw, scope_id, latest)
                continue
            things = self._listed(scope_id)
            if scope_id not in things:
                continue
            if scope_id in self._new and scope_id not in self._whole_scopes:  # parts of it came before it did
                latest = last_change_of(self._raw, scope_id) or latest
            row = self._line(scope_id, things, latest)
            self._take_facts(facts, scope_id, things)
            if scope_id in self._new:
                new.append(row)
            else:
                update_row(self._raw, row)
        insert_rows(self._raw, new)

    def _scopes_shown(self) -> set[str]:
        """Return the cases of which something was changed that their lines are made from."""
        return {self._states[i].scope_id for i in self._changed if self._states[i].kind in _LISTED}

    def _line(self, case_id: str, things: Mapping[str, EntityState], latest: LastChange) -> tuple[Any, ...]:
        place, case = self._places[case_id], things[case_id]
        return case_list_row(place, case, tuple(things.values()), latest.at, latest.author_id)

    def _take_facts(self, facts: FactLines, case_id: str, things: Mapping[str, EntityState]) -> None:
        placed = [(self._places[thing.id], thing) for thing in things.values()]
        facts.take(self._places[case_id], placed, is_new=case_id in self._new)

    def _write_people(self) -> None:
        write_people(self._raw, ((self._places[i], self._states[i], i in self._new) for i in self._changed))

    def _listed(self, scope_id: str) -> dict[str, EntityState]:
        """Return the things of a case that its line in the lists is made from, in the order of their ids."""
        things = self._by_scope[scope_id]
        if scope_id not in self._whole_scopes:
            marks = ", ".join("?" * len(LISTED_KINDS))
            rows = self._raw.execute(
                "SELECT n, id, kind, scope_id, doc, vers FROM entity INDEXED BY ix_entity_scope_id_kind"
                f" WHERE scope_id = ? AND kind IN ({marks})",
                (scope_id, *LISTED_KINDS),
            ).fetchall()
            for row in rows:
                if row[1] not in things:
                    self._known(row)
        return dict(sorted([pair for pair in things.items() if pair[1].kind in _LISTED], key=itemgetter(0)))

    def _case_place(self, case_id: str) -> int | None:
        if case_id not in self._places:
            row = self._raw.execute("SELECT n FROM entity WHERE id = ?", (case_id,)).fetchone()
            return int(row[0]) if row else None
        return self._places[case_id]

    def _write_search(self) -> None:
        new: list[tuple[Any, ...]] = []
        changed: list[tuple[Any, ...]] = []
        silent = []
        for entity_id in self._early | self._changed:
            state = self._states[entity_id]
            texts = search_row(state)
            case_n = self._case_place(state.scope_id) if texts else None
            if texts is None or case_n is None:
                continue
            is_new = entity_id in self._new or entity_id in self._early
            if any(texts):
                row = (self._places[entity_id], entity_id, case_n, *texts)
                (new if is_new else changed).append(row)
            elif not is_new:
                silent.append((self._places[entity_id],))
        insert_searched(self._raw, new)
        _write(self._raw, CHANGE_SEARCHED, changed)
        _write(self._raw, "DELETE FROM search_text WHERE n = ?", silent)


def _write(raw: Any, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        raw.executemany(statement, rows)
