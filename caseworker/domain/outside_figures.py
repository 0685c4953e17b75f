"""Figures that no case holds: how many people live in a ward, use a service, or how other councils fared.

They are entered in Settings, each with the day it is of and where it comes from. A table that lacks one prints "not
entered". Source: rule book 10.1 (LEW20 C3-C5, WF20 1, BEX19 2 bench).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseworker.domain.periods import Period, between, say

KINDS: Mapping[str, str] = {
    "ward_population": "Residents of a ward",
    "service_population": "Users of a service",
    "other_councils": "Complaints to the Ombudsman, other councils",
    "ombudsman_letter": "The Ombudsman’s annual letter",
}
"""What is entered, and what it is called."""


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

    @property
    def days(self) -> str:
        """The days it is of, in words: "2024-25", "1 June 2024 to 30 June 2024"."""
        return between(self.from_on, self.to_on).label


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

    def sources(self, kind: str, period: Period) -> str:
        """Return where the figures of a kind for a period come from, in words; "" where none was entered."""
        used = [figure for name in self.names(kind, period) if (figure := self.of(kind, name, period))]
        if not used:
            return ""
        words = dict.fromkeys(
            f"{each.source}, {each.days}, entered on {say(each.entered_on)}" for each in used
        )
        return f"{KINDS.get(kind, kind)}: {'; '.join(words)}."


def doc_of(figure: OutsideFigure) -> dict[str, Any]:
    """Return a figure as it is kept."""
    return {
        "kind": figure.kind,
        "name": figure.name,
        "figure": figure.figure,
        "from_on": figure.from_on.isoformat(),
        "to_on": figure.to_on.isoformat(),
        "source": figure.source,
        "entered_on": figure.entered_on.isoformat(),
    }


def figure_of(doc: Mapping[str, Any]) -> OutsideFigure:
    """Return a figure from what is kept of it."""
    return OutsideFigure(
        str(doc["kind"]),
        str(doc["name"]),
        int(doc["figure"]),
        date.fromisoformat(doc["from_on"]),
        date.fromisoformat(doc["to_on"]),
        str(doc["source"]),
        date.fromisoformat(doc["entered_on"]),
    )
