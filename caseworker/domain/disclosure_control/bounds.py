"""What follows for each hidden number from the bounds of the others, equation by equation."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from caseworker.domain.disclosure_control.equations import Equations
from caseworker.domain.disclosure_control.knowledge import Span

MOST_ROUNDS = 20_000
"""Equations looked at before the narrowing stops; what holds by then is true, though more might follow."""


def narrow(
    equations: Equations, spans: list[Span], rows: Iterable[int], most_rounds: int = MOST_ROUNDS
) -> bool:
    """Narrow the spans in place by all that follows from some equations; False where no figures at all fit."""
    waiting = deque(dict.fromkeys(rows))
    queued = set(waiting)
    for _ in range(most_rounds):
        if not waiting:
            break
        row = waiting.popleft()
        queued.discard(row)
        for unknown, span in _tighter(equations, spans, row):
            if span.width < 1:
                return False
            spans[unknown] = span
            fresh = [other for other in equations.of[unknown] if other not in queued]
            queued.update(fresh)
            waiting.extend(fresh)
    return True


def _tighter(equations: Equations, spans: list[Span], row: int) -> list[tuple[int, Span]]:
    """Return the unknowns of one equation (the sum of count x value is 0) whose spans it narrows.

    What one of them adds lies between minus the most and minus the least that all others add together.
    """
    equation = equations.equations[row]
    ends = [_ends(spans[each], count) for each, count in equation]
    least, most = sum(low for low, _ in ends), sum(high for _, high in ends)
    found = []
    for (each, count), (low, high) in zip(equation, ends, strict=True):
        adds_least, adds_most = high - most, low - least
        if count < 0:
            adds_least, adds_most = -adds_most, -adds_least
        size = abs(count)
        span = spans[each].within(-(-adds_least // size), adds_most // size)
        if span != spans[each]:
            found.append((each, span))
    return found


def _ends(span: Span, count: int) -> tuple[int, int]:
    """The least and the most that an unknown adds to an equation."""
    low, high = count * span.lowest, count * span.highest
    return (low, high) if count > 0 else (high, low)
