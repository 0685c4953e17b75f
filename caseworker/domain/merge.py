"""Frontier and conflicts: what one field is when several people changed it.

Question: what is a field's value when two changes did not know of each other? Choice: a pure function of the set of
changes; both values stay until a person decides. Cost: every change carries its parents.
Source: offline rules C1 to C3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from caseworker.domain.changes import Value, canonical

PROTECTIVE: Mapping[str, tuple[Value, ...]] = {
    "restricted": (True,),
    "unsafe_address": (True,),
    "do_not_contact": (True,),
    "consent_withdrawn": (True,),
    "legal_hold": (True,),
    "risk": ("yes", "unsure"),
}
"""Fields whose most protective value, first in the list, is shown while they are in conflict (C1)."""


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
        for value in PROTECTIVE.get(name, ()):
            if canonical(value) in different:
                shown = value
                break
    clashing = tuple(different.values()) if len(different) > 1 else ()
    return Cell(shown, tuple(sorted(change.changeset_id for change in front)), clashing)
