"""Deadlines in words and tags, as the work list shows them on Tuesday 24 March 2026."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.domain.due_words import Tag, do_by, due_words, long_date, tag_for
from caseworker.domain.kinds import Status
from tests.domain.rules_support import EW

TODAY = date(2026, 3, 24)


def words(
    due_on: date | None = None, today: date = TODAY, status: Status = Status.OPEN, **more: object
) -> str:
    return due_words(due_on, today, EW, status=status, **more)  # type: ignore[arg-type]


def tag(due_on: date | None = None, today: date = TODAY, status: Status = Status.OPEN, **more: object) -> Tag:
    return tag_for(due_on, today, EW, status=status, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("due_on", "said", "tagged"),
    [
        (date(2026, 3, 24), "Due today", Tag.DUE_TODAY),
        (date(2026, 3, 25), "1 working day left, due Wednesday 25 March", Tag.DUE_SOON),
        (date(2026, 3, 26), "2 working days left, due Thursday 26 March", Tag.DUE_SOON),
        (date(2026, 3, 27), "3 working days left, due Friday 27 March", Tag.DUE_SOON),
        (date(2026, 3, 30), "4 working days left, due Monday 30 March", Tag.ON_TIME),
        (date(2026, 4, 7), "8 working days left, due Tuesday 7 April", Tag.ON_TIME),  # over Easter
        (date(2027, 1, 4), "196 working days left, due Monday 4 January 2027", Tag.ON_TIME),
        (date(2026, 3, 23), "1 working day late, was due Monday 23 March", Tag.OVERDUE),
        (date(2026, 3, 19), "3 working days late, was due Thursday 19 March", Tag.OVERDUE),
        (date(2025, 12, 19), "64 working days late, was due Friday 19 December 2025", Tag.OVERDUE),
        (None, "No deadline", Tag.OPEN),
    ],
)
def test_a_running_deadline(due_on: date | None, said: str, tagged: Tag) -> None:
    assert words(due_on) == said
    assert tag(due_on) is tagged


def test_at_a_weekend_no_working_day_passes() -> None:
    saturday, sunday = date(2026, 3, 28), date(2026, 3, 29)

    assert words(date(2026, 3, 27), saturday) == "Late, was due Friday 27 March"
    assert tag(date(2026, 3, 27), saturday) is Tag.OVERDUE
    assert words(sunday, saturday) == "No working day left, due Sunday 29 March"
    assert tag(sunday, saturday) is Tag.DUE_SOON
    assert words(date(2026, 3, 30), saturday) == "1 working day left, due Monday 30 March"


def test_years_without_bank_holidays_still_show_the_date() -> None:
    assert words(date(1999, 3, 5)) == "Late, was due Friday 5 March 1999"
    assert words(date(2035, 3, 5)) == "Due Monday 5 March 2035"
    assert tag(date(1999, 3, 5)) is Tag.OVERDUE
    assert tag(date(2035, 3, 5)) is Tag.ON_TIME


def test_a_paused_clock_says_since_when() -> None:
    assert words(paused_since=date(2026, 3, 20), status=Status.PAUSED) == "Paused since 20 March"
    assert words(paused_since=date(2025, 12, 19), status=Status.PAUSED) == "Paused since 19 December 2025"
    assert tag(paused_since=date(2026, 3, 20), status=Status.PAUSED) is Tag.PAUSED


def test_a_pause_that_cannot_move_the_limit_shows_it() -> None:
    ahead = {"paused_since": date(2026, 3, 20), "latest_on": date(2026, 4, 7), "status": Status.PAUSED}
    passed = {"paused_since": date(2026, 2, 20), "latest_on": date(2026, 3, 20), "status": Status.PAUSED}

    assert words(**ahead) == "Paused since 20 March, due Tuesday 7 April at the latest"  # type: ignore[arg-type]
    assert tag(**ahead) is Tag.PAUSED  # type: ignore[arg-type]
    assert words(**passed) == (  # type: ignore[arg-type]
        "2 working days late, was due Friday 20 March, paused since 20 February"
    )
    assert tag(**passed) is Tag.OVERDUE  # type: ignore[arg-type]


def test_a_pause_on_the_last_day_says_that_it_is_today() -> None:
    today = {"paused_since": date(2026, 3, 20), "latest_on": TODAY, "status": Status.PAUSED}

    assert words(**today) == "Paused since 20 March, due today at the latest"  # type: ignore[arg-type]
    assert tag(**today) is Tag.DUE_TODAY  # type: ignore[arg-type]


@pytest.mark.parametrize("status", [Status.ANSWERED, Status.CLOSED])
def test_an_answer_says_whether_it_was_in_time(status: Status) -> None:
    due_on, answered_on = date(2026, 3, 20), date(2026, 3, 19)

    assert (
        words(due_on, status=status, answered_on=answered_on, on_time=True)
        == "Answered on time on Thursday 19 March"
    )
    assert words(due_on, status=status, answered_on=date(2026, 3, 24), on_time=False) == (
        "Answered 2 working days late on Tuesday 24 March"
    )
    assert words(due_on, status=status, answered_on=date(2026, 3, 22), on_time=False) == (
        "Answered late on Sunday 22 March"
    )
    assert (
        words(status=status, answered_on=date(2026, 3, 24), on_time=False)
        == "Answered late on Tuesday 24 March"
    )
    assert words(status=status, answered_on=date(2025, 3, 24)) == "Answered on Monday 24 March 2025"


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.WITHDRAWN, "Withdrawn"),
        (Status.VOID, "Void"),
        (Status.CLOSED, "Closed without an answer"),
        (Status.ANSWERED, "Answered"),
    ],
)
def test_a_case_that_is_over_shows_no_deadline(status: Status, said: str) -> None:
    assert words(date(2026, 3, 19), status=status) == said
    assert tag(date(2026, 3, 19), status=status) is Tag.CLOSED


def test_answered_in_time_keeps_the_good_tag_until_the_case_is_closed() -> None:
    done = {"answered_on": date(2026, 3, 19), "on_time": True}

    assert tag(date(2026, 3, 20), status=Status.ANSWERED, **done) is Tag.ON_TIME
    assert tag(date(2026, 3, 20), status=Status.CLOSED, **done) is Tag.CLOSED
    assert tag(date(2026, 3, 18), status=Status.ANSWERED, **{**done, "on_time": False}) is Tag.CLOSED


def test_a_draft_has_the_tag_of_a_draft() -> None:
    assert tag(is_draft=True) is Tag.DRAFT


def test_tags_read_as_adjectives() -> None:
    assert [one.label for one in Tag] == [
        "Overdue",
        "Due today",
        "Due soon",
        "On time",
        "Paused",
        "Closed",
        "Draft",
        "Open",
    ]


def test_a_date_in_full() -> None:
    assert long_date(date(2026, 3, 27)) == "Friday 27 March 2026"
    assert long_date(date(2026, 11, 1)) == "Sunday 1 November 2026"


def test_what_is_to_be_done_says_when_its_day_is_past() -> None:
    day = date(2025, 10, 17)
    assert do_by("Answer", day, day) == "Answer by Friday 17 October 2025."
    assert do_by("Answer", day, date(2025, 10, 18)) == "Answer now: it was due Friday 17 October 2025."
