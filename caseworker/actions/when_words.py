"""When something was recorded, in London time and in words: on timelines, in lists, on the command line."""

from __future__ import annotations

from datetime import date, datetime

from caseworker.clock import local_time
from caseworker.domain.dates_in_words import MONTHS


def when_words(stamp: str) -> str:
    """Return an instant in words: "27 March 2026 at 9:32am"."""
    at = local_time(stamp)
    return f"{_day(at.date())} at {_time(at)}"


def when_listed(stamp: str, today: date) -> str:
    """Return an instant as a list shows it: "Today at 9:32am", otherwise the day, "27 March 2026"; "" for none."""
    if not stamp:
        return ""
    at = local_time(stamp)
    return f"Today at {_time(at)}" if at.date() == today else _day(at.date())


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _time(at: datetime) -> str:
    return f"{at.hour % 12 or 12}:{at.minute:02}{'am' if at.hour < 12 else 'pm'}"
