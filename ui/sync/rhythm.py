"""When to meet the hub next: every 15 to 30 seconds while it answers, ever later while it does not (P9)."""

from __future__ import annotations

import random

POLL = (15.0, 30.0)
"""Seconds between two meetings when nothing wakes us; drawn anew each time, so that computers do not come together."""

FIRST_REST, LONGEST_REST = 4.0, 120.0
"""Seconds of rest after the first meeting that did not happen, and the most there are."""


class Rhythm:
    """Draws the rests. `chance` gives numbers from 0 to 1."""

    def __init__(self, chance: random.Random | None = None) -> None:
        self._chance = chance or random.Random()
        self._failed = 0

    def poll(self) -> float:
        """Return seconds until the next meeting, after one that went well."""
        self._failed = 0
        return POLL[0] + (POLL[1] - POLL[0]) * self._chance.random()

    def rest(self) -> float:
        """Return seconds until the next try, after one that did not; it never gives up."""
        longest: float = min(LONGEST_REST, FIRST_REST * 2.0**self._failed)
        self._failed = min(self._failed + 1, 10)
        return longest * (0.5 + self._chance.random() / 2)
