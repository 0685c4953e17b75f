"""One claim that a figure equals others, and what is said when it does not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from caseworker.domain.facts import Group, case_numbers
from caseworker.reports.table import Cell, Place


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Figures that should agree and do not: a line of "To reconcile".

    Attributes:
        kind: the name of the identity that does not hold.
        places: the cells concerned, the doubted one first.
        cases: those not counted alike on both sides; empty where merely a figure is wrong.
        sentence: what is wrong, with the figures.
    """

    kind: str
    places: tuple[Place, ...]
    cases: tuple[int, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as shown, the cases behind it, and the cell it is shown in (None: the facts themselves)."""

    number: int
    groups: Group
    place: Place | None = None


def figure(place: Place, cell: Cell) -> Figure:
    """The figure that a cell shows; of a share, the cases due."""
    return Figure(cell.number, cell.groups, place)


def without_reviews(counted: Figure) -> Figure:
    """A count less the historic case reviews in it."""
    reviews = sum(group.count for group in counted.groups if group.is_review)
    kept = tuple(group for group in counted.groups if not group.is_review)
    return Figure(counted.number - reviews, kept, counted.place)


@dataclass(frozen=True, slots=True)
class Claim:
    """That a figure is the sum of others, as a number and case by case.

    Attributes:
        kind: the identity's name.
        whole: the figure claimed.
        parts: what it should be the sum of; no case may stand in two of them.
        against: what the parts are, in words: "the sum of its row".
    """

    kind: str
    whole: Figure
    parts: tuple[Figure, ...]
    against: str

    def disagreement(self) -> Disagreement | None:
        """What is wrong with the claim, or None when it holds."""
        computed = sum(part.number for part in self.parts)
        joined = tuple(group for part in self.parts for group in part.groups)
        unlike = not_counted_alike(self.whole.groups, joined)
        if computed == self.whole.number and not unlike:
            return None
        places = tuple(side.place for side in (self.whole, *self.parts) if side.place)
        return Disagreement(self.kind, places, unlike, self._sentence(computed, len(unlike)))

    def _sentence(self, computed: int, unlike: int) -> str:
        shown = f"{self.whole.place} shows {self.whole.number}"
        if computed == self.whole.number:
            return f"{shown}, and so does {self.against}, but {_unlike(unlike)}."
        working = " + ".join(str(part.number) for part in self.parts)
        gives = f"{self.against} gives {computed}" + (f" ({working})" if len(self.parts) > 1 else "")
        return f"{shown}, but {gives}." + (f" Of these, {_unlike(unlike)}." if unlike else "")


def not_counted_alike(one: Group, other: Group) -> tuple[int, ...]:
    """The cases that do not stand equally often on both sides.

    Sides joined from the very same groups hold the same cases; only other sides are read case by case.
    """
    if sorted(map(id, one)) == sorted(map(id, other)):
        return ()
    these, those = Counter(case_numbers(one)), Counter(case_numbers(other))
    return tuple(sorted(number for number in these | those if these[number] != those[number]))


def _unlike(cases: int) -> str:
    return "1 case is not counted alike" if cases == 1 else f"{cases} cases are not counted alike"
