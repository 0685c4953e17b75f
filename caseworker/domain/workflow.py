"""The table of moves: from which kind and stage, by whom, to which, and what each needs.

The rows stand in `caseworker/domain/moves`, one file for each procedure; what they do beyond keeping the answers stands
in `caseworker/actions/effects`. A move that is not possible says which rule stops it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from caseworker.domain.kinds import Kind
from caseworker.domain.move import Move, Situation
from caseworker.domain.moves import (
    advocacy,
    children_act,
    common,
    corporate,
    information,
    ombudsman,
    ombudsman_after,
    other_kinds,
)
from caseworker.errors import RuleError

ALL: tuple[Move, ...] = (
    *children_act.MOVES,
    *corporate.MOVES,
    *information.MOVES,
    *ombudsman.MOVES,
    *ombudsman_after.MOVES,
    *advocacy.MOVES,
    *other_kinds.MOVES,
    *common.MOVES,
)
"""In the order in which a page lists them."""

MOVES: Mapping[str, Move] = {move.code: move for move in ALL}


def move_called(code: str) -> Move:
    """Return the move of that code.

    Raises:
        RuleError: there is none.
    """
    found = MOVES.get(code)
    if found is None:
        raise RuleError(f"There is no step called {code}.")
    return found


def moves_of(situation: Situation) -> tuple[Move, ...]:
    """Return the moves that belong to a case at its stage, possible now or not, in the order of the table."""
    at = str(situation.stage.get("number") or "")
    return tuple(move for move in _fitting(situation.view.kind, at) if move.is_of(situation))


@cache
def _fitting(kind: Kind, at: str) -> tuple[Move, ...]:
    """The rows for a kind of case at a stage."""
    return tuple(m for m in ALL if kind in m.kinds and (not m.stages or at in m.stages))
