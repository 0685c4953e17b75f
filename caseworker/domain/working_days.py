"""Which days count.

Two lists of bank holidays matter: England and Wales (complaints, enquiries, subject access) and the union
of the four nations of the United Kingdom (freedom of information: FOIA s.10(6)). A council may add its own
closure days, which only corporate complaints and enquiries know (CLK-7).

A year that is not in the data file is never guessed: asking about it is an error.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from caseworker.domain.dates_in_words import WEEKDAYS, long_date
from caseworker.errors import DamagedFileError, RuleError, UnavailableError

CalendarId = Literal["EW", "UK", "EW_LOCAL"]
Roll = Literal["NONE", "NEXT_WD", "PREV_WD"]

CALENDAR_NAMES: Mapping[str, str] = {
    "EW": "England and Wales",
    "UK": "all nations of the United Kingdom",
    "EW_LOCAL": "England and Wales with the council's closure days",
}
NATIONS = ("England", "Wales", "Scotland", "Northern Ireland")


@dataclass(frozen=True, eq=False)
class Calendar:
    """The working days of a stretch of whole years.

    Attributes:
        id: "EW", "UK" or "EW_LOCAL".
        first_year, last_year: the years loaded, both included.
        holidays: weekdays that are not working days, each with its name.
    """

    id: str
    first_year: int
    last_year: int
    holidays: Mapping[date, str]
    _first: int = field(init=False, repr=False)
    _working: tuple[date, ...] = field(init=False, repr=False)
    _counts: array[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        first = date(self.first_year, 1, 1).toordinal()
        last = date(self.last_year, 12, 31).toordinal()
        resting = {day.toordinal() for day in self.holidays}
        working: list[int] = []
        counts = array("H")
        for ordinal in range(first, last + 1):
            if (ordinal - 1) % 7 < 5 and ordinal not in resting:
                working.append(ordinal)
            counts.append(len(working))
        object.__setattr__(self, "_first", first)
        object.__setattr__(self, "_working", tuple(map(date.fromordinal, working)))
        object.__setattr__(self, "_counts", counts)

    @property
    def name(self) -> str:
        """Whose bank holidays these are, in words."""
        return CALENDAR_NAMES.get(self.id, self.id)

    def covers(self, day: date) -> bool:
        """Whether the day's year is loaded."""
        return self.first_year <= day.year <= self.last_year

    def is_working_day(self, day: date) -> bool:
        """Whether the day counts.

        Raises:
            UnavailableError: the day's year is not loaded.
        """
        self._require(day)
        return day.weekday() < 5 and day not in self.holidays

    def why_not(self, day: date) -> str | None:
        """Why the day does not count: "Saturday", "Christmas Day"; None for a working day."""
        self._require(day)
        if day.weekday() >= 5:
            return WEEKDAYS[day.weekday()]
        return self.holidays.get(day)

    def add(self, day: date, working_days: int) -> date:
        """The day so many working days later; the day itself is never counted (CLK-1).

        A negative number counts back, none gives the day itself.

        Raises:
            UnavailableError: the count begins or ends in a year that is not loaded.
        """
        if working_days == 0:
            return day
        at = day.toordinal() - self._first
        if not 0 <= at < len(self._counts):
            raise self._not_loaded(day.year)
        passed = self._counts[at]
        index = passed + working_days - 1
        if working_days < 0:
            index += 1 - int(self.is_working_day(day))
        if not 0 <= index < len(self._working):
            raise self._not_loaded(self.last_year + 1 if working_days > 0 else self.first_year - 1)
        return self._working[index]

    def between(self, start: date, end: date) -> int:
        """Working days after start up to and including end; negative when end is earlier."""
        self._require(start)
        self._require(end)
        return self._counts[end.toordinal() - self._first] - self._counts[start.toordinal() - self._first]

    def taken(self, trigger: date, response: date) -> int:
        """Working days taken: those after the trigger up to and including the response (CLK-6).

        Raises:
            RuleError: the response is before the trigger.
        """
        if response < trigger:
            raise RuleError(
                f"Date answered must be on or after {long_date(trigger)}", field="answered_on", source="CLK-6"
            )
        return self.between(trigger, response)

    def roll(self, day: date, how: Roll) -> date:
        """The day itself if it is a working day, or the working day next to it on the side asked for."""
        if how == "NONE" or self.is_working_day(day):
            return day
        return self.add(day, 1 if how == "NEXT_WD" else -1)

    def skipped(self, start: date, end: date) -> tuple[tuple[date, str], ...]:
        """The bank holidays and closures after start up to and including end, with their names."""
        days = sorted(day for day in self.holidays if start < day <= end and day.weekday() < 5)
        return tuple((day, self.holidays[day]) for day in days)

    def with_closures(
        self, days: Iterable[date] | Mapping[date, str], name: str = "Council closed"
    ) -> Calendar:
        """The same calendar with the council's own closure days, as "EW_LOCAL" (CLK-7)."""
        named = days if isinstance(days, Mapping) else dict.fromkeys(days, name)
        return self.with_holidays(named, "EW_LOCAL") if named else self

    def with_holidays(self, added: Mapping[date, str], calendar_id: str | None = None) -> Calendar:
        """The same calendar with more days that do not count; names already there stay.

        Raises:
            UnavailableError: a day lies in a year that is not loaded.
        """
        for day in added:
            self._require(day)
        return Calendar(calendar_id or self.id, self.first_year, self.last_year, {**added, **self.holidays})

    def _require(self, day: date) -> None:
        if not self.first_year <= day.year <= self.last_year:
            raise self._not_loaded(day.year)

    def _not_loaded(self, year: int) -> UnavailableError:
        return UnavailableError(
            f"Bank holiday calendar not loaded for {year}: the list for {self.name} covers "
            f"{self.first_year} to {self.last_year}. Nothing was changed. Check the date, or add the bank "
            f"holidays of {year}, then try again."
        )


@dataclass(frozen=True)
class Calendars:
    """The calendars by which the clocks count; "EW_LOCAL" is "EW" itself until the council adds closures."""

    england_and_wales: Calendar
    united_kingdom: Calendar
    local: Calendar

    @classmethod
    def load(cls, folder: Path) -> Calendars:
        """Read the bank holidays in `uk.json`.

        Raises:
            UnavailableError: the file is missing, or not what `caseworker.dev.make_calendar` writes.
        """
        path = folder / "uk.json"
        try:
            doc = json.loads(path.read_text(encoding="utf-8"))
            first, last = doc["years"]
            nations = {
                nation: {date.fromisoformat(day): str(name) for day, name in doc["nations"][nation].items()}
                for nation in NATIONS
            }
        except OSError as error:
            raise UnavailableError(
                f"The bank holidays could not be read from {path.name}. Install Caseworker again, then start it."
            ) from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DamagedFileError(
                f"The bank holidays in {path.name} are damaged. Install Caseworker again, then start it."
            ) from error
        return cls.of(first, last, nations)

    @classmethod
    def of(cls, first_year: int, last_year: int, nations: Mapping[str, Mapping[date, str]]) -> Calendars:
        """Calendars from the weekday bank holidays of each nation."""
        ours = {**nations["Wales"], **nations["England"]}
        elsewhere: dict[date, str] = {}
        for nation in ("Scotland", "Northern Ireland"):
            for day, name in nations[nation].items():
                elsewhere.setdefault(day, _named_with(nation, name))
        england_and_wales = Calendar("EW", first_year, last_year, ours)
        united_kingdom = Calendar("UK", first_year, last_year, {**elsewhere, **ours})
        return cls(england_and_wales, united_kingdom, england_and_wales)

    def __getitem__(self, calendar_id: str) -> Calendar:
        if calendar_id == "EW":
            return self.england_and_wales
        if calendar_id == "UK":
            return self.united_kingdom
        if calendar_id == "EW_LOCAL":
            return self.local
        raise RuleError(f"There is no calendar called {calendar_id}")

    def with_bank_holidays(self, added: Mapping[date, str], nation: str = "England") -> Calendars:
        """The same calendars with bank holidays proclaimed since the list was made; closures are set afterwards.

        A day of Scotland or Northern Ireland alone counts for freedom of information only.
        """
        if nation not in NATIONS:
            raise RuleError(f"Nation must be one of {', '.join(NATIONS)}", field="nation")
        at_home = nation in ("England", "Wales")
        named = added if at_home else {day: _named_with(nation, name) for day, name in added.items()}
        ours = self.england_and_wales.with_holidays(named) if at_home else self.england_and_wales
        return Calendars(ours, self.united_kingdom.with_holidays(named), ours)

    def with_closures(self, days: Iterable[date] | Mapping[date, str]) -> Calendars:
        """The same calendars with the council's closure days, for corporate complaints and enquiries only."""
        return Calendars(
            self.england_and_wales, self.united_kingdom, self.england_and_wales.with_closures(days)
        )


def _named_with(nation: str, name: str) -> str:
    """The name of a day kept in one nation only: "Summer bank holiday (Scotland)"."""
    return f"{name[:-1]}, {nation})" if name.endswith(")") else f"{name} ({nation})"
