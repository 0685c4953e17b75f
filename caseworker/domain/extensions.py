"""How late a lawful extension can be, and what one must satisfy.

An extension lengthens the period from its own trigger (CLK-4); it never shortens, never goes past the longest
period of the rules, and is told to the person while the answer is not yet late.
"""

from __future__ import annotations

from datetime import date

from caseworker.domain.clock_facts import EVENTS, Facts
from caseworker.domain.clocks import Clock
from caseworker.domain.dates_in_words import count_of, long_date
from caseworker.domain.reckoning import clocks_for, main_step
from caseworker.domain.rulebook import Scheme, Step
from caseworker.domain.working_days import Calendar, Calendars
from caseworker.errors import RuleError

_UNITS = {"WD": "working day", "CD": "day", "MONTH": "month"}


def latest_extension(
    scheme: Scheme, facts: Facts, calendars: Calendars, stage: str | None = None
) -> date | None:
    """The furthest day to which the answer of a stage may lawfully be extended.

    None where the rules allow no extension, where nothing runs, or while the longest period itself stands still.
    The stage is the first that the facts tell of unless named.
    """
    step, clock = _main(scheme, facts, calendars, stage)
    return clock.max_on if clock is not None and step.extension_allowed else None


def check_extension(
    scheme: Scheme,
    facts: Facts,
    calendars: Calendars,
    until: date,
    today: date,
    stage: str | None = None,
) -> None:
    """Make sure that the answer of a stage may be extended until a day, told to the person today.

    Raises:
        RuleError: it may not, with the rule that says so; the field is "until".
        UnavailableError: the bank holidays of the year are not loaded.
    """
    step, clock = _main(scheme, facts, calendars, stage)
    if not step.extension_allowed or clock is None:
        raise _refusal(f"The rules {scheme.id} allow no extension here ({step.label})", step)
    if clock.max_on is None:
        raise _refusal("The clock stands still. Let it go on before you extend", step)
    calendar = calendars[step.calendar]
    now_due = clock.due_on or clock.original_due_on or calendar.roll(clock.statutory_on, step.roll)
    if until <= now_due:
        raise _refusal(f"New date must be after {long_date(now_due)}, when the answer is due now", step)
    if until > clock.max_on:
        raise _refusal(
            f"New date must be {long_date(clock.max_on)} or earlier: {_longest(step)} from "
            f"{EVENTS[clock.trigger]} are the most that is allowed",
            step,
        )
    _check_working_day(until, calendar, step)
    _check_notice(clock, step, today)


def _main(scheme: Scheme, facts: Facts, calendars: Calendars, stage: str | None) -> tuple[Step, Clock | None]:
    code = main_step(scheme.procedure, stage or facts.first_stage)
    return scheme.step(code), clocks_for(scheme, facts, calendars).get(code)


def _longest(step: Step) -> str:
    return count_of(step.max_period or 0, _UNITS[step.unit])


def _check_working_day(until: date, calendar: Calendar, step: Step) -> None:
    reason = calendar.why_not(until)
    if reason is not None:
        day = long_date(until)
        because = "" if day.startswith(reason) else f" ({reason})"
        raise _refusal(f"New date must be a working day, and {day}{because} is not", step)


def _check_notice(clock: Clock, step: Step, today: date) -> None:
    """Notice comes while the answer is not late: by the date in force, or by the first one where the law says so."""
    limit = clock.original_due_on if step.extension_notice == "ORIGINAL" else clock.due_on
    if limit is not None and today > limit:
        raise _refusal(
            f"The person must be told of an extension by {long_date(limit)}, and that day has passed", step
        )


def _refusal(message: str, step: Step) -> RuleError:
    return RuleError(f"{message}.", field="until", source=step.source)
