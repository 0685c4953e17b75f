"""The date in London at an instant, by arithmetic, so that no computer needs a time zone database for it."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta


def london_date(instant: datetime) -> date:
    """The London date of an instant; a time without an offset is London time already.

    Summer time runs from the last Sunday of March to the last Sunday of October, changing at 01:00 UTC.
    Source: Summer Time Order 2002 (SI 2002/262); holds for 1996 and later.
    """
    if instant.tzinfo is None:
        return instant.date()
    utc = instant.astimezone(UTC)
    summer = _change(utc.year, 3) <= utc < _change(utc.year, 10)
    return (utc + timedelta(hours=1 if summer else 0)).date()


def end_of_london_day(day: date) -> datetime:
    """Return the instant (UTC) at which a day is over in London: what is recorded from then on is of a later day."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1)
    early = midnight - timedelta(hours=1)
    return early if london_date(early) > day else midnight


def _change(year: int, month: int) -> datetime:
    last = date(year, month, monthrange(year, month)[1])
    sunday = last - timedelta(days=(last.weekday() + 1) % 7)
    return datetime(sunday.year, sunday.month, sunday.day, 1, tzinfo=UTC)
