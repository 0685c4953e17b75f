"""The stretches of time a report asks about: financial years, quarters, months, any two dates.

A financial year runs from 1 April to 31 March and is written 2024-25; its first quarter is April
to June. Source: rule book section 10 (period default).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from caseworker.errors import RuleError

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
EARLIEST_YEAR, LATEST_YEAR = 1990, 2100
HOW_TO_WRITE = (
    "Write a financial year (2024-25), a quarter (2024-25-Q2), a month (2024-07) "
    "or two dates (2024-04-01..2024-09-30)."
)
_ONE_DAY = timedelta(days=1)
# The long dash too: people paste what they see printed.
_YEAR = re.compile(r"(\d{4})\s*[-/–]\s*(\d{4}|\d{2})")
_PART = re.compile(r"(\d{4}\s*[-/–]\s*(?:\d{4}|\d{2}))[-\s]+([QM])(\d{1,2})", re.IGNORECASE)
_MONTH = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Period:
    """Every day from `first` to `last`, both counted, and the name it goes by on screen and paper."""

    first: date
    last: date
    label: str

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise RuleError(
                f"The period ends on {say(self.last)}, before it begins on {say(self.first)}. "
                "Give the earlier date first.",
                field="period",
            )

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    def covers(self, other: Period) -> bool:
        """Whether every day of `other` lies in this period."""
        return self.first <= other.first and other.last <= self.last

    @property
    def when(self) -> str:
        """When something happened: "in July 2024", "on 15 May 2024", "from 15 May 2024 to 20 August 2024"."""
        if self.is_whole_year or self.is_whole_quarter or self.is_whole_month:
            return f"in {self.label}"
        return f"on {self.label}" if self.first == self.last else f"from {self.label}"

    @property
    def code(self) -> str:
        """What `parse_period` reads back as this period: 2024-25, 2024-25-Q2, 2024-25-M07, or two dates."""
        year = year_label(financial_year_of(self.first))
        if self.is_whole_year:
            return year
        if self.is_whole_quarter:
            return f"{year}-Q{quarter_number(self.first)}"
        if self.is_whole_month:
            return f"{year}-M{self.first.month:02}"
        return f"{self.first.isoformat()}..{self.last.isoformat()}"

    @property
    def in_file_names(self) -> str:
        """What it is called in the name of a file: 2024-25-Q2, 2024-04-01-to-2024-09-30, or one day alone."""
        return self.first.isoformat() if self.first == self.last else self.code.replace("..", "-to-")

    @property
    def is_whole_year(self) -> bool:
        """Whether it is one financial year, no more and no less."""
        return (self.first, self.last) == _year_span(self.first)

    @property
    def is_whole_quarter(self) -> bool:
        """Whether it is one quarter of a financial year, no more and no less."""
        return (self.first, self.last) == _quarter_span(self.first)

    @property
    def is_whole_month(self) -> bool:
        """Whether it is one calendar month, no more and no less."""
        return (self.first, self.last) == _month_span(self.first)

    def quarters(self) -> tuple[Period, ...]:
        """The quarters it touches, in order; the first and last cut where the period begins and ends."""
        return tuple(_pieces(self, _quarter_span))

    def months(self) -> tuple[Period, ...]:
        """The calendar months it touches, in order; the first and last cut likewise."""
        return tuple(_pieces(self, _month_span))

    def previous_years(self, count: int) -> tuple[Period, ...]:
        """The same days one, two … `count` years earlier, the nearest first."""
        return tuple(self._years_before(years) for years in range(1, count + 1))

    def _years_before(self, years: int) -> Period:
        first, last = _moved(self.first, years), _moved(self.last, years)
        if self.first.day == 1 and self.last == _month_span(self.last)[1]:
            last = _month_span(last)[1]  # a February at the end stays whole whether it has 28 or 29 days
        return between(first, last)


def parse_period(text: str) -> Period:
    """Return the period that `text` names.

    Read are 2024-25 (also 2024/25 and 2024-2025), 2024-25-Q2, 2024-07 or 2024-25-M07 (July 2024: the
    number is the calendar month), and 2024-04-01..2024-09-30. Where a text could be a year or a month
    (2011-12) it is the year.

    Raises:
        RuleError: it names no period; says how one is written.
    """
    wanted = text.strip()
    if ".." in wanted:
        return _parse_dates(wanted)
    if part := _PART.fullmatch(wanted):
        return _parse_part(wanted, part)
    year = _YEAR.fullmatch(wanted)
    if year and _follows(year):
        return financial_year(_sensible(int(year[1]), wanted))
    month = _MONTH.fullmatch(wanted)
    if month and 1 <= int(month[2]) <= 12:
        return between(*_month_span(date(_sensible(int(month[1]), wanted), int(month[2]), 1)))
    raise _not_a_period(wanted)


def between(first: date, last: date) -> Period:
    """The period from `first` to `last`, under its own name when it is a whole year, quarter or month."""
    return Period(first, last, _label(first, last))


def financial_year(begins_in: int) -> Period:
    """The financial year beginning on 1 April of that year: `financial_year(2024)` is 2024-25."""
    return between(*_year_span(date(begins_in, 4, 1)))


def financial_year_of(day: date) -> int:
    """The year in which the day's financial year began: 2024 for 31 March 2025."""
    return day.year if day.month >= 4 else day.year - 1


def last_whole(span: str, today: date) -> Period:
    """Return the last "year" (financial), "quarter" or "month" that is over: what a report is usually made for."""
    of = {"year": _year_span, "quarter": _quarter_span, "month": _month_span}[span]
    return between(*of(of(today)[0] - _ONE_DAY))


def quarter_number(day: date) -> int:
    """1 for April to June, 4 for January to March."""
    return (day.month - 4) % 12 // 3 + 1


def quarter_of(day: date) -> Period:
    """Return the quarter of the financial year that a day falls in."""
    return between(*_quarter_span(day))


def year_label(begins_in: int) -> str:
    """How a financial year is written everywhere: 2024-25."""
    return f"{begins_in}-{(begins_in + 1) % 100:02}"


def say(day: date, *, year: bool = True) -> str:
    """A date in words: 1 April 2024, or 1 April."""
    words = f"{day.day} {MONTH_NAMES[day.month - 1]}"
    return f"{words} {day.year}" if year else words


def _label(first: date, last: date) -> str:
    begins_in = financial_year_of(first)
    if (first, last) == _year_span(first):
        return year_label(begins_in)
    if (first, last) == _quarter_span(first):
        return f"Quarter {quarter_number(first)}, {year_label(begins_in)}"
    if (first, last) == _month_span(first):
        return f"{MONTH_NAMES[first.month - 1]} {first.year}"
    return say(first) if first == last else f"{say(first)} to {say(last)}"


def _year_span(day: date) -> tuple[date, date]:
    begins_in = financial_year_of(day)
    return date(begins_in, 4, 1), date(begins_in + 1, 3, 31)


def _month_span(day: date) -> tuple[date, date]:
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - _ONE_DAY


def _quarter_span(day: date) -> tuple[date, date]:
    first = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return first, _month_span(first + timedelta(days=62))[1]


def _pieces(period: Period, span: Callable[[date], tuple[date, date]]) -> Iterator[Period]:
    day = period.first
    while day <= period.last:
        last = min(span(day)[1], period.last)
        yield between(day, last)
        day = last + _ONE_DAY


def _moved(day: date, years: int) -> date:
    """The same day that many years earlier; 29 February becomes 28 February where there is none."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)


def _follows(year: re.Match[str]) -> bool:
    """Whether the second year named is the one after the first."""
    following = str(int(year[1]) + 1)
    return year[2] in (following, following[2:])


def _parse_part(text: str, part: re.Match[str]) -> Period:
    year, number = _YEAR.fullmatch(part[1]), int(part[3])
    if year is None or not _follows(year):
        raise _not_a_period(text)
    begins_in = _sensible(int(year[1]), text)
    if part[2].upper() == "Q":
        if not 1 <= number <= 4:
            raise RuleError(f"“{text}”: a year has quarters Q1 to Q4.", field="period")
        return financial_year(begins_in).quarters()[number - 1]
    if not 1 <= number <= 12:
        raise RuleError(f"“{text}”: a year has months M01 (January) to M12 (December).", field="period")
    return between(*_month_span(date(begins_in + (number < 4), number, 1)))


def _parse_dates(text: str) -> Period:
    first, last = (part.strip() for part in text.split("..", 1))
    return between(_parse_date(first, text), _parse_date(last, text))


def _parse_date(part: str, text: str) -> date:
    try:
        day = date.fromisoformat(part)
    except ValueError:
        raise RuleError(
            f"“{part}” is not a date. Write two dates as 2024-04-01..2024-09-30.", field="period"
        ) from None
    _sensible(day.year, text)
    return day


def _sensible(year: int, text: str) -> int:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise RuleError(
            f"“{text}” lies outside the years {EARLIEST_YEAR} to {LATEST_YEAR}. Check the year.",
            field="period",
        )
    return year


def _not_a_period(text: str) -> RuleError:
    return RuleError(f"“{text}” is not a period. {HOW_TO_WRITE}", field="period")
