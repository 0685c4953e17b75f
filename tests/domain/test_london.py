"""The date in London, against the time zone database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from caseworker.domain.london import london_date


@given(st.datetimes(datetime(2005, 1, 1), datetime(2031, 12, 31), timezones=st.just(UTC)))
def test_the_date_is_that_of_the_time_zone_database(instant: datetime) -> None:
    assert london_date(instant) == instant.astimezone(ZoneInfo("Europe/London")).date()


def test_half_past_eleven_at_night_in_summer_utc_is_the_next_day_in_london() -> None:
    assert london_date(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == date(2026, 7, 1)
    assert london_date(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == date(2026, 12, 31)


def test_the_clocks_change_at_one_in_the_morning_utc() -> None:
    assert london_date(datetime(2026, 3, 28, 23, 30, tzinfo=UTC)) == date(2026, 3, 28)
    assert london_date(datetime(2026, 3, 29, 23, 30, tzinfo=UTC)) == date(2026, 3, 30)
    assert london_date(datetime(2026, 10, 24, 23, 30, tzinfo=UTC)) == date(2026, 10, 25)
    assert london_date(datetime(2026, 10, 25, 23, 30, tzinfo=UTC)) == date(2026, 10, 25)


def test_a_time_without_an_offset_is_london_time() -> None:
    assert london_date(datetime(2026, 6, 30, 23, 30)) == date(2026, 6, 30)
