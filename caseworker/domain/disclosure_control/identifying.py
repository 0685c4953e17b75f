"""What in a narrative could tell readers of the publication copy who is meant.

Question: search for words that look like names, or for the people of the office's cases? Choice: for the people, and
for forms that always identify (postcodes, references, ages). Cost: a person the office does not know is not found, so
someone still reads every text before it is published. Source: rule book 10.3.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from caseworker.domain.disclosure_control.marks import DisclosureLimits
from caseworker.domain.disclosure_control.said_details import details_in
from caseworker.domain.disclosure_control.said_family import family_in
from caseworker.domain.disclosure_control.said_numbers import ages_in, small_counts_in
from caseworker.domain.letter_checks.child import says_born
from caseworker.domain.letter_checks.dates import dates_in
from caseworker.domain.letter_checks.names import find_name, name_words_in
from caseworker.domain.letter_checks.texts import sentence_at
from caseworker.domain.people_keys import name_words

_YEAR = re.compile(r"\d{4}\b|[/.\-]\d{2}\b")


@dataclass(frozen=True, slots=True)
class Finding:
    """A detail found in a narrative.

    Attributes:
        kind: "name", "reference", "date of birth", "postcode", "address", "phone number", "email", "age", "family"
            or "small number".
        said: the words of the text; sentence: in which they stand; place: where they begin in the text.
    """

    kind: str
    said: str
    sentence: str
    place: int


@dataclass(frozen=True)
class Identifying:
    """What identifies the people of the office's cases, made ready once for all texts of a pack.

    Attributes:
        names: full names; references: of cases; born_on: dates of birth.
        allowed: names, references and details that may stand in a public text: the council's own, its places.
    """

    names: Collection[str] = ()
    references: Collection[str] = ()
    born_on: Collection[date] = ()
    allowed: Collection[str] = ()

    @cached_property
    def names_by_word(self) -> Mapping[str, tuple[str, ...]]:
        """The names in which each word stands."""
        found: dict[str, dict[str, None]] = {}
        for name in self.names:
            for word in name_words(name):
                found.setdefault(word, {})[name] = None
        return {word: tuple(names) for word, names in found.items()}

    @cached_property
    def days(self) -> frozenset[date]:
        """The dates of birth."""
        return frozenset(self.born_on)

    @cached_property
    def allowed_words(self) -> frozenset[str]:
        """The words of the names that may stand in a public text."""
        return frozenset(word for name in self.allowed for word in name_words(name))


def find_identifying(
    text: str, identifying: Identifying, written_on: date, limits: DisclosureLimits | None = None
) -> tuple[Finding, ...]:
    """Return what could identify somebody, in the order of the text, each detail once.

    Args:
        written_on: the day of the report; a date without a year is read as the nearest to it.
    """
    limits = limits or DisclosureLimits()
    found = [
        *_names(text, identifying),
        *_birthdays(text, identifying.days, written_on),
        *_found(text, details_in(text, identifying.references, identifying.allowed)),
        *_found(text, (("age", *each) for each in ages_in(text))),
        *_found(text, (("family", *each) for each in family_in(text))),
        *_found(text, (("small number", *each) for each in small_counts_in(text, limits))),
    ]
    first: dict[tuple[str, str], Finding] = {}
    for each in sorted(found, key=lambda finding: (finding.place, finding.kind)):
        first.setdefault((each.kind, each.said), each)
    return tuple(first.values())


def _names(text: str, identifying: Identifying) -> Iterator[Finding]:
    words = name_words_in(text)
    by_word = identifying.names_by_word
    said = {part for word in words for part in word.words} - identifying.allowed_words
    names = dict.fromkeys(name for part in sorted(said) for name in by_word.get(part, ()))
    for name in names:
        found = find_name(text, words, name, identifying.allowed_words)
        if found is not None:
            place = re.search(r"\s+".join(map(re.escape, found.said.split())), text)
            yield Finding("name", found.said, found.sentence, place.start() if place else 0)


def _birthdays(text: str, born_on: frozenset[date], written_on: date) -> Iterator[Finding]:
    """Give dates of birth that are known or said to be one; a day without its year is none by itself."""
    for each in dates_in(text, written_on):
        is_known = each.day in born_on and _YEAR.search(each.said) is not None
        if is_known or says_born(text, each.place):
            yield Finding("date of birth", each.said, each.sentence, each.place)


def _found(text: str, details: Iterable[tuple[str, str, int]]) -> Iterator[Finding]:
    for kind, said, place in details:
        yield Finding(kind, said, sentence_at(text, place), place)
