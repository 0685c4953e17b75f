"""A case made void by somebody while somebody else added to it: found from the record, whatever came first (C7)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from caseworker.domain.cells import removes
from caseworker.domain.fold import EntityState, fold, seen_by_removal
from caseworker.storage.entity_history import history_of

_NOT_WORK = frozenset({"case", "look", "equality"})
"""Kinds whose arrival says nothing about the case itself: that somebody looked at it, or answered for monitoring."""


def concerns(case: EntityState) -> bool:
    """Return whether a case is void, or would be if nobody had added to it."""
    return case.is_removed or any(
        removes("case", "status", value) for value in case.conflicts.get("status", ())
    )


def refolded(
    raw: Any,
    case: EntityState,
    pending: Sequence[int],
    things: Iterable[tuple[str, str]],
    left_out: Collection[str] = (),
) -> EntityState:
    """Return a void case as the record makes it, flagged where a part of it was added by somebody who did not know.

    Args:
        pending: places of changesets of the case that are not in `touch` yet.
        things: id and kind of everything of the case; `touch` has all of theirs.
        left_out: changesets that are taken as if they had not been written.
    """
    history = [each for each in history_of(raw, case.id, pending) if each.changeset_id not in left_out]
    folded = fold(case.id, case.kind, case.scope_id, history)
    if not folded.is_removed:
        return folded
    seen, origins = seen_by_removal("case", history)
    unseen = []
    for entity_id, kind in things:
        if kind not in _NOT_WORK:
            made = [each for each in _made_by(raw, entity_id) if each[0] not in left_out]
            if made and not any(i in seen or origin in origins for i, origin in made):
                unseen.append(min(made)[0])
    return fold(case.id, case.kind, case.scope_id, history, sorted(set(unseen))) if unseen else folded


def _made_by(raw: Any, entity_id: str) -> list[tuple[str, str]]:
    """The changesets of a thing, each with its replica."""
    rows = raw.execute(
        "SELECT c.id, c.origin FROM touch t JOIN changeset c ON c.n = t.changeset_n WHERE t.entity_id = ?",
        (entity_id,),
    )
    return [(str(row[0]), str(row[1])) for row in rows]
