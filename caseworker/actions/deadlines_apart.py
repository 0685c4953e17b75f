"""In what the deadlines that one person counted differ from those that others counted apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from caseworker.domain.dates_in_words import listed, long_date

Clocks = Mapping[str, Mapping[str, Any]]

ALIKE = "The same days, counted in another way"


def deadlines_apart(mine: Clocks, others: Sequence[Clocks]) -> str:
    """Return the deadlines that are not the same everywhere, one on each line: "Answer at stage 1 Monday 3 …"."""
    steps = dict.fromkeys(step for clocks in (mine, *others) for step in clocks)
    lines = [
        words
        for step in steps
        if any(_said(other.get(step)) != _said(mine.get(step)) for other in others)
        and (words := _of_step(step, mine, others))
    ]
    return "\n".join(lines) or ALIKE


def _said(clock: Mapping[str, Any] | None) -> tuple[str, list[tuple[str, str, str]]]:
    return (str(clock.get("due_on") or ""), _stops(clock)) if clock else ("", [])


def _stops(clock: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    return [
        (str(stop.get("kind") or ""), str(stop.get("from_on") or ""), str(stop.get("to_on") or ""))
        for stop in clock.get("pauses") or ()
    ]


def _of_step(step: str, mine: Clocks, others: Sequence[Clocks]) -> str:
    clock = mine.get(step)
    if clock is None:
        label = next(str(other[step].get("label") or step) for other in others if step in other)
        return f"{label}: none"
    due, label = clock.get("due_on"), str(clock.get("label") or step)
    said = f"{label} {long_date(date.fromisoformat(str(due)))}" if due else f"{label}: the clock stands still"
    theirs = [stop for other in others for stop in _stops(other.get(step, {}))]
    own = [
        long_date(date.fromisoformat(since))
        for kind, since, to in _stops(clock)
        if (kind, since, to) not in theirs
    ]
    return f"{said}, stopped from {listed(own)}" if own else said
