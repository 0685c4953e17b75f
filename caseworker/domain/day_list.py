"""Reads days off from text: pasted lines or a CSV file, one day or one stretch of days to a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from caseworker.domain.dates_in_words import long_date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(
    r"(?P<iso>\d{4}-\d\d-\d\d)|(?P<d>\d{1,2})[/. ](?P<m>\d{1,2})[/. ](?P<y>\d{4}|\d\d)\b"
    r"|(?P<dd>\d{1,2})(?:st|nd|rd|th)? (?P<name>[A-Za-z]{3,9})\.? (?P<yy>\d{4})"
)
_BETWEEN = re.compile(r"\s*(?:-|–|—|to|until|,|;|\t)\s*", re.IGNORECASE)
LONGEST_STRETCH = 31


@dataclass(frozen=True, slots=True)
class DaysRead:
    """The days found; what was passed over, line by line, in words."""

    days: tuple[date, ...]
    problems: tuple[str, ...]


def read_days(text: str) -> DaysRead:
    """Return the weekdays a text names: "24/12/2026", "2026-12-24;Closed", "24 December 2026 to 31 December 2026".

    A line without a date is passed over and told, but for the first, which may hold headings. Saturdays and Sundays
    never count as working days, so they are passed over.
    """
    days: set[date] = set()
    problems: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            found = _days_of(line)
        except ValueError as error:
            problems.append(f"Line {number}: {error}.")
            continue
        if not found and number > 1:
            problems.append(f"Line {number}: “{line.strip()[:60]}” has no date.")
        days.update(day for day in found if day.weekday() < 5)
    return DaysRead(tuple(sorted(days)), tuple(problems))


def _days_of(line: str) -> list[date]:
    matches = list(_DAY.finditer(line))
    found = [_day(match) for match in matches]
    if len(found) < 2 or not _BETWEEN.fullmatch(line[matches[0].end() : matches[1].start()]):
        return found[:1]
    first, last = found[0], found[1]
    if last < first:
        raise ValueError(f"{long_date(last)} is before {long_date(first)}")
    if (last - first).days > LONGEST_STRETCH:
        raise ValueError(f"{long_date(first)} to {long_date(last)} is longer than a month")
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _day(match: re.Match[str]) -> date:
    text = match[0].strip()
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        if match["name"]:
            month = _MONTHS.index(match["name"][:3].casefold()) + 1
            return date(int(match["yy"]), month, int(match["dd"]))
        year = int(match["y"])
        return date(year + 2000 if year < 100 else year, int(match["m"]), int(match["d"]))
    except ValueError:
        raise ValueError(f"“{text}” is not a date that exists") from None
