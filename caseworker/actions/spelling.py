"""Spelling for whoever types: which words of a text are unknown, what may be meant, and whose names are right anyway.

Own words are the person's, kept on this computer by the window; names known to the case are accepted in its letters.
"""

from __future__ import annotations

from collections.abc import Iterable

from caseworker import spelling
from caseworker.domain.cases import CaseView
from caseworker.domain.spelling import Word, folded, words_in, words_of
from caseworker.office import Office

_NAMED = ("full_name", "known_as", "other_names", "organisation", "name", "provider", "school", "postcode")


def load_dictionary() -> None:
    """Read the dictionary; takes about half a second, once."""
    spelling.load()


def misspelt(text: str, accepted: frozenset[str] = frozenset()) -> tuple[Word, ...]:
    """Return the words of a text that neither the dictionary nor `accepted` (folded words) knows."""
    return tuple(
        word
        for word in words_in(text)
        if folded(word.text) not in accepted and not spelling.is_in_dictionary(word.text)
    )


def suggestions_for(word: str) -> tuple[str, ...]:
    """Return the words that may be meant, the likeliest first; takes about a fifth of a second."""
    return spelling.suggestions(word)


def names_known(office: Office, view: CaseView | None = None) -> frozenset[str]:
    """Return, folded, the words of every name that is right by itself: people of the case, colleagues, services."""
    settings = office.settings
    texts: list[str] = [settings.council, settings.department, *settings.address_lines]
    texts += [person.full_name for person in office.staff.values()]
    texts += [entry.label for entry in office.vocabulary.entries("services")]
    texts += [str(head.get("name") or "") for head in settings.heads.values()]
    for part in (*view.parties, *view.of_kind("appointment")) if view else ():
        texts += [str(part.doc.get(name) or "") for name in _NAMED]
        address = part.doc.get("address")
        texts.append(str(address.get("lines", "")) if isinstance(address, dict) else "")
    return words_of(texts)


def own_words(words: Iterable[str]) -> frozenset[str]:
    """Return the words a person has added, folded."""
    return frozenset(folded(word) for word in words)
