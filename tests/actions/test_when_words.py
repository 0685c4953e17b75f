"""Recorded instants in London time and in words."""

from __future__ import annotations

from datetime import date

from caseworker.actions.when_words import when_listed


def test_a_list_gives_the_time_for_today_and_the_day_for_the_rest() -> None:
    today = date(2025, 10, 15)
    assert when_listed("2025-10-15T11:00:00.000Z", today) == "Today at 12:00pm"
    assert when_listed("2025-10-14T11:00:00.000Z", today) == "14 October 2025"
    assert when_listed("", today) == ""


def test_just_after_midnight_in_london_is_today() -> None:
    assert when_listed("2025-10-14T23:07:00.000Z", date(2025, 10, 15)) == "Today at 12:07am"
