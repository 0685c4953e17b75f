"""How a letter greets somebody: by title and family name where the name has a title, else by the full name.

A child is greeted by the first name. Nothing is guessed: no title is made up from a first name or a pronoun.
"""

from __future__ import annotations

_BEFORE_FAMILY_NAME = {
    "mr": "Mr", "mrs": "Mrs", "ms": "Ms", "miss": "Miss", "mx": "Mx", "dr": "Dr", "doctor": "Dr",
    "prof": "Professor", "professor": "Professor", "cllr": "Councillor", "councillor": "Councillor",
    "rev": "Reverend", "revd": "Reverend", "reverend": "Reverend", "lord": "Lord", "lady": "Lady",
    "baroness": "Baroness", "judge": "Judge", "imam": "Imam", "rabbi": "Rabbi",
}  # fmt: skip
_BEFORE_FIRST_NAME = {
    "sir": "Sir",
    "dame": "Dame",
    "sister": "Sister",
    "brother": "Brother",
    "father": "Father",
}
_NOT_SPOKEN = frozenset({"the", "rt", "right", "hon", "honourable", "very", "most"})
_AFTER_NAME = frozenset({
    "mp", "obe", "mbe", "cbe", "kbe", "dbe", "kc", "qc", "jp", "dl", "am", "ma", "ba", "bsc", "msc", "phd", "cqsw",
    "esq",
})  # fmt: skip
_IN_FAMILY_NAME = frozenset({
    "van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "le", "al", "el", "bin", "bint",
    "ben", "st", "ter", "ap", "ab",
})  # fmt: skip


def salutation_for(name: str, *, is_child: bool = False) -> str:
    """Return the greeting of a letter: "Dear Ms Wyn", "Dear Siân O’Brien", to a child "Dear Siân"; "" for no name."""
    words = _spoken(name)
    if not words:
        return ""
    titles, rest = _titles(words)
    if is_child and rest:
        return f"Dear {rest[0]}"
    if not titles or not rest:
        return f"Dear {' '.join(words)}"
    if titles[-1] in _BEFORE_FIRST_NAME.values():
        return f"Dear {titles[-1]} {rest[0]}"
    return f"Dear {' '.join((*titles, *_family_name(rest)))}"


def first_name(name: str) -> str:
    """Return the first name: "Gethin" of "Gethin O’Brien", without a title; "" without a name."""
    words = _spoken(name)
    _titles_before, rest = _titles(words)
    return (rest or words or [""])[0]


def _spoken(name: str) -> list[str]:
    """The words of a name that are spoken: without honours after it and "The Rt Hon" before it."""
    words = name.replace(",", " ").split()
    while len(words) > 1 and _plain(words[-1]) in _AFTER_NAME:
        words.pop()
    while len(words) > 1 and _plain(words[0]) in _NOT_SPOKEN:
        words.pop(0)
    return words


def _titles(words: list[str]) -> tuple[list[str], list[str]]:
    """The titles that a name begins with ("Mr and Mrs", "Councillor Dr"), and the rest of it."""
    known = _BEFORE_FAMILY_NAME | _BEFORE_FIRST_NAME
    titles: list[str] = []
    at = 0
    while at < len(words):
        plain = _plain(words[at])
        joins = titles and plain in ("and", "&") and at + 1 < len(words) and _plain(words[at + 1]) in known
        if not joins and plain not in known:
            break
        titles.append("and" if joins else known[plain])
        at += 1
    return titles, words[at:]


def _family_name(words: list[str]) -> list[str]:
    """The last word, with the small words that belong to it ("van der Berg")."""
    at = len(words) - 1
    while at > 0 and _plain(words[at - 1]) in _IN_FAMILY_NAME:
        at -= 1
    return words[at:]


def _plain(word: str) -> str:
    return word.rstrip(".").casefold()
