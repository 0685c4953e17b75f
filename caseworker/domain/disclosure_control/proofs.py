"""For each secret number a proof that it cannot be computed, or the way in which it can."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from caseworker.domain.disclosure_control.bounds import narrow
from caseworker.domain.disclosure_control.elimination import determined
from caseworker.domain.disclosure_control.enumeration import other_figures
from caseworker.domain.disclosure_control.equations import Equations
from caseworker.domain.disclosure_control.knowledge import Span
from caseworker.domain.disclosure_control.moves import Move, MoveSearch

BY_SUBTRACTION, BY_BOUNDS, NO_PROOF = "subtraction", "bounds", "no proof"

_PATIENCE = 20
"""For so many numbers a long search may be in vain; after that none is begun."""


@dataclass(slots=True)
class Proofs:
    """What was found.

    Attributes:
        moved: the numbers that a proof changes, all of which it proves safe while all of them are hidden.
        unmarked: those of them that are safe only when they are not marked as small.
        exposed: the numbers that can be worked out, and how; "no proof" where neither was found.
    """

    moved: set[int] = field(default_factory=set)
    unmarked: set[int] = field(default_factory=set)
    exposed: dict[int, str] = field(default_factory=dict)

    def keep(self, search: MoveSearch, move: Move) -> None:
        """Take note of a proof."""
        self.unmarked.update(search.hide(move))
        self.moved.update(move)


def prove(equations: Equations, spans: Sequence[Span], search: MoveSearch, secret: Iterable[int]) -> Proofs:
    """Return proofs for all secret unknowns: short searches first, then what is certain, then long searches.

    Args:
        spans: what is known of each unknown, at the least, when everything that may be hidden is.
    """
    proofs, later = Proofs(), []
    for at in secret:
        if at not in proofs.moved:
            move = search.soon(at)
            if move:
                proofs.keep(search, move)
            else:
                later.append(at)
    bounds = list(spans)
    proofs.exposed = _certain(equations, bounds, [at for at in later if at not in proofs.moved])
    in_vain = 0
    for at in later:
        if at in proofs.exposed or at in proofs.moved:
            continue
        move = (search.find(at) or other_figures(equations, bounds, at)) if in_vain < _PATIENCE else None
        if move:
            proofs.keep(search, move)
        else:
            in_vain += 1
            proofs.exposed[at] = NO_PROOF
    proofs.exposed = {at: how for at, how in proofs.exposed.items() if at not in proofs.moved}
    return proofs


def _certain(equations: Equations, bounds: list[Span], unknowns: Sequence[int]) -> dict[int, str]:
    """Return which of some unknowns have one value only, and why; the bounds are narrowed in place."""
    if not unknowns:
        return {}
    hidden = {at for at, span in enumerate(bounds) if span.width > 1}
    looked_at, solved = set[int](), {at for at in unknowns if at not in hidden}
    for at in unknowns:
        if at in hidden and at not in looked_at:
            around = equations.joined(at, hidden)
            looked_at.update(around)
            solved |= determined(equations, around)
    narrow(equations, bounds, range(len(equations.equations)))
    found = {at: BY_SUBTRACTION for at in unknowns if at in solved}
    return found | {at: BY_BOUNDS for at in unknowns if at not in solved and bounds[at].width == 1}
