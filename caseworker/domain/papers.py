"""What stands on paper: a document as plain values, drawn by `caseworker.paper` and read by tests."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

Change = Callable[[str], str]

MARKING = "Official - sensitive"
"""Stands on every page of a case record and a bundle."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Rows of what and value; those without a value are left out by whoever makes them."""

    rows: tuple[tuple[str, str], ...]

    def changed(self, change: Change) -> Facts:
        """Return it with the values changed."""
        return Facts(tuple((key, change(value)) for key, value in self.rows))


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph under a small heading; `quoted` for somebody's own words."""

    heading: str
    text: str
    quoted: bool = False

    def changed(self, change: Change) -> Prose:
        """Return it with the words changed."""
        return replace(self, heading=change(self.heading), text=change(self.text))


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences under a small heading, each a point of a list."""

    heading: str
    lines: tuple[str, ...]

    def changed(self, change: Change) -> Sentences:
        """Return it with the sentences changed."""
        return Sentences(change(self.heading), tuple(map(change, self.lines)))


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: heads, shares of the width, and rows of texts."""

    heading: str
    heads: tuple[str, ...]
    shares: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]

    def changed(self, change: Change) -> Grid:
        """Return it with the cells changed."""
        return replace(
            self, heading=change(self.heading), rows=tuple(tuple(map(change, row)) for row in self.rows)
        )


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a chronology."""

    when: str
    title: str
    who: str
    text: str = ""
    reason: str = ""

    def changed(self, change: Change) -> Event:
        """Return it with the words changed."""
        return Event(self.when, change(self.title), change(self.who), change(self.text), change(self.reason))


Block = Facts | Prose | Sentences | Grid | Event


@dataclass(frozen=True, slots=True)
class PaperSection:
    """A headed part of a document; `empty` is said where there is nothing in it."""

    title: str
    blocks: tuple[Block, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class PaperDocument:
    """A document of a case.

    Attributes:
        lead: a line under the title, such as the type of case.
        facts: rows at the head of the first page: for whom, made when and by whom.
        remarks: sentences before the first section.
    """

    title: str
    lead: str
    council: str
    reference: str
    facts: Facts
    remarks: tuple[str, ...]
    sections: tuple[PaperSection, ...]

    def changed(self, change: Change) -> PaperDocument:
        """Return it with every word of the case changed; headings, labels and remarks are ours and stay."""
        sections = tuple(replace(s, blocks=tuple(b.changed(change) for b in s.blocks)) for s in self.sections)
        return replace(self, lead=change(self.lead), facts=self.facts.changed(change), sections=sections)


def initials(name: str) -> str:
    """Return a name's initials: "Siân O’Brien" gives "SO"; what is no name ("Anonymous") stays."""
    words = re.findall(r"[^\W\d_][\w’'-]*", name)
    return "".join(word[0].upper() for word in words) if len(words) > 1 else name


def without_names(names: Iterable[str]) -> Change:
    """Return a change that gives initials for these names, whole or in part, and takes out how people are reached.

    A part of a name counts from three letters on and only with a capital, so that no other word is touched; "May" and
    "Will" may be, which is the safe side.
    """
    wholes = sorted(
        {" ".join(name.split()) for name in names if len(name.split()) > 1}, key=len, reverse=True
    )
    parts: dict[str, str] = {}
    for whole in wholes:
        for word in re.findall(r"[^\W\d_][\w’'-]*", whole):
            if len(word) > 2 and word.casefold() not in _NO_NAMES:
                parts.setdefault(word, word[0].upper())
    known = {whole: initials(whole) for whole in wholes}
    patterns = [_pattern(whole, ignore_case=True) for whole in wholes]
    small = {_plain(word): letter for word, letter in parts.items()}
    word_patterns = [_pattern(word, ignore_case=False) for word in sorted(parts, key=len, reverse=True)]

    def change(text: str) -> str:
        for pattern, instead in _CONTACTS:
            text = pattern.sub(instead, text)
        for whole, pattern in zip(wholes, patterns, strict=True):
            text = pattern.sub(known[whole], text)
        for pattern in word_patterns:
            text = pattern.sub(lambda found: small[_plain(found[0])], text)
        return text

    return change


_CONTACTS = (
    (re.compile(r"[^\s<>()]+@[^\s<>()]+\.[^\s<>(),;]+"), "(email address)"),
    (re.compile(r"(?<!\w)(?:\+44\s?|0)\d{2,4}[\s-]?\d{3,4}[\s-]?\d{3,4}(?!\d)"), "(phone number)"),
    (re.compile(r"(?<!\w)[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}(?!\w)"), "(postcode)"),
)
"""How somebody is reached, wherever it is written."""
_NO_NAMES = frozenset(
    "the and for office mr mrs miss cllr councillor council service team mother father solicitor solicitors ltd"
    " llp".split()
)


def _plain(word: str) -> str:
    return word.replace("'", "’")


def _pattern(words: str, *, ignore_case: bool) -> re.Pattern[str]:
    """The words as people type them: either apostrophe, any space between."""
    marks = re.sub("['’]", "['’]", re.escape(words).replace(r"\ ", r"\s+"))
    return re.compile(rf"(?<![\w]){marks}(?![\w])", re.IGNORECASE if ignore_case else 0)
