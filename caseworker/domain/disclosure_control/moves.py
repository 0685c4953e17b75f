"""The cheapest move that protects a number: changes of a few numbers that no equation notices.

If one complaint more here goes with one fewer there, with all sums as before, then whoever sees neither number cannot
compute either: the moved figures fit all that is shown as well as the true ones. A move found is the proof. Moves are
grown from one number: an equation that does not hold is put right by a further number of it, the cheapest first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TypeAlias

from caseworker.domain.disclosure_control.equations import Equations
from caseworker.domain.disclosure_control.knowledge import ANY, Span

Move: TypeAlias = Mapping[int, int]
"""Unknowns with the difference of each from the truth."""

COST_OF_ZERO = 20
"""A nought hides badly: often everybody knows that there can be no such case."""

COST_OF_MARK = 10
"""Printing "–" for a small number tells less than "<5", but frees it to be any."""


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to search.

    Attributes:
        most_steps: how many moves are grown further before it gives up.
        width: into how many each is grown.
        is_hasty: whether the largest is grown first, which comes to an end soon, and the costs are looked at second.
        is_lavish: whether the largest numbers are taken first, which can give way best.
    """

    most_steps: int
    width: int = 8
    is_hasty: bool = False
    is_lavish: bool = False


_SOON = _Way(150)
_LATER = (
    _Way(400),
    _Way(1_000, is_hasty=True),
    _Way(1_000, 3, is_hasty=True, is_lavish=True),
    _Way(1_500),
    _Way(4_000, 1_000, is_hasty=True),
)


@dataclass(frozen=True, slots=True)
class _Growing:
    """A move and the equations that do not hold yet, with how much too large each is.

    Attributes:
        cost: of what it hides; ahead: what putting the open equations right costs at least.
    """

    move: dict[int, int]
    open: dict[int, int]
    cost: int
    ahead: int


class MoveSearch:
    """Finds moves in one pack.

    Args:
        spans: which values each number may have where it is hidden; a span of one value never moves.
        costs: what hiding each number costs; 0 for those hidden already.
        may_unmark: whether a small number may leave its span, to be printed as any other hidden number.
        left_blank: what is known of any other hidden number.
        is_rough: guess what an equation costs once for all, which takes the search down other roads: where the one
            finds nothing, the other often does.
    """

    def __init__(
        self,
        equations: Equations,
        spans: Sequence[Span],
        costs: Sequence[int],
        may_unmark: bool = False,
        left_blank: Span = ANY,
        is_rough: bool = False,
    ) -> None:
        self._equations, self._costs, self._spans = equations, list(costs), list(spans)
        self._counts = [dict(equation) for equation in equations.equations]
        self._may_unmark, self._left_blank, self._is_rough = may_unmark, left_blank, is_rough
        self._movable = [
            sorted((part for part in equation if spans[part[0]].width > 1), key=self._by_cost)
            for equation in equations.equations
        ]
        self._reach = [
            min((len(equations.of[each]) for each, _ in movable), default=0) for movable in self._movable
        ]

    def hide(self, move: Move) -> list[int]:
        """Take note that these numbers are hidden from now on; return those that may no longer be marked as small."""
        unmarked = []
        for unknown, by in sorted(move.items()):
            if not self._spans[unknown].has(self._equations.values[unknown] + by):
                self._spans[unknown] = self._left_blank
                unmarked.append(unknown)
            if self._costs[unknown]:
                self._costs[unknown] = 0
                for row in self._equations.of[unknown]:
                    self._movable[row].sort(key=self._by_cost)
        return unmarked

    def soon(self, start: int) -> Move | None:
        """Return a cheap move that changes a number; None where none is found soon."""
        return self._search(start, _SOON) if self._spans[start].width > 1 else None

    def find(self, start: int) -> Move | None:
        """Return any move that changes a number, however long it takes; None where none was found."""
        if self._spans[start].width < 2:
            return None
        return next((move for way in _LATER if (move := self._search(start, way))), None)

    def _search(self, start: int, way: _Way) -> Move | None:
        """Grow moves from one number until one is done."""
        waiting: list[tuple[int, int, int, _Growing]] = []
        seen: set[frozenset[tuple[int, int]]] = set()
        growing = _Growing({}, {}, 0, 0)
        changes = [(start, by) for by in (1, -1) if self._cost(start, by) is not None]
        for _ in range(way.most_steps):
            for unknown, by in changes:
                grown = self._grown(growing, unknown, by)
                known_as = frozenset(grown.move.items())
                if known_as not in seen:
                    seen.add(known_as)
                    heappush(waiting, (*self._rank(grown, way), len(seen), grown))
            if not waiting:
                return None
            growing = heappop(waiting)[-1]
            if not growing.open:
                return growing.move
            changes = self._repairs(growing, way)
        return None

    def _rank(self, grown: _Growing, way: _Way) -> tuple[int, int]:
        """Which of two moves is grown first: the cheaper when it will be done, or in haste the larger."""
        guess = grown.cost + len(grown.move) + grown.ahead
        return (-len(grown.move), guess) if way.is_hasty else (guess, len(grown.open))

    def _grown(self, before: _Growing, unknown: int, by: int) -> _Growing:
        """Return a move with one change more."""
        move, still_open, ahead = {**before.move, unknown: by}, dict(before.open), before.ahead
        for row in self._equations.of[unknown]:  # no other equation has become dearer to put right
            was = still_open.pop(row, 0)
            off = was + by * self._counts[row][unknown]
            if was:
                ahead -= self._least(row, {} if self._is_rough else before.move)
            if off:
                still_open[row] = off
                ahead += self._least(row, {} if self._is_rough else move)
        cost = before.cost + (self._cost(unknown, by) or 0)
        return _Growing(move, still_open, cost, ahead)

    def _cost(self, unknown: int, by: int) -> int | None:
        """What it costs to change a number by so much; None where it may not."""
        value, span = self._equations.values[unknown] + by, self._spans[unknown]
        if span.has(value):
            return self._costs[unknown]
        can_leave = self._may_unmark and span.width > 1 and self._left_blank.has(value)
        return self._costs[unknown] + COST_OF_MARK if can_leave else None

    def _least(self, row: int, move: Mapping[int, int]) -> int:
        """What putting an equation right costs at least, with a number that has not moved yet."""
        return next((self._costs[each] for each, _ in self._movable[row] if each not in move), 0) + 1

    def _repairs(self, growing: _Growing, way: _Way) -> list[tuple[int, int]]:
        """Return the changes that put right, or nearer to it, one open equation.

        That is the one with the fewest ways to do so; in haste, that of the most far-reaching numbers, then the latest,
        so that each table is finished before the next.
        """
        if way.is_hasty:
            row = max(reversed(growing.open), key=self._reach.__getitem__)
        else:
            row = min(growing.open, key=lambda each: (len(self._movable[each]), each))
        off = growing.open[row]
        found: list[tuple[int, int]] = []
        movable = self._movable[row]
        for unknown, count in reversed(movable) if way.is_lavish else movable:
            if unknown in growing.move:
                continue
            steps = {-off // count} if off % count == 0 else set()
            if abs(off) > abs(count):
                steps.add(-1 if off * count > 0 else 1)
            found += [(unknown, by) for by in sorted(steps) if self._cost(unknown, by) is not None]
            if len(found) >= way.width:
                break
        return found

    def _by_cost(self, part: tuple[int, int]) -> tuple[int, int]:
        return self._costs[part[0]], part[0]
