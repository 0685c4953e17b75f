"""Other figures that fit all that is shown, found by trying: slower than a move, but it misses less.

A number gets another value; equations that no longer hold are put right by values for further numbers, nearest to the
truth first, with all bounds kept, backwards and forwards until the figures fit or every way has been tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from caseworker.domain.disclosure_control.bounds import narrow
from caseworker.domain.disclosure_control.equations import Equations
from caseworker.domain.disclosure_control.knowledge import Span
from caseworker.domain.disclosure_control.moves import Move

MOST_TRIES = 300
_MOST_WORK = 30_000
_MOST_ROUNDS = 500
_FARTHEST = 8
"""How far from the truth values are tried, both ways."""


class _Tries:
    """How many tries are left."""

    def __init__(self, most: int) -> None:
        self.left = most


def other_figures(
    equations: Equations, spans: Sequence[Span], unknown: int, most_tries: int = MOST_TRIES
) -> Move | None:
    """Return the differences of other figures in which a number is not the true one; None where none were found."""
    truth, tries = equations.values[unknown], _Tries(min(most_tries, _MOST_WORK // len(spans)))
    for value in _nearest(spans[unknown], truth):
        if value != truth:
            found = _completed(equations, list(spans), unknown, value, tries)
            if found is not None:
                return found
    return None


def _completed(
    equations: Equations, spans: list[Span], unknown: int, value: int, tries: _Tries
) -> Move | None:
    """Give an unknown a value, and the others what follows; None where nothing fits."""
    if tries.left <= 0:
        return None
    tries.left -= 1
    spans[unknown] = Span(value, value)
    if not narrow(equations, spans, equations.of[unknown], _MOST_ROUNDS):
        return None
    figures = [_value_in(span, truth) for span, truth in zip(spans, equations.values, strict=True)]
    row = _broken(equations, figures)
    if row is None:
        pairs = enumerate(zip(figures, equations.values, strict=True))
        return {each: figure - truth for each, (figure, truth) in pairs if figure != truth}
    open_ones = [each for each, _ in equations.equations[row] if spans[each].width > 1]
    if not open_ones:
        return None
    nearest = min(open_ones, key=lambda each: (spans[each].width, each))
    for other in _nearest(spans[nearest], equations.values[nearest]):
        found = _completed(equations, list(spans), nearest, other, tries)
        if found is not None:
            return found
    return None


def _broken(equations: Equations, figures: Sequence[int]) -> int | None:
    """Return the first equation that some figures do not keep."""
    for row, equation in enumerate(equations.equations):
        if sum(count * figures[each] for each, count in equation):
            return row
    return None


def _value_in(span: Span, truth: int) -> int:
    """The value of a span nearest to the truth."""
    return next(_nearest(span, truth), span.lowest)


def _nearest(span: Span, truth: int) -> Iterator[int]:
    """The values of a span, the nearest to the truth first, then the ends of what is farther off."""
    middle = min(max(truth, span.lowest), span.highest)
    if span.has(middle):
        yield middle
    for step in range(1, _FARTHEST + 1):
        for value in (middle + step, middle - step):
            if span.has(value):
                yield value
