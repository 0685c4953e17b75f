"""Dates said in a text: found however they are written, with the weekday named beside them.

A date without a year is read as the nearest one to the day of the letter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from caseworker.domain.dates_in_words import MONTHS, WEEKDAYS
from caseworker.domain.letter_checks.texts import sentence_at

_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" if month != "May" else "May" for month in MONTHS).replace(
    "Sep(?:tember)?", "Sept?(?:ember)?"
)
_DAY = "|".join(f"{day}|{day[:3]}" for day in WEEKDAYS)
_BEFORE = rf"(?:(?P<weekday>{_DAY})\.?,?\s+(?:the\s+)?)?"
_WRITTEN = re.compile(
    rf"\b{_BEFORE}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\b\.?(?:,?\s+(?P<year>\d{{4}})\b)?",
    re.IGNORECASE,
)
_AMERICAN = re.compile(
    rf"\b{_BEFORE}(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    rf"\b{_BEFORE}(?P<day>\d{{1,2}})(?P<sign>[/.\-])(?P<month>\d{{1,2}})(?P=sign)(?P<year>\d{{4}}|\d{{2}})\b",
    re.IGNORECASE,
)
_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b")

_PROMISE = re.compile(
    r"\b(?:will|shall|going to|aim to|plan to|intend to|expect to|hope to|can expect|must|have until|need to|due"
    r"|no later than|at the latest|you can ask|should hear)\b|\bwe['’]ll\b|\byou['’]ll\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|said|told|wrote|received|asked|would|did|agreed|visited|met|happened|since|sent|been)\b",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"\b(?:answer|reply|respond|response|decision|write to you|hear from us|let you know"
    r"|tell you|outcome|due|finish|report)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateSaid:
    """A date in a text.

    Attributes:
        said: as it is written; day: what it means, None for a day that does not exist.
        weekday: the weekday named beside it, in full; "" for none.
        sentence: in which it stands; place: where it begins in the text.
    """

    said: str
    day: date | None
    weekday: str
    sentence: str
    place: int = 0

    @property
    def is_promise(self) -> bool:
        """Whether the sentence says what will happen by or on the day, and nothing of the past."""
        return bool(_PROMISE.search(self.sentence)) and not _PAST.search(self.sentence)

    @property
    def is_of_answer(self) -> bool:
        """Whether the sentence promises the answer."""
        return self.is_promise and bool(_ANSWER.search(self.sentence))

    @property
    def has_other_weekday(self) -> bool:
        """Whether the weekday named is not that of the day."""
        return bool(self.weekday) and self.day is not None and WEEKDAYS[self.day.weekday()] != self.weekday


@lru_cache(maxsize=64)
def dates_in(text: str, written_on: date) -> tuple[DateSaid, ...]:
    """Return the dates of a text in its order."""
    found: dict[int, tuple[int, DateSaid]] = {}
    for pattern in (_ISO, _AMERICAN, _WRITTEN, _FIGURES):
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, (end, _) in found.items()):
                continue
            if pattern is _FIGURES and not _could_be_date(match):
                continue
            found[match.start()] = (match.end(), _said(text, match, written_on))
    return tuple(found[start][1] for start in sorted(found))


def _could_be_date(match: re.Match[str]) -> bool:
    """Section numbers and versions ("6.3.2") are written with dots as well."""
    return match["sign"] != "." or len(match["year"]) == 4 or len(match["day"] + match["month"]) == 4


def _said(text: str, match: re.Match[str], written_on: date) -> DateSaid:
    parts = match.groupdict()
    day, month = int(parts["day"]), _month(parts["month"])
    year = parts.get("year")
    found = _real(_year(year), month, day) if year else _nearest(month, day, written_on)
    weekday, sentence = _weekday(parts.get("weekday") or ""), sentence_at(text, match.start())
    return DateSaid(match[0].strip(), found, weekday, sentence, match.start())


def _month(said: str) -> int:
    if said.isdigit():
        return int(said)
    return next(n for n, month in enumerate(MONTHS, 1) if month[:3].casefold() == said[:3].casefold())


def _year(said: str) -> int:
    return int(said) if len(said) == 4 else 2000 + int(said)


def _weekday(said: str) -> str:
    return next((day for day in WEEKDAYS if said and day[:3].casefold() == said[:3].casefold()), "")


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, written_on: date) -> date | None:
    years = (written_on.year - 1, written_on.year, written_on.year + 1)
    days = [each for year in years if (each := _real(year, month, day)) is not None]
    return min(days, key=lambda each: abs((each - written_on).days), default=None)
