"""Figures that no case holds: how many people live in a ward, use a service, or how other councils fared.

They are entered in Settings, each with the day it is of and where it comes from. A table that lacks one prints "not
entered". Source: rule book 10.1 (LEW20 C3-C5, WF20 1, BEX19 2 bench).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from caseworker.domain.periods import Period


@dataclass(frozen=True, slots=True)
class OutsideFigure:
    """One figure.

    Attributes:
        kind: "ward_population", "service_population", "ombudsman_letter", "other_councils".
        name: of whom or what: a ward, "Children looked after", a council.
        figure: the number.
        from_on, to_on: the days it is of, both included.
        source: where it comes from.
        entered_on: when it was entered here.
    """

    kind: str
    name: str
    figure: int
    from_on: date
    to_on: date
    source: str
    entered_on: date


@dataclass(frozen=True, slots=True)
class OutsideFigures:
    """Every figure entered."""

    figures: tuple[OutsideFigure, ...] = ()

    def of(self, kind: str, name: str, period: Period) -> OutsideFigure | None:
        """Return the figure for a period: the latest that holds for any of its days; None where none was entered."""
        fitting = [
            each
            for each in self.figures
            if (each.kind, each.name) == (kind, name)
            and each.from_on <= period.last
            and each.to_on >= period.first
        ]
        return max(fitting, key=lambda each: (each.to_on, each.entered_on), default=None)

    def names(self, kind: str, period: Period) -> tuple[str, ...]:
        """Return what has a figure of a kind for a period, in the order of entry."""
        known = dict.fromkeys(each.name for each in self.figures if each.kind == kind)
        return tuple(name for name in known if self.of(kind, name, period))

    def with_figures(self, added: Iterable[OutsideFigure]) -> OutsideFigures:
        """Return these with others added."""
        return OutsideFigures((*self.figures, *added))
