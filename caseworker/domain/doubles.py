"""Entries of a case that two people probably made of one and the same thing while apart (offline rule C5).

All additions stay; that two look alike is shown and blocks nothing. Question: when are two alike? Choice: the same
words, or nearly: a slip of the keyboard here and there, and one word in five more or less, but never another number and
never a "not"; people of nearly the same name only where a birthday, phone or email is the same too; files of the same
bytes whatever their names. Cost: two who say the same in other words are not noticed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from caseworker.domain.cases import CaseView
from caseworker.domain.fold import EntityState
from caseworker.domain.people_keys import SHORTEST_TYPO, is_near
from caseworker.domain.words import folded


class _Kind(NamedTuple):
    """What says what an entry is: fields that must be the same, and one of which the words may nearly be.

    With `marks` the words may differ only where one of these fields is the same.
    """

    same: tuple[str, ...]
    words: str = ""
    marks: tuple[str, ...] = ()


_MARKS = ("born_on", "phone", "email", "social_care_id")
_KINDS: Mapping[str, _Kind] = {
    "note": _Kind((), "text"),
    "task": _Kind((), "what"),
    "point": _Kind((), "text"),
    "party": _Kind(("role",), "full_name", _MARKS),
    "contribution": _Kind(("service",), "what"),
    "payment": _Kind(("kind", "amount_pounds"), "payee"),
    "appointment": _Kind(("role",), "full_name", _MARKS),
    "file": _Kind(("name", "size_bytes")),
    "letter": _Kind(("code", "recipient")),
}
DOUBLE_NAMES: Mapping[str, str] = {
    "case": "case",
    "note": "note",
    "task": "action",
    "point": "point of complaint",
    "party": "person",
    "contribution": "request to a service",
    "payment": "payment",
    "appointment": "appointment",
    "file": "file",
    "letter": "letter",
}
"""What is there twice is called, by its kind."""
_WORD = re.compile(r"\w+")
_DENIES = frozenset(
    "not no never none nobody nothing cannot cant wont didnt isnt wasnt doesnt without".split()
)
_ONE_IN = 5
"""Of so many words one may be more, less or another."""
_LEAST_MEANT = 2
"""Words from which a slip of the keyboard is taken for one: a single word may be another name."""


@dataclass(frozen=True, slots=True)
class _Told:
    """An entry as it is compared."""

    same: tuple[str, ...]
    words: tuple[str, ...]
    marks: frozenset[tuple[str, str]] | None
    digest: str

    @property
    def says_something(self) -> bool:
        """Whether there is anything to compare."""
        return bool(self.words or any(self.same))


def likely_doubles(view: CaseView, origins: Mapping[str, str]) -> tuple[tuple[EntityState, EntityState], ...]:
    """Return pairs of entries of a case that say the same and were added at two computers, the older one first.

    Args:
        origins: by the id of a thing, the computer it was added at; one that is not named has no double.
    """
    found = []
    for things in _by_stage(view, origins):
        ordered = sorted(things, key=lambda each: each[0].id)
        for place, (later, told) in enumerate(ordered):
            alike = (
                one
                for one, other in ordered[:place]
                if origins[one.id] != origins[later.id] and _are_alike(other, told)
            )
            if earlier := next(alike, None):
                found.append((earlier, later))
    return tuple(sorted(found, key=lambda pair: pair[1].id))


def are_near(one: Sequence[str], two: Sequence[str]) -> bool:
    """Return whether the words of two texts are the same but for slips and a word in five."""
    if one == two:
        return True
    most = max(len(one), len(two))
    if abs(len(one) - len(two)) > most // _ONE_IN:
        return False
    first, second = Counter(one), Counter(two)
    both = first & second
    if _in_order(one, both) != _in_order(two, both):
        return False
    more, less = list((first - second).elements()), list((second - first).elements())
    slips = _take_slips(more, less)
    others = [*more, *less]
    if any(word in _DENIES or any(map(str.isdigit, word)) for word in others):
        return False
    return len(others) <= most // _ONE_IN and slips <= max(int(most >= _LEAST_MEANT), most // _ONE_IN)


def _in_order(words: Sequence[str], wanted: Counter[str]) -> list[str]:
    """The wanted words in the order in which they stand."""
    left = wanted.copy()
    found = []
    for word in words:
        if left[word] > 0:
            left[word] -= 1
            found.append(word)
    return found


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared: without capitals, accents and stops."""
    return tuple(_WORD.findall(folded(text)))


def _by_stage(view: CaseView, origins: Mapping[str, str]) -> Iterable[list[tuple[EntityState, _Told]]]:
    """The entries that may be doubles of each other: of one kind and one stage."""
    for name, kind in _KINDS.items():
        found: dict[str, list[tuple[EntityState, _Told]]] = defaultdict(list)
        for thing in _of_kind(view, name):
            told = _told(thing, kind)
            if told.says_something and thing.id in origins:
                found[str(thing.doc.get("stage_id") or "")].append((thing, told))
        yield from found.values()


def _told(thing: EntityState, kind: _Kind) -> _Told:
    marks = {(name, folded(str(thing.doc[name]))) for name in kind.marks if thing.doc.get(name)}
    return _Told(
        tuple(folded(str(thing.doc.get(name) or "")) for name in kind.same),
        words_of(str(thing.doc.get(kind.words) or "")),
        frozenset(marks) if kind.marks else None,
        str(thing.doc.get("digest") or "") if thing.kind == "file" else "",
    )


def _are_alike(one: _Told, two: _Told) -> bool:
    if one.digest and one.digest == two.digest:
        return True
    if one.same != two.same:
        return False
    if one.marks is None or two.marks is None:
        return are_near(one.words, two.words)
    if _contradict(one.marks, two.marks):
        return False
    return sorted(one.words) == sorted(two.words) or bool(
        one.marks & two.marks and are_near(one.words, two.words)
    )


def _contradict(one: frozenset[tuple[str, str]], two: frozenset[tuple[str, str]]) -> bool:
    """Whether two people of one name were born on different days."""
    born = [{value for name, value in marks if name == "born_on"} for marks in (one, two)]
    return bool(born[0] and born[1] and born[0] != born[1])


def _take_slips(more: list[str], less: list[str]) -> int:
    """Take out the pairs of words that differ by one slip of the keyboard; return how many there were."""
    slips = 0
    for word in list(more):
        near = next((other for other in less if _is_slip(word, other)), None)
        if near is not None:
            more.remove(word)
            less.remove(near)
            slips += 1
    return slips


def _is_slip(one: str, two: str) -> bool:
    is_long = min(len(one), len(two)) >= SHORTEST_TYPO
    return is_long and one.isalpha() and two.isalpha() and is_near(one, two)


def _of_kind(view: CaseView, kind: str) -> Sequence[EntityState]:
    listed = {"note": view.notes, "task": view.tasks, "party": view.parties, "letter": view.letters}
    return listed.get(kind) or view.of_kind(kind)
