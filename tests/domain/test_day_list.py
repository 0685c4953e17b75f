"""Days off read from pasted lines or a CSV file."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.domain.day_list import read_days

EVE = date(2026, 12, 24)


@pytest.mark.parametrize(
    "line",
    [
        "24/12/2026",
        "24.12.26",
        "2026-12-24;Christmas Eve",
        "24 December 2026",
        "Thu 24th Dec 2026, closed",
        "x,24/12/2026",
    ],
)
def test_a_day_is_read_however_it_is_written(line: str) -> None:
    assert read_days(line).days == (EVE,)


@pytest.mark.parametrize(
    "line", ["24/12/2026 - 29/12/2026", "2026-12-24,2026-12-29,Christmas", "24 Dec 2026 to 29 Dec 2026"]
)
def test_a_stretch_is_every_weekday_in_it(line: str) -> None:
    assert read_days(line).days == (EVE, date(2026, 12, 25), date(2026, 12, 28), date(2026, 12, 29))


def test_a_day_named_twice_counts_once_and_weekends_are_passed_over() -> None:
    assert read_days("Day,Why\n24/12/2026\n\n26/12/2026\n24/12/2026 again").days == (EVE,)


def test_what_is_no_day_is_told_with_its_line() -> None:
    read = read_days("Days off\n31/11/2026\nsoon\n29/12/2026 - 24/12/2026\n1/1/2026 to 31/12/2026")
    assert read.days == ()
    assert read.problems == (
        "Line 2: “31/11/2026” is not a date that exists.",
        "Line 3: “soon” has no date.",
        "Line 4: Thursday 24 December 2026 is before Tuesday 29 December 2026.",
        "Line 5: Thursday 1 January 2026 to Thursday 31 December 2026 is longer than a month.",
    )
