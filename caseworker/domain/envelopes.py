"""How letters go into envelopes: how many sheets each takes, the envelope that holds them, the order of the post.

A DL envelope takes a letter folded in three, a C5 one folded once, a C4 one flat. How many sheets each holds is what
people at a post table do; thickness and weight stay within Royal Mail's Letter (5 mm, 100 g) for DL and C5.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from caseworker.domain.words import folded

MOST_IN_DL, MOST_IN_C5 = 5, 10
"""Sheets of 80 g paper."""


class Envelope(StrEnum):
    """An envelope with a window, the smallest first."""

    DL = "DL"
    C5 = "C5"
    C4 = "C4"

    @property
    def words(self) -> str:
        """With how the sheets go in."""
        return _WORDS[self.value]


_WORDS = {"DL": "DL, folded in three", "C5": "C5, folded once", "C4": "C4, not folded"}

ELECTRONIC = frozenset({"email", "secure_email", "portal"})
"""Ways of sending that need no paper; codes of the list "dispatch_methods"."""


def sheets_of(pages: int, *, two_sided: bool = False) -> int:
    """Return how many sheets pages take."""
    return (pages + 1) // 2 if two_sided else pages


def envelope_for(sheets: int) -> Envelope:
    """Return the smallest envelope that holds sheets of paper."""
    if sheets <= MOST_IN_DL:
        return Envelope.DL
    return Envelope.C5 if sheets <= MOST_IN_C5 else Envelope.C4


@dataclass(frozen=True, slots=True)
class PostItem:
    """What the order of the post goes by.

    Attributes:
        how: way of sending, a code of the list "dispatch_methods", or "" where none is known.
        pages: of the letter itself.
        name: of whom it goes to, as on the letter.
    """

    how: str
    pages: int
    name: str
    reference: str = ""


T = TypeVar("T")


def in_post_order(
    items: Sequence[tuple[PostItem, T]], methods: Sequence[str], *, two_sided: bool = False
) -> list[T]:
    """Return things in the order in which they are put into envelopes.

    By way of sending, then by envelope, then by surname and the rest of the name, then by reference.

    Args:
        methods: the ways of sending in the council's order; one that is not among them comes last.
    """
    places = {code: number for number, code in enumerate(methods)}
    sizes = list(Envelope)

    def key(item: PostItem) -> tuple[int, int, str, str, str]:
        envelope = envelope_for(sheets_of(item.pages, two_sided=two_sided))
        way = places.get(item.how, len(places))
        return (way, sizes.index(envelope), surname(item.name), folded(item.name), item.reference)

    return [thing for _item, thing in sorted(items, key=lambda pair: key(pair[0]))]


def surname(name: str) -> str:
    """Return the word a name is sorted by: its last, as it is compared, without letters after the name."""
    words = [word for word in re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", name) if folded(word) not in _AFTER]
    return folded(words[-1]) if words else ""


_AFTER = frozenset("mp obe mbe cbe jr sr kc qc".split())


@dataclass(frozen=True, slots=True)
class JobPage:
    """One side of paper in a job: which letter, which of its pages (both from 0); page -1 is a blank side."""

    letter: int
    page: int

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands on it."""
        return self.page < 0


def job_pages(pages: Sequence[int], *, two_sided: bool = False) -> tuple[JobPage, ...]:
    """Return the sides of one job of many letters, each of which begins on a sheet of its own.

    Args:
        pages: how many each letter has, in the order of the job.
    """
    sides: list[JobPage] = []
    for letter, number in enumerate(pages):
        sides += [JobPage(letter, page) for page in range(number)]
        if two_sided and number % 2:
            sides.append(JobPage(letter, -1))
    return tuple(sides)
