"""What day it is. Everything that needs to know asks the office's clock, never the system's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


@lru_cache(maxsize=64)
def _day_in_london(year: int, month: int, day: int, hour: int) -> date:
    """Return London's date in an hour of UTC: it changes on the hour only, and is asked for all the time."""
    return datetime(year, month, day, hour, tzinfo=UTC).astimezone(LONDON).date()


def _system_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """The office's clock: the system's, or standing at one day (the sample office).

    Attributes:
        stands_on: the day it stands at; the hour still passes.
    """

    stands_on: date | None = None
    system_now: Callable[[], datetime] = _system_now

    def now(self) -> datetime:
        """Return this instant, in UTC."""
        real = self.system_now()
        if self.stands_on is None:
            return real
        local = real.astimezone(LONDON)
        return datetime.combine(self.stands_on, local.time(), LONDON).astimezone(UTC)

    def today(self) -> date:
        """Return today's date in London (rule book section 0)."""
        if self.stands_on is not None:
            return self.stands_on
        now = self.system_now().astimezone(UTC)
        return _day_in_london(now.year, now.month, now.day, now.hour)

    def stamp(self) -> str:
        """Return this instant as the record writes it: UTC, ISO 8601, milliseconds."""
        return self.now().astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def system_now() -> datetime:
    """Return the system's instant in UTC, for what happens before an office is open."""
    return _system_now()


def local_time(stamp: str) -> datetime:
    """Return a recorded instant in London time."""
    return datetime.fromisoformat(stamp.replace("Z", "+00:00")).astimezone(LONDON)
