"""Dates and counts in words, the same on screen, on paper and in explanations, whatever the computer's language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def long_date(day: date) -> str:
    """The day in full: "Friday 27 March 2026"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def day_and_month(day: date, today: date) -> str:
    """The day as read in the year it falls in, "Friday 27 March"; in another year than today's, in full."""
    if day.year == today.year:
        return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return long_date(day)


def count_of(number: int, thing: str) -> str:
    """A number with its thing: "1 working day", "3 working days", "24,891 changes"."""
    return f"{number} {thing}" if number == 1 else f"{number:,} {thing}s"


def listed(things: Sequence[str]) -> str:
    """Several things in a sentence: "a, b and c"."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} and {things[-1]}"
