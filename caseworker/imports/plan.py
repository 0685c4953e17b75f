"""From a row to what is written: a new case, a stage or an action of a known case, or the changes to one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from caseworker.domain.changes import Draft, EntityChange, FieldChange, Value
from caseworker.domain.fields import label_of
from caseworker.domain.fold import EntityState, whole
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.stages import main_clock
from caseworker.imports.mapping import THINGS, FileMapping
from caseworker.imports.rows import Row

CHANGE_KIND = "case.imported"
CLOCK_FIELDS = ("procedure", "scheme", "main_step", "ack_step", "clocks")
_CLOCKED_BY = ("kind", "received_on", "started_on", "acknowledged_on", "number")
_ROLES = {"person": "complaining", "child": "child"}
_CLOSED = (Status.CLOSED, Status.WITHDRAWN)

Things = dict[str, dict[str, Value]]


@dataclass(frozen=True, slots=True)
class Begun:
    """A stage as our rules begin it; `remark` says why there are no clocks, where there should be."""

    fields: Mapping[str, Value]
    remark: str = ""


class StageMaker(Protocol):
    """Begins stages by the rules of the office."""

    def first(self, kind: Kind, received_on: str, acknowledged_on: str | None) -> Begun:
        """Return the first stage of a case."""

    def further(self, number: str, procedure: str, started_on: str) -> Begun:
        """Return stage 2 or 3, or the Ombudsman's ("LGO"), asked for that day."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A recorded date that our rules count differently: both, and the clock that counts."""

    recorded_on: date
    counted_on: date | None
    clock: Mapping[str, Value]


def case_things(row: Row, file: FileMapping, stages: StageMaker) -> Things:
    """Return everything a row of cases says: the case, its first stage, the person and the child."""
    things = row.things
    case, stage = things["case"], things.setdefault("stage", {})
    begun = stages.first(Kind(case["kind"]), case["received_on"], stage.get("acknowledged_on"))
    _remark(row, begun)
    things["stage"] = {**begun.fields, **stage}
    _close(row, file, case, stage)
    case["old_references"] = [row.reference] if row.reference else []
    case["import_source"] = file.source
    _mark(row, case)
    for name, role in _ROLES.items():
        if name in things:
            things[name]["role"] = role
    return things


def stage_things(row: Row, file: FileMapping, stages: StageMaker) -> Things:
    """Return what a row of later stages says."""
    stage = row.things["stage"]
    begun = stages.further(stage["number"], stage.get("procedure") or "", stage["started_on"])
    _remark(row, begun)
    made = {**begun.fields, **{name: value for name, value in stage.items() if name not in begun.fields}}
    if "scheme" not in begun.fields:
        made.pop("procedure", None)  # a procedure without its rules would be counted; the fact keeps the word
    _mark(row, made)
    return {"stage": made}


def task_things(row: Row, file: FileMapping, stages: StageMaker) -> Things:
    """Return what a row of actions says."""
    task = row.things["task"]
    _mark(row, task)
    return {"task": task}


MAKERS: Mapping[str, Callable[[Row, FileMapping, StageMaker], Things]] = {
    "case": case_things,
    "stage": stage_things,
    "task": task_things,
}


def new_things(things: Things, case_id: str, new_id: Callable[[], str]) -> tuple[EntityChange, ...]:
    """Return the changes that create them; fields without a value are not kept, but nought is a value."""
    return tuple(
        EntityChange(
            case_id if name == "case" else new_id(),
            THINGS[name],
            tuple([FieldChange(f, v) for f, v in values.items() if v or (v == 0 and v is not False)]),
        )
        for name, values in things.items()
    )


def new_case(things: Things, new_id: Callable[[], str], group_id: str) -> Draft:
    """Return the changeset of a new case."""
    case_id = new_id()
    return Draft("case", case_id, CHANGE_KIND, new_things(things, case_id, new_id), "", group_id, True)


def difference(stage: Mapping[str, Value]) -> Difference | None:
    """Return where the recorded due date is not the one our rules count; for an extended one, the latest lawful."""
    clock = main_clock(stage)
    if clock is None:
        return None
    extended, recorded = stage.get("recorded_extended_on"), stage.get("recorded_due_on")
    counted = clock.get("original_due_on") or clock.get("due_on")
    if recorded and recorded != counted:
        return _difference(recorded, counted, clock)
    latest = clock.get("max_on") or clock.get("due_on")
    if extended and latest and extended > latest:
        return _difference(extended, latest, clock)
    return None


def _difference(recorded: str, counted: str | None, clock: Mapping[str, Value]) -> Difference:
    return Difference(date.fromisoformat(recorded), date.fromisoformat(counted) if counted else None, clock)


# -- what was imported before ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Update:
    """What a row that changed since it was imported makes: changes to write, or why it cannot be taken."""

    changes: tuple[EntityChange, ...] = ()
    refused: str = ""


def update(
    file: FileMapping,
    things: Things,
    known: Mapping[str, EntityState],
    imported: frozenset[str],
    new_id: Callable[[], str],
    *,
    has_later_stages: bool = False,
) -> Update:
    """Return the changes that bring what was imported before to what the other system says now.

    A field that somebody changed here since is never overwritten: then nothing of the row is taken.

    Args:
        known: the things of the case as they stand, by the names that `things` has.
        imported: the changesets that imported something into this case.
    """
    changes: list[EntityChange] = []
    clashing: list[str] = []
    added: Things = {}
    keeps_clocks = not any(
        values.get(name) != known[thing].doc.get(name)
        for thing, values in things.items()
        if thing in known
        for name in _CLOCKED_BY
    )
    for thing, values in things.items():
        state = known.get(thing)
        if state is None:
            added[thing] = values
            continue
        wanted = dict.fromkeys(file.fills(thing)) | values
        if thing == "case":
            wanted.setdefault("closed_on", None)
            wanted.setdefault("kind_at_closure", None)
        for name in (CLOCK_FIELDS if keeps_clocks else ()) + (_STATUS if has_later_stages else ()):
            wanted.pop(name, None)
        fields = _changes(state, wanted)
        clashing += [
            label_of(state.kind, f.field) for f in fields if not imported.issuperset(state.versions(f.field))
        ]
        if fields:
            changes.append(EntityChange(state.id, state.kind, fields))
    if clashing:
        names = ", ".join(dict.fromkeys(clashing))
        return Update(
            refused=f"It was imported before and changed here since: {names}. Change it by hand instead."
        )
    return Update((*changes, *new_things(added, "", new_id)))


_STATUS = ("status", "closed_on", "kind_at_closure")


def _changes(state: EntityState, wanted: Mapping[str, Value]) -> tuple[FieldChange, ...]:
    known = ((name, value, state.doc.get(name)) for name, value in wanted.items())
    return whole(
        state, {name: value for name, value, before in known if before != value and (before or value)}
    )


def by_name(states: Sequence[EntityState]) -> dict[str, EntityState]:
    """Return the things a row of cases fills, out of everything kept in the case."""
    known: dict[str, EntityState] = {}
    for state in states:
        if state.kind == "case":
            known["case"] = state
        elif state.kind == "stage":
            known.setdefault("stage", state)
        elif state.kind == "party":
            for name, role in _ROLES.items():
                if state.doc.get("role") == role:
                    known.setdefault(name, state)
    return known


# -- inside ------------------------------------------------------------------------------------------------


def _remark(row: Row, begun: Begun) -> None:
    if begun.remark:
        row.remarks.append(begun.remark)


def _mark(row: Row, values: dict[str, Value]) -> None:
    values["as_imported"] = row.facts
    values["import_row"] = row.digest


def _close(row: Row, file: FileMapping, case: dict[str, Value], stage: Mapping[str, Value]) -> None:
    """Settle the status: withdrawn where the outcome says so, answered where an open case has an answer."""
    answered = stage.get("answered_on")
    given = case.get("status")
    status = given or (Status.CLOSED if answered or case.get("closed_on") else Status.OPEN)
    if status == Status.OPEN and answered:
        status = Status.ANSWERED
        row.corrected.append("The case is open and has an answer; its status is Answered.")
    if status == Status.CLOSED and case.get("outcome") == "withdrawn":
        status = Status.WITHDRAWN
    column = file.column_of("case", "status")
    if given and given != status and column:
        row.facts.setdefault(column.name, str(given).capitalize())
    case["status"] = str(status)
    if status in _CLOSED:
        if answered:
            case.setdefault("closed_on", answered)
        if file.column_of("case", "kind_at_closure") is None:
            case["kind_at_closure"] = case["kind"]
