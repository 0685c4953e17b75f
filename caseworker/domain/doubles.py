"""Entries of a case that two people probably made of one and the same thing while apart (offline rule C5).

All additions stay; that two look alike is shown and blocks nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from caseworker.domain.cases import CaseView
from caseworker.domain.fold import EntityState
from caseworker.domain.words import folded

_TOLD_BY: Mapping[str, tuple[str, ...]] = {
    "note": ("text",),
    "task": ("what",),
    "point": ("text",),
    "party": ("role", "full_name"),
    "contribution": ("service", "what"),
    "payment": ("kind", "amount_pounds", "payee"),
    "appointment": ("role", "full_name"),
    "file": ("name", "size_bytes"),
    "letter": ("code", "recipient"),
}
"""By kind of entry: the fields that say what it is."""


def likely_doubles(view: CaseView, origins: Mapping[str, str]) -> tuple[tuple[EntityState, EntityState], ...]:
    """Return pairs of entries of a case that say the same and were added at two computers, the older one first.

    Args:
        origins: by the id of a thing, the computer it was added at; one that is not named has no double.
    """
    alike: dict[tuple[str, ...], list[EntityState]] = defaultdict(list)
    for kind, fields in _TOLD_BY.items():
        for thing in _of_kind(view, kind):
            told = tuple(folded(str(thing.doc.get(name) or "")) for name in fields)
            if any(told) and thing.id in origins:
                alike[kind, str(thing.doc.get("stage_id") or ""), *told].append(thing)
    found = []
    for things in alike.values():
        ordered = sorted(things, key=lambda thing: thing.id)
        for place, later in enumerate(ordered):
            earlier = next((one for one in ordered[:place] if origins[one.id] != origins[later.id]), None)
            if earlier is not None:
                found.append((earlier, later))
    return tuple(sorted(found, key=lambda pair: pair[1].id))


def _of_kind(view: CaseView, kind: str) -> Sequence[EntityState]:
    listed = {"note": view.notes, "task": view.tasks, "party": view.parties, "letter": view.letters}
    return listed.get(kind) or view.of_kind(kind)
