"""Recorded instants in London time and in words."""

from __future__ import annotations

from datetime import date

from caseworker.actions.when_words import when_listed, when_words


def test_a_morning_in_summer_is_read_in_london_time() -> None:
    assert when_words("2026-03-27T09:32:10.000Z") == "27 March 2026 at 9:32am"
    assert when_words("2026-06-01T11:05:00.000Z") == "1 June 2026 at 12:05pm"


def test_just_after_midnight_is_twelve_in_the_morning() -> None:
    assert when_words("2025-10-14T23:07:00.000Z") == "15 October 2025 at 12:07am"


def test_a_list_gives_the_time_for_today_and_the_day_for_the_rest() -> None:
    today = date(2025, 10, 15)
    assert when_listed("2025-10-15T11:00:00.000Z", today) == "Today at 12:00pm"
    assert when_listed("2025-10-14T11:00:00.000Z", today) == "14 October 2025"
    assert when_listed("", today) == ""
