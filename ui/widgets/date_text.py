"""What a person means by the text in a date box (C1). Pure: takes the day it is and a calendar, knows no window."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Protocol

Sense = Literal["past", "future"]

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip

_PARTS = re.compile(r"[\s/.,-]+")
_ORDINAL = re.compile(r"^(\d{1,2})(st|nd|rd|th)$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$", re.ASCII)
_PLUS = re.compile(r"^\+\s*(\d{1,3})$", re.ASCII)
_AGE = re.compile(
    r"^(?:about|age|aged|approx|c|ca)?\.?\s*(\d{1,2})(?:\s*(?:years?|yrs?)(?:\s*old)?)?$", re.ASCII
)


class WorkingDays(Protocol):
    """A calendar that can count working days."""

    def add(self, day: date, working_days: int) -> date:
        """The day that many working days after `day`."""


@dataclass(frozen=True, slots=True)
class Birth:
    """A date of birth as far as it is known: the day, or the year, or an age on a day."""

    born_on: date | None = None
    year: int | None = None
    age: int | None = None
    asked_on: date | None = None


def full_date(day: date) -> str:
    """Such as "Friday 27 March 2026"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Such as "27/3/2026", as people type it."""
    return f"{day.day}/{day.month}/{day.year}"


def read_date(
    text: str, today: date, *, sense: Sense = "past", calendar: WorkingDays | None = None
) -> date | None:
    """The day meant, or None when the text is empty or is no day that exists.

    Args:
        sense: where a weekday, or a day without a year, lies: "past" for received, "future" for due.
        calendar: needed for "+3" (working days from today); without it such text is not understood.
    """
    words = text.strip().casefold()
    if words in ("t", "today"):
        return today
    if words in ("y", "yesterday"):
        return today - timedelta(days=1)
    if words in ("tom", "tomorrow"):
        return today + timedelta(days=1)
    if found := _PLUS.match(words):
        return calendar.add(today, int(found[1])) if calendar is not None else None
    if found := _ISO.match(words):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    return _from_parts([part for part in _PARTS.split(words) if part], today, sense)


def read_birth(text: str, today: date) -> Birth | None:
    """A date of birth, an age ("about 14") or a year ("2013"); None when the text is none of these."""
    words = text.strip().casefold()
    if re.fullmatch(r"\d{4}", words, re.ASCII):
        year = int(words)
        return Birth(year=year) if today.year - 120 <= year <= today.year else None
    if found := _AGE.match(words):
        return Birth(age=int(found[1]), asked_on=today)
    day = _written_out([part for part in _PARTS.split(words) if part], lambda two: _past_year(two, today))
    day = day or (read_date(words, today) if _ISO.match(words) else None)
    return Birth(born_on=day) if day else None


def birth_words(birth: Birth, today: date) -> str:
    """Such as "Thursday 14 February 2013, 12 years old", "Born in 2013", "About 14 years old"."""
    if birth.born_on is not None:
        return f"{full_date(birth.born_on)}, {_years(age_on(birth.born_on, today))} old"
    if birth.year is not None:
        return f"Born in {birth.year}, about {_years(today.year - birth.year)} old"
    return f"About {_years(birth.age or 0)} old"


def age_on(born_on: date, today: date) -> int:
    """Full years lived on a day."""
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


def _years(number: int) -> str:
    return f"{number} year" if number == 1 else f"{number} years"


def _from_parts(parts: list[str], today: date, sense: Sense) -> date | None:
    if len(parts) == 1 and (weekday := _index(parts[0], WEEKDAYS, least=3)) is not None:
        return _nearest_weekday(weekday, today, sense)
    if len(parts) > 1 and _index(parts[0], WEEKDAYS, least=3) is not None:
        parts = parts[1:]
    if len(parts) == 2:
        return _without_year(parts, today, sense)
    return _written_out(parts, _near_year)


def _written_out(parts: list[str], full_year: _YearReader) -> date | None:
    if parts and _index(parts[0], WEEKDAYS, least=3) is not None:
        parts = parts[1:]
    if len(parts) != 3:
        return None
    day, month, year = _number(parts[0]), _month(parts[1]), _number(parts[2])
    if day is None or month is None or year is None or len(parts[2]) not in (2, 4):
        return None
    return _day(full_year(year) if len(parts[2]) == 2 else year, month, day)


class _YearReader(Protocol):
    def __call__(self, two_digits: int, /) -> int: ...


def _near_year(two_digits: int) -> int:
    return 2000 + two_digits if two_digits < 70 else 1900 + two_digits


def _past_year(two_digits: int, today: date) -> int:
    return 2000 + two_digits if 2000 + two_digits <= today.year else 1900 + two_digits


def _without_year(parts: list[str], today: date, sense: Sense) -> date | None:
    day, month = _number(parts[0]), _month(parts[1])
    if day is None or month is None:
        return None
    years = range(today.year, today.year - 5, -1) if sense == "past" else range(today.year, today.year + 5)
    for year in years:  # five years reach the next 29 February
        found = _day(year, month, day)
        if found is not None and (found <= today if sense == "past" else found >= today):
            return found
    return None


def _nearest_weekday(weekday: int, today: date, sense: Sense) -> date:
    if sense == "past":
        return today - timedelta(days=(today.weekday() - weekday) % 7)
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _number(word: str) -> int | None:
    if found := _ORDINAL.match(word):
        word = found[1]
    return int(word) if word.isascii() and word.isdigit() and len(word) <= 4 else None


def _month(word: str) -> int | None:
    number = _number(word)
    if number is not None:
        return number
    index = _index(word, MONTHS, least=3)
    return None if index is None else index + 1


def _index(word: str, names: tuple[str, ...], *, least: int) -> int | None:
    if len(word) < least:
        return None
    return next((i for i, name in enumerate(names) if name.casefold().startswith(word)), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2100 else None
