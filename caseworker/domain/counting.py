"""The arithmetic of a deadline: count, stop, restart, extend; then roll once.

Everything is replayed in the order it happened, from the plain count: a pause that began after the answer
was due changes nothing, so nobody can mend lateness by stopping a clock that has run out.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from caseworker.domain.clock_facts import Extension
from caseworker.domain.clocks import AppliedPause
from caseworker.domain.pauses import Effect, Pause
from caseworker.domain.rulebook import Step
from caseworker.domain.working_days import Calendar

_ONE_DAY = timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """The corresponding date so many months later; where there is none, the last day of that month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def months_beginning_with(day: date, months: int) -> date:
    """The last day of so many months whose first day is the day itself (CLK-9).

    The day before the corresponding date; the last day of the month if there is no corresponding date.
    """
    end = add_months(day, months)
    return end - _ONE_DAY if end.day == day.day else end


def counted(step: Step, calendar: Calendar, start: date) -> date:
    """The plain count of a step's period from a day, before any roll."""
    if step.unit == "WD":
        return calendar.add(start, step.period)
    if step.unit == "CD":
        return start + timedelta(days=step.period)
    if step.beginning_with:
        return months_beginning_with(start, step.period)
    return add_months(start, step.period)


@dataclass(slots=True)
class Count:
    """A count under way. Read `due_on` (not yet rolled) when everything has been replayed."""

    step: Step
    calendar: Calendar
    counted_from_on: date
    due_on: date
    extended_to: date | None = None
    stopped_since: date | None = None
    applied: list[AppliedPause] = field(default_factory=list)
    _gaps: list[tuple[date, date]] = field(default_factory=list)

    def replay(self, pauses: Sequence[Pause], extensions: Sequence[Extension]) -> Count:
        """Take in pauses and extensions in the order they happened; an extension of unknown date comes last."""
        happened: list[tuple[date, int, Pause | Extension]] = [
            (extension.notice_on or date.max, 0, extension) for extension in extensions
        ]
        happened += [(pause.from_on, 1, pause) for pause in pauses]
        for _, _, one in sorted(happened, key=lambda entry: entry[:2]):
            if isinstance(one, Extension):
                self._extend(one.to_on)
            else:
                self._pause(one, self.step.pauses[one.kind])
        return self

    def _extend(self, to_on: date) -> None:
        self.extended_to = max(to_on, self.extended_to or to_on)
        self.due_on = max(self.due_on, to_on)

    def _pause(self, pause: Pause, effect: Effect) -> None:
        # Measured against the date before it is rolled: days after the period's own end are not in the period,
        # so a question asked on the Monday that a Saturday moved to leaves no day out.
        first = pause.from_on + _ONE_DAY if effect is Effect.STOP else pause.from_on
        if self.stopped_since is None and first > self.due_on:
            self.applied.append(AppliedPause(pause.kind, None, pause.from_on, pause.to_on))
            return
        days = 0
        if pause.to_on is None:
            self.stopped_since = self.stopped_since or pause.from_on
        elif effect is Effect.RESTART:
            self._restart(pause.to_on)
        else:
            days = self._leave_out(first, pause.to_on)
        self.applied.append(AppliedPause(pause.kind, effect, pause.from_on, pause.to_on, days))

    def _restart(self, on: date) -> None:
        if on > self.counted_from_on:
            self.counted_from_on = on
            self.due_on = max(self._recounted(), self.extended_to or date.min)

    def _leave_out(self, first: date, last: date) -> int:
        """Leave the days from first to last out of the count; the number of days the date moves."""
        before = self.due_on
        self._gaps.append((first, last))
        plain = self._recounted()
        if self.extended_to is not None and first <= self.extended_to:
            start = max(first, self._first_countable())
            self.extended_to = self._shifted(self.extended_to, start, last)
        self.due_on = max(plain, self.extended_to or date.min)
        return self._distance(before, self.due_on)

    def _recounted(self) -> date:
        """The plain count from where it starts now, without the days left out."""
        due = counted(self.step, self.calendar, self.counted_from_on)
        first_open = self._first_countable()
        for first, last in sorted(self._gaps):
            start = max(first, first_open)
            if start <= due and start <= last:
                due = self._shifted(due, start, last)
                first_open = last + _ONE_DAY
        return due

    def _first_countable(self) -> date:
        if self.step.unit == "WD":
            return self.counted_from_on + _ONE_DAY
        return self.counted_from_on

    def _shifted(self, day: date, first: date, last: date) -> date:
        if last < first:
            return day
        if self.step.unit == "WD":
            return self.calendar.add(day, self.calendar.between(first - _ONE_DAY, last))
        return day + (last - first + _ONE_DAY)

    def _distance(self, before: date, after: date) -> int:
        if self.step.unit == "WD":
            return self.calendar.between(before, after)
        return (after - before).days
