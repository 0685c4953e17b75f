"""Words about a case that window and command line share."""

from __future__ import annotations

import pytest

from caseworker.actions.case_words import moment_words


@pytest.mark.parametrize(
    ("stamp", "words"),
    [
        ("2026-03-27T09:32:00.000Z", "27 March 2026 at 9:32am"),
        ("2026-03-30T09:32:00.000Z", "30 March 2026 at 10:32am"),
        ("2025-10-15T11:00:00.000Z", "15 October 2025 at 12:00pm"),
        ("2025-12-31T00:05:00.000Z", "31 December 2025 at 12:05am"),
    ],
)
def test_an_instant_is_read_in_london_time(stamp: str, words: str) -> None:
    assert moment_words(stamp) == words
