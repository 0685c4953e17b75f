"""Whether what a letter says of a child fits the child: name, first name or initials, date of birth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from caseworker.domain.letter_checks.names import NameWord
from caseworker.domain.people_keys import name_words

_BORN = re.compile(r"\b(?:born(?: on)?|date of birth:?|dob:?|birthday(?: is)?(?: on)?)\s*$", re.IGNORECASE)
_DOTTED = re.compile(r"(?<![\w.])[A-Z]\.(?:[ ]?[A-Z]\.){1,3}(?!\w)(?! [A-Z][a-z])")
_ABBREVIATIONS = frozenset("AM PM BA MA BSC GP NB PS UK US USA EU DOB AKA IE EG QC KC JP OBE MBE CBE".split())
_INITIALS = re.compile(r"^(?:[A-Z]['’]?\.?[ -]?){1,5}$")


@dataclass(frozen=True, slots=True)
class OtherChild:
    """A first name of a child of the case with a surname that is not theirs, as said in the letter."""

    said: str
    child: str


def fits_child(said: str, child: str) -> bool:
    """Whether some words name this child: their name or part of it, or their initials."""
    words = set(name_words(said))
    if words and words <= set(name_words(child)):
        return True
    return _INITIALS.fullmatch(said.strip()) is not None and _letters(said) in _initials(child)


def other_surnames(
    text: str, words: Sequence[NameWord], children: Iterable[str], known: Iterable[str]
) -> tuple[OtherChild, ...]:
    """Return each first name of a child of the case that stands beside a surname which is not the child's.

    Args:
        known: words that may stand beside it all the same.
    """
    found: dict[str, OtherChild] = {}
    firsts = {name_words(child)[0]: child for child in children if name_words(child)}
    fine = set(known)
    for first, second in pairwise(words):
        child = firsts.get(first.words[0]) if len(first.words) == 1 else None
        if child is None or second.run != first.run or set(second.words) <= {*name_words(child), *fine}:
            continue
        said = " ".join(text[first.place : second.place + len(second.said)].split())
        found.setdefault(said, OtherChild(said, child))
    return tuple(found.values())


def initials_in(text: str) -> tuple[str, ...]:
    """Return initials with full stops that stand for a person's whole name: "K.W. was seen", each once."""
    found = [" ".join(match[0].split()) for match in _DOTTED.finditer(text)]
    return tuple(dict.fromkeys(said for said in found if _letters(said) not in _ABBREVIATIONS))


def says_born(text: str, date_at: int) -> bool:
    """Whether the date at a place of a text is said to be a birthday."""
    return _BORN.search(text[max(0, date_at - 30) : date_at]) is not None


def _initials(name: str) -> set[str]:
    """The initials of a name, with and without second names: "Gethin Ifan O’Brien" is GIOB, GIO, GOB and GO."""
    parts = [re.sub(r"[^A-Za-z'’\-]", "", part) for part in name.split()]
    parts = [part for part in parts if part]
    if not parts:
        return set()
    long = ["".join(piece[:1] for piece in re.split(r"['’\-]", part) if piece) for part in parts]
    ways = {
        "".join(p[:1] for p in parts),
        "".join(long),
        parts[0][:1] + parts[-1][:1],
        long[0] + long[-1],
        parts[0][:1],
    }
    return {way.upper() for way in ways}


def _letters(said: str) -> str:
    return re.sub(r"[^A-Za-z]", "", said).upper()
