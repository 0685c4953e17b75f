"""What a table is built from: the facts, the period asked for, the words of the lists, figures from outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from operator import sub

from caseworker.domain.advocacy import Contract
from caseworker.domain.coded_columns import CodedColumn
from caseworker.domain.fact_columns import STILL_OPEN
from caseworker.domain.outside_figures import OutsideFigures
from caseworker.domain.periods import Period, between
from caseworker.domain.populations import Facts, Population, Rows
from caseworker.domain.vocabulary import Vocabulary
from caseworker.domain.working_days import Calendar
from caseworker.reports.work_in_hand import WorkInHand

_REST = 1 << 14
"""More than twice the days of rest between two days of any calendar: working days stand above them in one number."""
_NEVER = 1 << 40
COMPARED_YEARS = 2
"""Years set beside the one asked for. Source: rule book section 10 (comparators)."""


@dataclass(frozen=True)
class Brief:
    """What every table of one pack is built from.

    Attributes:
        facts: lines covering `covered_by(period)`.
        period: the days asked for.
        data_on: the day the figures were taken; "as known on" it.
        words: the lists, whose words are those of the period's last day.
        calendar: the working days of England and Wales, for how long answers took.
        outside: figures entered by hand, such as ward populations.
        targets: the share to be answered on time, whole percent, by heading of `stage_rows`.
        contracts: the contracts that hours of advocacy are counted against, the earliest first.
        work: names, next steps and standards, for the tables of the work in hand.
    """

    facts: Facts
    period: Period
    data_on: date
    words: Vocabulary
    calendar: Calendar
    outside: OutsideFigures = field(default_factory=OutsideFigures)
    targets: Mapping[str, int] = field(default_factory=dict)
    contracts: tuple[Contract, ...] = ()
    work: WorkInHand = field(default_factory=WorkInHand)

    @property
    def stages(self) -> Population:
        """A line for every stage of every case."""
        return self.facts.stages

    @property
    def parts(self) -> Population:
        """A line for every action, payment, point, offer of advocacy, entry of hours."""
        return self.facts.parts

    @cached_property
    def cases(self) -> Rows:
        """A line for every case: its first stage, as received."""
        return self.stages.where(is_first="1")

    @cached_property
    def reviews(self) -> Rows:
        """Historic case reviews: counted as received, left out of timeliness."""
        return self.cases.where(is_review="1")

    @cached_property
    def years(self) -> tuple[Period, ...]:
        """The period asked for and the same days of the years before, the latest first."""
        return (self.period, *self.period.previous_years(COMPARED_YEARS))

    def received(self, period: Period | None = None) -> Rows:
        """The cases received in a period (the one asked for)."""
        return self.cases.between("received_on", period or self.period)

    def parts_of(self, thing: str) -> Rows:
        """The lines of actions, payments, points, advocacy or hours."""
        return self.parts.where(thing=thing)

    def label(self, list_name: str, code: str) -> str:
        """What an entry of a list was called on the period's last day."""
        return self.words.label(list_name, code, on=self.period.last)

    def answered_within(self, working_days: int) -> Rows:
        """The stages answered within so many working days of their beginning, which itself does not count."""
        self.days_taken()
        return self.stages.where(days_taken=tuple(str(days) for days in range(working_days + 1)))

    def days_taken(self) -> None:
        """Add the column `days_taken`: working days from the beginning of a stage to its answer, "" while open."""
        self.stages.derive("days_taken", self._days_taken)

    def _days_taken(self) -> CodedColumn:
        days_by = cache(self._days_by)
        answered = self.stages.numbers("answered_on", lambda day: days_by(day) or -_NEVER)
        begun = self.stages.numbers("from_on", lambda day: days_by(day) or _NEVER)
        passed = list(map(sub, answered, begun))
        return CodedColumn.said({days: _working_days(days) for days in set(passed)}, passed)

    def _days_by(self, day: str) -> int:
        """Working days, and days of rest, from the calendar's first day to a day, as one number; 0: not in it."""
        if day in ("", STILL_OPEN):
            return 0
        on, calendar = date.fromisoformat(day), self.calendar
        if not calendar.covers(on):
            return 0
        first = date(calendar.first_year, 1, 1)
        working_days = calendar.between(first, on)
        return working_days * _REST + (on - first).days - working_days + 1


def _working_days(passed: int) -> str:
    """The working days of a difference; "" where the later day came first, or one of them never."""
    working_days, rest = divmod(passed + _REST // 2, _REST)
    return str(working_days) if working_days >= 0 and rest >= _REST // 2 and passed > -_NEVER // 2 else ""


def covered_by(period: Period) -> Period:
    """The days whose lines must be read for the tables of a period: those of the years set beside it too."""
    years = (period, *period.previous_years(COMPARED_YEARS))
    return between(min(year.first for year in years), period.last)
