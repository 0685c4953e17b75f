"""Compensation: exact amounts in pennies, totals, averages and bands. Never floats.

The bands are published as "up to and including £100", "£101 to £500" and "£501 and above", which leaves gaps between
whole pounds. Choice: the first band ends at £100.00 as it says, the second at £500.00; what is above a limit, if only
by a penny, belongs to the next band. So £100.50 is in the second and £500.50 in the third.
Source: rule book section 8 (compensation bands), 10.2 (averages are rounded, never cut off).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from caseworker.domain.changes import Value
from caseworker.errors import RuleError

MOST_PENNIES = 1_000_000_00
"""No single payment is larger than a million pounds: more is a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class Band:
    """Amounts of more than `above` and no more than `upto` pennies; None for no limit."""

    code: str
    label: str
    above: int
    upto: int | None


BANDS = (
    Band("to_100", "Up to and including £100", 0, 100_00),
    Band("to_500", "£101 to £500", 100_00, 500_00),
    Band("over_500", "£501 and above", 500_00, None),
)


@dataclass(frozen=True, slots=True)
class Totals:
    """How many payments there are, what they come to in pennies, and their average (rounded half up to the penny)."""

    count: int = 0
    pennies: int = 0

    @property
    def average_pennies(self) -> int | None:
        """The average, None where there are no payments."""
        if not self.count:
            return None
        exact = Fraction(self.pennies, self.count)
        return int((exact * 2 + 1) // 2)


def pennies_of(value: Value) -> int:
    """Return an amount of pounds, as kept or as typed ("£1,155.50"), in pennies.

    Raises:
        RuleError: it is no amount of pounds and whole pennies, or not more than nothing.
    """
    text = str(value).strip().replace(",", "").replace(" ", "").removeprefix("£")
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise RuleError("Amount must be pounds and pence, such as 250 or 250.50", field="amount") from None
    if not amount.is_finite() or amount <= 0:
        raise RuleError("Amount must be more than nothing", field="amount")
    pennies = amount * 100
    if pennies != pennies.to_integral_value():
        raise RuleError("Amount must have no more than two figures after the point", field="amount")
    if pennies > MOST_PENNIES:
        raise RuleError("Amount must be a million pounds or less", field="amount")
    return int(pennies)


def kept_pounds(pennies: int) -> int | str:
    """Return pennies as they are kept in a field of pounds: a whole number, or exact text ("250.50")."""
    pounds, rest = divmod(pennies, 100)
    return pounds if not rest else f"{pounds}.{rest:02}"


def pounds_words(pennies: int) -> str:
    """Return "£1,155.83", without pence where there are none."""
    pounds, rest = divmod(pennies, 100)
    return f"£{pounds:,}" if not rest else f"£{pounds:,}.{rest:02}"


def band_of(pennies: int) -> Band:
    """Return the band of an amount.

    Raises:
        ValueError: the amount is not more than nothing.
    """
    for band in BANDS:
        if band.above < pennies and (band.upto is None or pennies <= band.upto):
            return band
    raise ValueError(f"{pennies} pennies are in no band")


def totals(amounts: Iterable[int]) -> Totals:
    """Return count and sum of amounts in pennies."""
    kept = tuple(amounts)
    return Totals(len(kept), sum(kept))
