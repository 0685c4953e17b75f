"""The cost limit of section 12: four kinds of work count, at a fixed rate; redaction and reading do not.

Source: Freedom of Information Act 2000, s.12, s.16; SI 2004/3244, reg. 3(3) (£450), reg. 4(3) (what counts), reg. 4(4)
(£25 an hour), reg. 5 (related requests within sixty working days are counted together).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

RATE_POUNDS = 25
LIMIT_POUNDS = 450
LIMIT_HOURS = Decimal(LIMIT_POUNDS) / RATE_POUNDS
RELATED_WITHIN_DAYS = 60

WORK: Mapping[str, str] = {
    "determining": "Finding out whether it is held",
    "locating": "Locating it",
    "retrieving": "Retrieving it",
    "extracting": "Extracting it from a document",
}
"""The only work that counts, each with its words. Source: SI 2004/3244, reg. 4(3)(a) to (d)."""


@dataclass(frozen=True, slots=True)
class Related:
    """A related request that is counted with this one: its reference and its hours."""

    reference: str
    hours: Decimal


@dataclass(frozen=True, slots=True)
class CostEstimate:
    """The hours that the work on a request is estimated to take.

    Attributes:
        determining, locating, retrieving, extracting: hours of each kind of work.
        related: related requests received within sixty working days, whose hours are added.
    """

    determining: Decimal = Decimal(0)
    locating: Decimal = Decimal(0)
    retrieving: Decimal = Decimal(0)
    extracting: Decimal = Decimal(0)
    related: tuple[Related, ...] = ()

    @property
    def own_hours(self) -> Decimal:
        """The hours of this request alone."""
        return self.determining + self.locating + self.retrieving + self.extracting

    @property
    def hours(self) -> Decimal:
        """The hours that count, with those of related requests."""
        return self.own_hours + sum((each.hours for each in self.related), Decimal(0))

    @property
    def pounds(self) -> Decimal:
        """What that costs."""
        return self.hours * RATE_POUNDS

    @property
    def is_above(self) -> bool:
        """Whether the request may be refused under section 12: exactly the limit is within it."""
        return self.hours > LIMIT_HOURS

    def verdict(self) -> str:
        """Return the total and what follows from it, in words."""
        total = f"{hours_words(self.hours)} at £{RATE_POUNDS} an hour: {pounds_words(self.pounds)}"
        if self.is_above:
            return (
                f"{total}. That is above the limit of £{LIMIT_POUNDS} ({LIMIT_HOURS} hours): the request may be refused"
                " under section 12, with help to bring it within the limit (s.16)."
            )
        left = hours_words(LIMIT_HOURS - self.hours)
        return f"{total}. That is within the limit of £{LIMIT_POUNDS} ({LIMIT_HOURS} hours), {left} below it."


def hours_words(hours: Decimal) -> str:
    """Return hours in words: "18.5 hours"."""
    text = format(hours.normalize(), "f")
    return f"{text} hour" if hours == 1 else f"{text} hours"


def pounds_words(pounds: Decimal) -> str:
    """Return a sum: "£462.50", "£450"."""
    return f"£{pounds:,.0f}" if pounds == pounds.to_integral_value() else f"£{pounds:,.2f}"
