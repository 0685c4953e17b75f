"""Reads one cell: a date, a number, a word of a list. Anything else is text and stays as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from caseworker.domain.changes import Value
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.fields import ENTITY_KINDS
from caseworker.domain.intake import FIRST_DAY
from caseworker.domain.vocabulary import Vocabulary
from caseworker.errors import RuleError
from caseworker.imports.mapping import THINGS, Column, Target

LAST_YEAR = 2100
MAY_BE_AHEAD = frozenset(
    {"due_on", "recorded_due_on", "recorded_extended_on", "follow_up_on", "panel_on", "panel_findings_on"}
)
"""Dates that may lie in the future; all others tell of something that has happened."""

NUMBERS = frozenset({"hours", "compensation_pounds", "amount_pounds"})
YES_OR_NO = frozenset({"payment_related", "case_review", "advocate_involved", "extension_agreed"})
LOCKED_LISTS = frozenset({"kinds", "statuses", "outcomes"})
"""Lists whose codes the program knows: a mapping must say what each word of the other system means."""

KEPT_AS_FACT = ""
"""What a word means that no entry of the list says: it is kept as an imported fact, and the field stays empty."""

OPEN_LISTS = frozenset(
    {
        "divisions",
        "services",
        "teams",
        "themes",
        "root_causes",
        "channels",
        "raised_by",
        "relationships",
        "requester_types",
        "answered_how",
    }
)
"""Lists a council may change: a word that is in none of them (any more) is kept as it is, and remarked on."""


@dataclass(frozen=True, slots=True)
class Read:
    """One cell as it is kept.

    Attributes:
        is_fact: the original words are kept as an imported fact too, because the value does not say them.
        correction: what was changed, in a sentence; remark: what to know, where nothing was changed.
    """

    value: Value
    is_fact: bool = False
    correction: str = ""
    remark: str = ""


Reader = Callable[[str], Read]


@dataclass(frozen=True, slots=True)
class DateForm:
    """A way to write dates: its pattern, with the groups d, m and y, and an example."""

    pattern: re.Pattern[str]
    example: str
    layout: str

    def written(self, day: date) -> str:
        """Return a day in this form."""
        return day.strftime(self.layout)


DATE_FORMS: Mapping[str, DateForm] = {
    "dd/mm/yyyy": DateForm(
        re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})"), "27/03/2026", "%d/%m/%Y"
    ),
    "mm/dd/yyyy": DateForm(
        re.compile(r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4})"), "03/27/2026", "%m/%d/%Y"
    ),
    "yyyy-mm-dd": DateForm(re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)"), "2026-03-27", "%Y-%m-%d"),
    "dd.mm.yyyy": DateForm(
        re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})"), "27.03.2026", "%d.%m.%Y"
    ),
    "dd-mm-yyyy": DateForm(
        re.compile(r"(?P<d>\d{1,2})-(?P<m>\d{1,2})-(?P<y>\d{4})"), "27-03-2026", "%d-%m-%Y"
    ),
    "dd/mm/yy": DateForm(re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d\d)"), "27/03/26", "%d/%m/%y"),
}

_EXCEL_DAY = re.compile(r"([2-5]\d{4})(?:\.\d+)?")
_EXCEL_FIRST_DAY = date(1899, 12, 30)
"""Days as Excel counts them where a cell is not shown as a date: 45444 is 1 June 2024."""

_NUMBER = re.compile(r"£?\s?(-?(?:\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.\d{1,2})?)")
_BREAKS = re.compile(r"\s+")


def reader_for(column: Column, dates: str, vocabulary: Vocabulary, today: date) -> Reader | None:
    """Return what reads the cells of a column; None for plain text. A reader raises RuleError with the reason."""
    if column.words is not None:
        return _words_reader(column.name, column.words)
    if not column.targets:
        return None
    target = column.targets[0]
    if target.field.endswith("_on"):
        return _date_reader(column.name, DATE_FORMS[dates], None if target.field in MAY_BE_AHEAD else today)
    if target.field in NUMBERS:
        return _number_reader(column.name)
    listed = list_of(target)
    return _list_reader(column.name, listed, vocabulary) if listed else None


def list_of(target: Target) -> str | None:
    """Return the name of the list that a field's values come from, if any."""
    known = ENTITY_KINDS.get(THINGS.get(target.thing, ""), {}).get(target.field)
    return known.values if known else None


def _date_reader(name: str, form: DateForm, latest: date | None) -> Reader:
    def read(text: str) -> Read:
        match = form.pattern.fullmatch(text)
        if match is None and (number := _EXCEL_DAY.fullmatch(text)):
            day = _EXCEL_FIRST_DAY + timedelta(days=int(number[1]))
            said = read(form.written(day)).value  # checked like any other day
            return Read(said, correction=f"{name} “{text}” is a day as Excel counts: {long_date(day)}.")
        if match is None:
            raise RuleError(f"{name} “{_short(text)}” is not a date written like {form.example}.")
        try:
            year = int(match["y"])
            day = date(year + 2000 if year < 100 else year, int(match["m"]), int(match["d"]))
        except ValueError:
            raise RuleError(f"{name} “{text}” is not a date that exists.") from None
        if latest is not None and day > latest:
            raise RuleError(f"{name} {long_date(day)} is in the future.")
        if not FIRST_DAY <= day <= date(LAST_YEAR, 12, 31):
            raise RuleError(f"{name} {text} must be in {FIRST_DAY.year} or later, and not after {LAST_YEAR}.")
        return Read(day.isoformat())

    return _remembering(read)


def _number_reader(name: str) -> Reader:
    def read(text: str) -> Read:
        match = _NUMBER.fullmatch(text)
        if match is None:
            raise RuleError(f"{name} “{_short(text)}” is not a number such as 1120 or 7.50.")
        number = float(match[1].replace(",", ""))
        return Read(int(number) if number.is_integer() else number)

    return _remembering(read)


def _words_reader(name: str, words: Mapping[str, Value]) -> Reader:
    by_plain = {_plain(word): word for word in words}

    def read(text: str) -> Read:
        word = text if text in words else by_plain.get(_plain(text))
        if word is None:
            known = ", ".join(f"“{each}”" for each in list(words)[:14])
            raise RuleError(f"{name} “{_short(text)}” has no meaning in the mapping, which knows {known}.")
        code = words[word]
        if code == KEPT_AS_FACT:
            return Read(None, True)
        is_fact = isinstance(code, str) and code.casefold() != text.casefold()
        return Read(code, is_fact, "" if text == word else f"{name} “{text}” was read as “{word}”.")

    return _remembering(read)


def _list_reader(name: str, listed: str, vocabulary: Vocabulary) -> Reader:
    codes = {entry.code: entry.code for entry in vocabulary.lists.get(listed, ())}
    by_plain = {
        _plain(words): entry.code
        for entry in vocabulary.lists.get(listed, ())
        for words in (entry.label, entry.code)
    }

    def read(text: str) -> Read:
        if text in codes:
            return Read(text)
        code = by_plain.get(_plain(text))
        if code is not None:
            label = vocabulary.label(listed, code)
            return Read(code, True, "" if text == label else f"{name} “{text}” was read as “{label}”.")
        if listed in OPEN_LISTS:
            return Read(
                text, remark=f"{name} “{_short(text)}” is not in the office's list; it is kept as it is."
            )
        if listed == "staff":
            return Read(
                None, True, remark=f"{name} “{_short(text)}” is not on the staff list; kept as imported."
            )
        raise RuleError(f"{name} “{_short(text)}” is not in the list of {listed.replace('_', ' ')}.")

    return _remembering(read)


def _plain(text: str) -> str:
    return _BREAKS.sub(" ", text).strip().casefold().replace("\u2019", "'")


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"


def _remembering(read: Reader) -> Reader:
    """Return the reader with a memory: a column's few thousand different dates and words are read once each."""
    known: dict[str, Read] = {}

    def remembered(text: str) -> Read:
        found = known.get(text)
        if found is None:
            found = read(text)
            if len(known) < 20_000:
                known[text] = found
        return found

    return remembered
