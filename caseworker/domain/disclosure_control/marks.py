"""How a number appears in the publication copy, and the council's limits for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """What is printed in place of a number.

    PRIMARY: hidden because it is small. SECONDARY: hidden so that another one cannot be computed.
    """

    SHOWN = "shown"
    PRIMARY = "primary"
    SECONDARY = "secondary"


@dataclass(frozen=True, slots=True)
class DisclosureLimits:
    """What the council hides in a publication copy.

    Attributes:
        threshold: numbers from 1 to this one are hidden; 0 hides none.
        hides_zero: whether 0 is hidden with them.
        minimum_base: the smallest number of cases of which a rate or an average is shown.
        shows_zero: whether every 0 is shown, as a reader soon notices: then whatever is hidden is at least 1.

    Source: rule book 10.3; open question 7 leaves the numbers to the council.
    """

    threshold: int = 4
    hides_zero: bool = False
    minimum_base: int = 10
    shows_zero: bool = False

    def __post_init__(self) -> None:
        if self.threshold < 0 or self.minimum_base < 0:
            raise ValueError("the threshold and the minimum base are 0 or more")

    @property
    def smallest_hidden(self) -> int:
        """The smallest number that is hidden: with a threshold of 1 also 0, for "<2" alone would say 1."""
        return 0 if self.hides_zero or self.threshold == 1 else 1

    def is_small(self, value: int) -> bool:
        """Whether a number is hidden for being small."""
        return self.threshold > 0 and self.smallest_hidden <= value <= self.threshold


def printed(mark: Mark, value: int, limits: DisclosureLimits) -> str:
    """Return what stands in the publication copy: "12", "<5" or "–"."""
    if mark is Mark.SHOWN:
        return str(value)
    return f"<{limits.threshold + 1}" if mark is Mark.PRIMARY else "–"
