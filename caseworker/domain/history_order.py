"""The order in which a history stands: a function of the set of changes, the same on every computer.

Question: in what order did things happen, when clocks are wrong and changes arrive late? Choice: by corrected time, but
never before what the author had seen: an earlier change of the same replica, or a change this one replaces. Cost: the
parents must be known. Source: offline rules I5, I11, F10.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple


class Made(NamedTuple):
    """A change: when (UTC, corrected), by which replica, as its how manyth, and its id."""

    at: str
    origin: str
    oseq: int
    id: str


_Place = tuple[str, int]
"""The moment a change counts for, and how many changes counting for that moment it had seen."""


def in_order(made: Sequence[Made], parents: Mapping[str, Collection[str]]) -> list[int]:
    """Return the numbers of the changes in the order they happened.

    Args:
        parents: by id, the changes each one replaces; those that are not here are left aside.
    """
    number_of = {each.id: number for number, each in enumerate(made)}
    seen: list[list[int]] = [
        [number_of[parent] for parent in parents.get(each.id, ()) if parent in number_of] for each in made
    ]
    chain = sorted(range(len(made)), key=lambda number: made[number][1:])
    for before, after in pairwise(chain):
        if made[before].origin == made[after].origin:
            seen[after].append(before)
    places: dict[int, _Place] = {}
    for number in range(len(made)):
        _find_place(number, made, seen, places)
    return sorted(range(len(made)), key=lambda number: (*places[number], *made[number][1:]))


def _find_place(
    start: int, made: Sequence[Made], seen: Sequence[list[int]], places: dict[int, _Place]
) -> None:
    """Find the place of a change after those it had seen; without recursion, as histories are long."""
    waiting, begun = [start], set()
    while waiting:
        number = waiting[-1]
        if number in places:
            waiting.pop()
            continue
        missing = [other for other in seen[number] if other not in places and other not in begun]
        begun.add(number)
        if missing:
            waiting += missing
            continue
        at, depth = made[number].at, 0
        for other in seen[number]:
            if other in places:  # a circle, which only damage makes, is cut where it was met
                at, depth = max((at, depth), (places[other][0], places[other][1] + 1))
        places[number] = at, depth
        waiting.pop()
