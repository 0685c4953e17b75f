"""Whether a text says that something is enclosed, and whether two names of an enclosure mean the same."""

from __future__ import annotations

import re

from caseworker.domain.words import folded

_SAYS = re.compile(
    r"\b(?:enclos(?:e|ed|es|ing|ure|ures)|attach(?:ed|ment|ments)|i attach|we attach"
    r"|(?:come|comes|sent|send|sending|is|are) (?:\w+ ){0,4}with this letter)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|no longer|never|without|nothing)\b[^.!?\n]{0,20}$", re.IGNORECASE)
_EMPTY = frozenset(
    "the a an of and or for to your our its his her their this with in on copy copies"
    " what letter names named listed".split()
)


def says_enclosed(text: str) -> str:
    """Return the words that say something comes with the letter; "" when none do."""
    for match in _SAYS.finditer(text):
        if not _NOT.search(text[: match.start()]) and not _is_feeling(text, match):
            return match[0]
    return ""


def same_enclosure(needed: str, named: str) -> bool:
    """Whether a named enclosure is the one that is needed: it has all words that say something of it.

    Where no word does ("what this letter names"), any enclosure will do.
    """
    return bool(named.strip()) and _words(needed) <= _words(named)


def _is_feeling(text: str, match: re.Match[str]) -> bool:
    """Somebody can be attached to a carer, too."""
    return (
        match[0].casefold() == "attached"
        and re.match(r"\s+to\s+(?!this|the letter)", text[match.end() :]) is not None
    )


def _words(name: str) -> set[str]:
    plain = re.findall(r"[^\W_]+", folded(re.sub(r"['’]s\b", "", name)))
    return {word.removesuffix("s") for word in plain if word not in _EMPTY}
