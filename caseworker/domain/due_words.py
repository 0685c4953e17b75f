"""A deadline in words, as lists, banners and the command line show it: words first, never a colour alone (C11)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from caseworker.domain.dates_in_words import MONTHS, count_of, day_and_month, long_date
from caseworker.domain.kinds import Status
from caseworker.domain.working_days import Calendar

__all__ = ["SOON_WORKING_DAYS", "Tag", "do_by", "due_words", "long_date", "tag_for"]

SOON_WORKING_DAYS = 3
"""A case is due soon when this many working days are left, or fewer."""


class Tag(StrEnum):
    """The one tag of a case, computed from its clocks and its state."""

    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    DUE_SOON = "due_soon"
    ON_TIME = "on_time"
    PAUSED = "paused"
    CLOSED = "closed"
    DRAFT = "draft"
    OPEN = "open"

    @property
    def label(self) -> str:
        """The adjective read on the tag."""
        return self.value.replace("_", " ").capitalize()


def do_by(act: str, day: date, today: date) -> str:
    """Return what is to be done by a day, as a sentence; it says so when the day is past."""
    return f"{act} now: it was due {long_date(day)}." if day < today else f"{act} by {long_date(day)}."


def due_words(
    due_on: date | None,
    today: date,
    calendar: Calendar,
    *,
    status: Status,
    paused_since: date | None = None,
    answered_on: date | None = None,
    on_time: bool | None = None,
    latest_on: date | None = None,
) -> str:
    """The deadline of a case in words: "2 working days left, due Friday 27 March".

    Args:
        due_on: the date in force; None when none runs or the clock is stopped.
        calendar: the days the team counts in.
        paused_since: the first day of a pause that still lasts.
        answered_on, on_time: when the answer was given, and whether in time if a date was due.
        latest_on: the day by which a stopped clock's answer is due in any case (20 working days at stage 1).
    """
    if status is Status.VOID:
        return "Void"
    if status is Status.WITHDRAWN:
        return "Withdrawn"
    if answered_on is not None:
        return _answered(answered_on, today, calendar, due_on, on_time)
    if not status.is_active:
        return "Closed without an answer" if status is Status.CLOSED else "Answered"
    if paused_since is not None:
        return _paused(paused_since, today, calendar, latest_on)
    if due_on is None:
        return "No deadline"
    return _running(due_on, today, calendar)


def tag_for(
    due_on: date | None,
    today: date,
    calendar: Calendar,
    *,
    status: Status,
    paused_since: date | None = None,
    answered_on: date | None = None,
    on_time: bool | None = None,
    latest_on: date | None = None,
    is_draft: bool = False,
) -> Tag:
    """The tag of a case. `ON_TIME` means in time so far, or answered in time; `OPEN` that no date is due."""
    if is_draft:
        return Tag.DRAFT
    if not status.is_active or answered_on is not None:
        return Tag.ON_TIME if on_time and status is Status.ANSWERED else Tag.CLOSED
    last_on = latest_on if paused_since is not None else due_on
    if last_on is not None and last_on <= today:
        return Tag.DUE_TODAY if last_on == today else Tag.OVERDUE
    if paused_since is not None:
        return Tag.PAUSED
    if due_on is None:
        return Tag.OPEN
    left = _working_days(today, due_on, calendar)
    return Tag.DUE_SOON if left is not None and left <= SOON_WORKING_DAYS else Tag.ON_TIME


def _answered(
    answered_on: date, today: date, calendar: Calendar, due_on: date | None, on_time: bool | None
) -> str:
    day = day_and_month(answered_on, today)
    if on_time is None:
        return f"Answered on {day}"
    if on_time:
        return f"Answered on time on {day}"
    late = _working_days(due_on, answered_on, calendar) if due_on else None
    return f"Answered {count_of(late, 'working day')} late on {day}" if late else f"Answered late on {day}"


def _paused(paused_since: date, today: date, calendar: Calendar, latest_on: date | None) -> str:
    year = "" if paused_since.year == today.year else f" {paused_since.year}"
    since = f"aused since {paused_since.day} {MONTHS[paused_since.month - 1]}{year}"
    if latest_on is None:
        return f"P{since}"
    if today > latest_on:
        return f"{_running(latest_on, today, calendar)}, p{since}"
    day = "today" if latest_on == today else day_and_month(latest_on, today)
    return f"P{since}, due {day} at the latest"


def _running(due_on: date, today: date, calendar: Calendar) -> str:
    day = day_and_month(due_on, today)
    if due_on == today:
        return "Due today"
    if due_on < today:
        late = _working_days(due_on, today, calendar)
        return f"{count_of(late, 'working day')} late, was due {day}" if late else f"Late, was due {day}"
    left = _working_days(today, due_on, calendar)
    return f"Due {day}" if left is None else f"{_left(left)}, due {day}"


def _left(days: int) -> str:
    return f"{count_of(days, 'working day')} left" if days else "No working day left"


def _working_days(start: date, end: date, calendar: Calendar) -> int | None:
    """Working days after start to end; None where the bank holidays are not loaded: a list must still be shown."""
    if not (calendar.covers(start) and calendar.covers(end)):
        return None
    return calendar.between(start, end)
