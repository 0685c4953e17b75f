"""Numbers that follow from the equations alone, by exact elimination: whoever can subtract can compute them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from caseworker.domain.disclosure_control.equations import Equations

MOST_UNKNOWNS = 400
"""Above so many that hang together, elimination is left to the attacker: the proofs do not need it."""


def determined(equations: Equations, unknowns: Iterable[int]) -> frozenset[int]:
    """Return those of the hidden numbers that the equations alone determine, all other numbers being shown.

    A difference is determined when its row holds it alone. Source: Gauss and Jordan, with fractions, not rounded.
    """
    hidden = frozenset(unknowns)
    if len(hidden) > MOST_UNKNOWNS:
        return frozenset()
    solved: dict[int, dict[int, Fraction]] = {}
    for row in sorted({row for each in hidden for row in equations.of[each]}):
        left = {each: Fraction(count) for each, count in equations.equations[row] if each in hidden}
        for pivot in [each for each in left if each in solved]:
            _take_away(left, solved[pivot], pivot)
        if not left:
            continue
        pivot = min(left)
        left = {each: count / left[pivot] for each, count in left.items()}
        for other in solved.values():
            _take_away(other, left, pivot)
        solved[pivot] = left
    return frozenset(pivot for pivot, row in solved.items() if len(row) == 1)


def _take_away(row: dict[int, Fraction], other: dict[int, Fraction], pivot: int) -> None:
    """Subtract another row so often that the pivot is gone."""
    times = row.get(pivot)
    if not times:
        return
    for each, count in other.items():
        left = row.get(each, Fraction(0)) - times * count
        if left:
            row[each] = left
        else:
            row.pop(each, None)
