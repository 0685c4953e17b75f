"""Why a date is due, in sentences: what it counts from, which days were left out, what moved it, by which rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from caseworker.domain.clock_facts import EVENTS
from caseworker.domain.clocks import AppliedPause, Clock
from caseworker.domain.counting import add_months, months_beginning_with
from caseworker.domain.dates_in_words import MONTHS, WEEKDAYS, count_of, listed, long_date
from caseworker.domain.pauses import Effect
from caseworker.domain.reckoning import days_taken, is_on_time, is_relaxed
from caseworker.domain.working_days import Calendar, Calendars

_NUMBERS = {1: "One", 2: "Two", 3: "Three", 12: "Twelve"}


@dataclass(frozen=True, slots=True)
class Explanation:
    """The sentences that explain a date, in the order of the reckoning; the last names the source."""

    sentences: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join(self.sentences)


def explain(clock: Clock, calendars: Calendars, response_on: date | None = None) -> Explanation:
    """Why a clock leads to its date, and whether an answer on a day is in time.

    Raises:
        UnavailableError: the bank holidays of the years concerned are not loaded.
    """
    return Explanation(tuple(_sentences(clock, calendars, response_on)))


def _sentences(clock: Clock, calendars: Calendars, response_on: date | None) -> Iterator[str]:
    calendar = calendars[clock.calendar]
    yield from _start(clock, calendar)
    yield from (_pause(pause, clock, calendar) for pause in clock.pauses)
    yield from _not_counted(clock, calendar)
    yield from _roll(clock, calendar)
    yield from _extension(clock)
    yield from _other_reading(clock)
    yield _result(clock)
    if is_relaxed(clock, response_on or clock.due_on or clock.statutory_on):
        yield (
            "National rules were relaxed in part of this time (24 April to 25 September 2020, SI 2020/445); "
            "the date is unchanged."
        )
    if response_on is not None:
        yield _answer(clock, calendars, response_on)
    yield f"Source: {clock.source}."


def _start(clock: Clock, calendar: Calendar) -> Iterator[str]:
    if clock.start_note == "SET_BY_BODY":
        who = "Commissioner" if clock.step.startswith("ICO") else "Ombudsman"
        yield f"The {who} named this day: {long_date(clock.statutory_on)}."
    elif clock.trigger not in EVENTS:  # it hangs on the date of another step
        yield f"Taken from {long_date(clock.trigger_on)}."
    elif clock.period < 0:
        yield (
            f"{count_of(-clock.period, 'working day')} before {EVENTS[clock.trigger]} on "
            f"{long_date(clock.trigger_on)} is {long_date(clock.statutory_on)}."
        )
    else:
        yield _from(clock, calendar)
        yield _period(clock, clock.trigger_on, clock.statutory_on)


def _from(clock: Clock, calendar: Calendar) -> str:
    start = long_date(clock.trigger_on)
    if clock.start_note == "ACK_LIMIT":
        said = f"Not acknowledged yet, so it counts from the last day to acknowledge, {start}"
    elif clock.start_note == "ACK_LATE":
        said = f"Acknowledged late, so it counts from the last day to acknowledge, {start}"
    elif clock.start_note == "DEFERRED":
        said = f"Received out of working hours, so it counts as received on {start}"
    else:
        said = f"Counted from {EVENTS[clock.trigger]} on {start}"
    if clock.unit == "WD":
        return f"{said}; day 1 is {long_date(calendar.add(clock.trigger_on, 1))}."
    if clock.unit == "CD":
        return f"{said}; day 1 is {long_date(clock.trigger_on + timedelta(days=1))}."
    return f"{said}."


def _period(clock: Clock, start: date, end: date) -> str:
    if clock.unit != "MONTH":
        thing = "working day" if clock.unit == "WD" else "day"
        verb = "ends" if clock.period == 1 else "end"
        return f"{count_of(clock.period, thing)} {verb} on {long_date(end)}."
    number = _NUMBERS.get(clock.period, str(clock.period))
    months = f"{number} month" if clock.period == 1 else f"{number} months"
    verb = "ends" if clock.period == 1 else "end"
    beginning = " beginning with that day" if clock.beginning_with else ""
    why = ""
    corresponding = add_months(start, clock.period)
    if corresponding.day != start.day:
        why = f", because there is no {start.day} {MONTHS[corresponding.month - 1]}"
    return f"{months}{beginning} {verb} on {long_date(end)}{why}."


def _pause(pause: AppliedPause, clock: Clock, calendar: Calendar) -> str:
    began = long_date(pause.from_on)
    meanwhile = pause.kind.meanwhile
    if pause.effect is None:
        return f"The pause of {began} ({pause.kind.label.lower()}) began after the answer was due: nothing changes."
    if pause.to_on is None:
        return f"The clock stands still since {began}, while {meanwhile}."
    said = f"The clock stood still while {meanwhile}, from {began} to {long_date(pause.to_on)}"
    if pause.effect is Effect.RESTART:
        return f"{said}: the whole period counts anew from {long_date(pause.to_on)}."
    if not pause.days:
        return f"{said}: no day of the count fell in it, so nothing changes."
    thing = "working day" if clock.unit == "WD" else "day"
    return f"{said}: {count_of(pause.days, thing)} added."


def _not_counted(clock: Clock, calendar: Calendar) -> Iterator[str]:
    """The weekends and bank holidays between the first and the last day of a count in working days."""
    if clock.unit != "WD" or clock.start_note == "SET_BY_BODY":
        return
    end = clock.original_due_on or clock.statutory_on
    first, last = sorted((clock.counted_from_on, end))
    if clock.period < 0:  # counted back: the day counted from is the later one
        first, last = first, last - timedelta(days=1)
    weekend_days = sum((first + timedelta(days=n + 1)).weekday() >= 5 for n in range((last - first).days))
    holidays = [f"{long_date(day)} ({name})" for day, name in calendar.skipped(first, last)]
    said = [count_of(weekend_days, "weekend day")] if weekend_days else []
    if said or holidays:
        yield f"Not counted: {listed([*said, *holidays])}."


def _roll(clock: Clock, calendar: Calendar) -> Iterator[str]:
    """A day that is no working day moves, once, at the very end."""
    if clock.roll == "NONE" or clock.unit == "WD" or clock.original_due_on is None:
        return
    plain = _plain(clock)
    reason = calendar.why_not(plain)
    if reason is None or calendar.roll(plain, clock.roll) != clock.original_due_on:
        return
    because = f"a {reason}" if reason in WEEKDAYS else reason
    if clock.roll == "NEXT_WD":
        yield f"{long_date(plain)} is {because}, so it moves to the next working day."
    else:
        yield f"{long_date(plain)} is {because}, so it moves back to the working day before."


def _plain(clock: Clock) -> date:
    """The date of a count in days or months, with the days left out, before it is moved to a working day."""
    if clock.start_note == "SET_BY_BODY":
        return clock.statutory_on
    added = timedelta(days=sum(pause.days for pause in clock.pauses))
    if clock.unit == "CD":
        return clock.counted_from_on + timedelta(days=clock.period) + added
    months = months_beginning_with if clock.beginning_with else add_months
    return months(clock.counted_from_on, clock.period) + added


def _extension(clock: Clock) -> Iterator[str]:
    if clock.extended_to is None:
        return
    when = f" on {long_date(clock.extension_notice_on)}" if clock.extension_notice_on else ""
    yield f"Extended{when} to {long_date(clock.extended_to)}, counted from the original start."
    if clock.max_on is not None and clock.extended_to > clock.max_on:
        yield f"The rules allow no later day than {long_date(clock.max_on)}."


def _other_reading(clock: Clock) -> Iterator[str]:
    if clock.beside_on is not None:
        yield f"Counted from {EVENTS[clock.beside]} it would be {long_date(clock.beside_on)}."


def _result(clock: Clock) -> str:
    if clock.due_on is None:
        if clock.max_on is None:
            return "No date is due while the clock stands still."
        return f"While the clock stands still the answer is due by the end of {long_date(clock.max_on)} at the latest."
    limit = ""
    if clock.max_on == clock.due_on and clock.pauses and not clock.extended_to:
        limit = ", the latest day the rules allow"
    return f"Due by the end of {long_date(clock.due_on)}{limit}."


def _answer(clock: Clock, calendars: Calendars, response_on: date) -> str:
    if response_on < clock.trigger_on:
        return f"Answered on {long_date(response_on)}, before the count began: on time."
    taken = count_of(days_taken(clock, response_on, calendars), "working day")
    said = f"Answered on {long_date(response_on)}, after {taken}"
    if is_on_time(clock, response_on):
        return f"{said}: on time."
    limit = clock.due_on or clock.max_on
    late = calendars[clock.calendar].between(limit, response_on) if limit else 0
    return f"{said}: {count_of(late, 'working day')} late." if late else f"{said}: late."
