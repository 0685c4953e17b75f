"""Frontier and conflicts: what a field, or fields that belong together, are when several people changed them.

Question: what is a field's value when two changes did not know of each other? Choice: a pure function of the set of
changes; both values stay until a person decides. Cost: every change carries its parents.
Source: offline rules C1 to C3.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from caseworker.domain.cells import PROTECTIVE as PROTECTIVE
from caseworker.domain.cells import Cell as Together
from caseworker.domain.cells import safety, safety_of_cell
from caseworker.domain.changes import Value, canonical


@dataclass(frozen=True, slots=True)
class CellChange:
    """One change to one field: the changeset's id, when it was made (UTC, corrected), by which replica."""

    changeset_id: str
    value: Value
    parents: tuple[str, ...]
    order: tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a field is now: the value shown, the changes in force, and the values that clash (none: no conflict)."""

    value: Value
    versions: tuple[str, ...]
    clashing: tuple[Value, ...]


Changes = Mapping[str, Mapping[str, CellChange]]
"""By field: its changes by the id of their changeset."""


def frontier(changes: Iterable[CellChange]) -> list[CellChange]:
    """Return the changes that no other change replaces, oldest first."""
    known = list(changes)
    replaced = {parent for change in known for parent in change.parents if parent != change.changeset_id}
    return sorted(
        (c for c in known if c.changeset_id not in replaced), key=lambda c: (c.order, c.changeset_id)
    )


def resolve(name: str, changes: Iterable[CellChange]) -> Cell:
    """Return what the field `name` is, from all changes ever made to it, in any order."""
    front = frontier(changes)
    different = {canonical(change.value): change.value for change in front}
    shown = front[-1].value
    if len(different) > 1:
        safest = min(safety(name, change.value) for change in front)
        shown = [change.value for change in front if safety(name, change.value) == safest][-1]
    clashing = tuple(different.values()) if len(different) > 1 else ()
    return Cell(shown, tuple(sorted(change.changeset_id for change in front)), clashing)


def resolve_together(cell: Together, changes: Changes) -> dict[str, Cell]:
    """Return what each field of a cell is; where two people clash in it, all are shown from one of them (C3).

    Every change of the cell writes its key, so the changes of the key that nobody replaced are the sides.
    """
    single = {name: resolve(name, changes[name].values()) for name in cell.fields if name in changes}
    sides = sides_together(cell, changes)
    if len(sides) < 2:
        return single
    seen = [seen_by(side, cell, changes) for side in sides]
    clashing = {
        name: tuple({canonical(values.get(name)): values.get(name) for values in seen}.values())
        for name in cell.fields
    }
    clashing = {name: values for name, values in clashing.items() if len(values) > 1}
    if not clashing:
        return single
    safest = min(safety_of_cell(cell, values) for values in seen)
    shown = [values for values in seen if safety_of_cell(cell, values) == safest][-1]
    ids = {side.changeset_id for side in sides}
    names = single.keys() | clashing.keys()
    return {
        name: Cell(
            shown.get(name),
            tuple(sorted(ids.union(single[name].versions if name in single else ()))),
            clashing.get(name, ()),
        )
        for name in cell.fields
        if name in names
    }


def sides_together(cell: Together, changes: Changes) -> list[CellChange]:
    """Return the changes of a cell that nobody replaced, oldest first: those of its key, which all of them write."""
    return frontier(changes[cell.key].values()) if cell.key in changes else []


def seen_by(side: CellChange, cell: Together, changes: Changes) -> dict[str, Value]:
    """Return what one side says of every field of the cell: what it wrote, or what its author was looking at."""
    keys = changes[cell.key]
    known = ancestors([side.changeset_id], keys)
    found = {}
    for name in cell.fields:
        seen = [
            c for c in changes.get(name, {}).values() if c.changeset_id in known or c.changeset_id not in keys
        ]
        if seen:
            found[name] = resolve(name, seen).value
    return found


def ancestors(ids: Iterable[str], changes: Mapping[str, CellChange]) -> Collection[str]:
    """Return changes with all those they replace, and those replaced by these."""
    waiting = list(ids)
    known = set(waiting)
    while waiting:
        change = changes.get(waiting.pop())
        for parent in change.parents if change else ():
            if parent not in known:
                known.add(parent)
                waiting.append(parent)
    return known
