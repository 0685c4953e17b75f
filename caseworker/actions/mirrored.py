"""What a case and its stage both hold of one act, so that a clash of it is shown once and settled in both places.

The outcome of a case is that of its stage, a stage that begins with the case starts on the day received, and another
type of case brings other rules for its stage. Rows that always belong together could be settled against each other, and
the record would contradict itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from caseworker.domain.changes import Value, canonical

if TYPE_CHECKING:
    from caseworker.actions.clashes import Clash

_PAIRS: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("stage", "case"): {"outcome": "outcome", "outcome_reason": "outcome_reason"},
    ("case", "stage"): {"received_on": "started_on"},
}
"""By the kind that is shown and the kind that is settled with it: fields of the one, and of the other."""

_DERIVED = frozenset({"clocks"})
"""Counted again when the rest is settled."""


def shown_once(found: Sequence[Clash]) -> list[Clash]:
    """Return clashes, those that only mirror another one within that other (`also`)."""
    also = {clash.key: tuple(other for other in found if _mirrors(clash, other)) for clash in found}
    hidden = {other.key for others in also.values() for other in others}
    return [replace(clash, also=also[clash.key]) for clash in found if clash.key not in hidden]


def mirrored_values(clash: Clash, other: Clash, values: Mapping[str, Value]) -> dict[str, Value]:
    """Return what a clash that mirrors another one is settled with."""
    if "kind" in clash.seen:
        act = next((side.act for side in clash.sides if side.values == values), "")
        return dict(next((side.values for side in other.sides if side.act == act), {}))
    names = _PAIRS[clash.entity_kind, other.entity_kind]
    return {there: values[here] for here, there in names.items() if here in values}


def _mirrors(clash: Clash, other: Clash) -> bool:
    names = _PAIRS.get((clash.entity_kind, other.entity_kind), {})
    if (clash.entity_kind, other.entity_kind) == ("case", "stage") and "kind" in clash.seen:
        acts = [{side.act for side in each.sides} for each in (clash, other)]
        return acts[0] == acts[1] and "procedure" in other.seen
    if clash.scope_id != other.scope_id or next(iter(names), "") not in clash.seen:
        return False
    clashing = {
        field for field in other.seen if len({canonical(side.values.get(field)) for side in other.sides}) > 1
    } - _DERIVED
    if not clashing or not clashing <= set(names.values()):
        return False
    mine = {
        canonical({there: side.values.get(here) for here, there in names.items()}) for side in clash.sides
    }
    theirs = {canonical({there: side.values.get(there) for there in names.values()}) for side in other.sides}
    return mine == theirs
