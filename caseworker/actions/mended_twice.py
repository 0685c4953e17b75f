"""One double reference that two computers mended apart: one of the two numbers stays, without asking anybody (R6, C2).

Two copies of one file both take themselves for the computer that logged the later case. Both mean the same: that the
case has a number of its own. The earlier mending stands; the computer that made the later one takes it back, its number
stays with the case among its earlier references, and its task to write to the complainant is removed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from caseworker.actions.cell_past import Written, past_of
from caseworker.domain.changes import Draft, EntityChange, decode
from caseworker.domain.dates_in_words import listed
from caseworker.domain.editing import naming_parts
from caseworker.domain.fold import EntityState, changes_between
from caseworker.storage.cases import read_entities

MENDED = "reference.changed"
REASON = "Two copies of one computer had both given the case another number: the earlier stands."


class MendedTwice(NamedTuple):
    """A case that was given two new numbers: the change that stands, and those that are taken back."""

    case_id: str
    kept: str
    taken_back: tuple[str, ...]


def mended_twice(raw: Any, case_ids: tuple[str, ...] | None = None) -> list[MendedTwice]:
    """Return the cases of which this computer made one of the later mendings.

    Args:
        case_ids: only these; all by default.
    """
    among = "" if case_ids is None else " AND entity_id IN (SELECT value FROM json_each(?))"
    rows = raw.execute(
        f"SELECT DISTINCT entity_id FROM conflict WHERE field = 'reference' AND entity_id = scope_id{among}",
        () if case_ids is None else (json.dumps(case_ids),),
    ).fetchall()
    own = {str(row[0]) for row in raw.execute("SELECT id FROM origin")}
    found = []
    for (case_id,) in rows:
        past, state = past_of(raw, case_id), _case(read_entities(raw, case_id), case_id)
        in_force = sorted(state.versions("reference"), key=lambda each: _order(past, each))
        is_mending = all(each in past and past[each].header.kind == MENDED for each in in_force)
        if is_mending and any(past[each].header.origin in own for each in in_force[1:]):
            found.append(MendedTwice(case_id, in_force[0], tuple(in_force[1:])))
    return found


def made_one(raw: Any, twice: MendedTwice) -> tuple[Draft, str]:
    """Return the change that lets one number stand, and what it does: "CYP-2025-0031 is now CYP-2025-0014"."""
    states = {state.id: state for state in read_entities(raw, twice.case_id)}
    case, past = states[twice.case_id], past_of(raw, twice.case_id)
    numbers = [str(past[each].value("reference")) for each in twice.taken_back]
    old = dict.fromkeys([*(past[twice.kept].value("old_references") or ()), *numbers])
    wanted = {"reference": past[twice.kept].value("reference"), "old_references": list(old)}
    fields = naming_parts(changes_between(case, wanted), states.values())
    changes = [EntityChange(case.id, "case", fields)]
    for task_id in _tasks(raw, twice.taken_back):
        if task_id in states and not states[task_id].is_removed:
            removed = changes_between(states[task_id], {"voided": True})
            changes.append(EntityChange(task_id, "task", removed))
    words = f"{listed(numbers)} is now {wanted['reference']}"
    return Draft("case", twice.case_id, MENDED, tuple(changes), REASON), words


def _tasks(raw: Any, changeset_ids: tuple[str, ...]) -> list[str]:
    """Return the tasks that these changes added."""
    bodies = raw.execute(
        "SELECT body FROM changeset WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(changeset_ids),),
    ).fetchall()
    return [e.entity_id for (body,) in bodies for e in decode(body) if e.entity_kind == "task"]


def _case(states: list[EntityState] | tuple[EntityState, ...], case_id: str) -> EntityState:
    return next(state for state in states if state.id == case_id)


def _order(past: Mapping[str, Written], changeset_id: str) -> tuple[str, str, int]:
    header = past[changeset_id].header if changeset_id in past else None
    return (header.at, header.origin, header.oseq) if header else ("", "", 0)
