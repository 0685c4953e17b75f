"""What an attacker knows of each single number: shown, small, left out for another, or never printed at all."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from caseworker.domain.disclosure_control.equations import Equations
from caseworker.domain.disclosure_control.marks import DisclosureLimits, Mark
from caseworker.domain.disclosure_control.publishable import Key, Rest

HUGE = 10**9
"""No count of the pack is larger, as anybody knows."""


@dataclass(frozen=True, slots=True)
class Span:
    """The values an unknown may have, from `lowest` to `highest`."""

    lowest: int
    highest: int

    def has(self, value: int) -> bool:
        """Whether the unknown may have this value."""
        return self.lowest <= value <= self.highest

    def within(self, lowest: int, highest: int) -> Span:
        """Return what is left of the span between two bounds."""
        return Span(max(lowest, self.lowest), min(highest, self.highest))

    @property
    def width(self) -> int:
        """How many values there are; 0 or less for none."""
        return self.highest - self.lowest + 1


ANY = Span(0, HUGE)
"""What is known of a number that is left out: now and then a small one is, or a nought, so it may be any."""


def span_of(value: int, mark: Mark, limits: DisclosureLimits) -> Span:
    """Return what a mark says of a number to somebody who knows the limits.

    A number marked as small that is not could be any: the attacker must never be thought to know what is untrue.
    """
    if mark is Mark.SHOWN:
        return Span(value, value)
    is_small = mark is Mark.PRIMARY and limits.is_small(value)
    return Span(limits.smallest_hidden, limits.threshold) if is_small else any_hidden(limits)


def any_hidden(limits: DisclosureLimits) -> Span:
    """Return what is known of a number that is left out."""
    return Span(1, HUGE) if limits.shows_zero else ANY


def spans(
    equations: Equations, marks: Mapping[Key, Mark], limits: DisclosureLimits, known: Container[Key] = ()
) -> list[Span]:
    """Return what the attacker knows of every unknown before any reckoning.

    Args:
        known: keys of numbers published earlier.
    """
    found = []
    for keys, value in zip(equations.keys, equations.values, strict=True):
        span = ANY
        for key in keys:
            if not isinstance(key, Rest):
                other = span_of(value, Mark.SHOWN if key in known else marks[key], limits)
                span = span.within(other.lowest, other.highest)
        found.append(span)
    return found
