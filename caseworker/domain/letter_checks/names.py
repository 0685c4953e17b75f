"""Names of people in the text of a letter, told apart from words that only look like names.

A word may be a name where it begins with a capital. "May" and "Grace" at the beginning of a sentence, and months and
weekdays anywhere, are words unless a second word of the same name stands beside them. Names are compared as they are
searched: without accents, apostrophes and hyphens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from caseworker.domain.letter_checks.texts import sentence_at
from caseworker.domain.people_keys import name_words
from caseworker.domain.words import folded

SHORTEST = 3
"""Letters a single word of a name must have to be looked for alone; shorter names only whole ("Li Wu")."""

_WORD = re.compile(r"[^\W\d_]+(?:['’‘ʼ\-‐‑][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_BETWEEN = re.compile(r"[ \t]+|\.[ \t]+")
_SKIPPED = frozenset(" \t\"“”‘’'(-•*>")
_PARTICLES = frozenset(
    "de del della da di du la le van von der den ter al el bin ibn bint ap ab mac o".split()
)
_TITLES = frozenset(
    "mr mrs ms miss mx dr cllr councillor sir lady lord rev reverend judge professor prof".split()
)
_DATES = frozenset(
    "january february march april may june july august september october november december"
    " monday tuesday wednesday thursday friday saturday sunday".split()
)
PLAIN = frozenset(
    "about angel art august autumn bank banks best bill birch bishop black bond booth bridge brook"
    " brooks brown buck bush butler carer carter case chance chase child christian church clay close"
    " cook cooper court crystal daisy dale dawn day dean drew earl eve faith field fields fisher flower"
    " ford forest fox frank garden gene good grace grant gray green grey guy hall hand hazel heather"
    " hill holly home hope house hunt hunter iris ivy jack jasmine jay jean jewel joy june justice king"
    " knight lake lamb lance lane law lily little long lord love major mark marsh mason may mercy miles"
    " miller mills moon moor moore nick north oak pace page park parker parks pat patience pearl penny"
    " poole poppy porter potter power price pride prince ray read reed reeve rice rich rise river rivers"
    " robin rock rod rose rowan ruby rule sandy savage say shah sharp shaw shepherd short sky small"
    " smith spring star stone street strong sue summer sunny sweet swift taylor temple that the this"
    " tower town treasure turner van victor violet walker wall ward water waters way weaver webb wells"
    " west white will wills winter wise wood woods worth young your yours".split()
)
"""Words that are names as well: at the beginning of a sentence they are read as words."""


@dataclass(frozen=True, slots=True)
class NameWord:
    """A word of the text that may be a name.

    Attributes:
        said: as it is written; words: as names are compared ("O’Brien-Żółć" is two).
        begins_sentence: whether its capital may be due to that alone.
        run: words with the same number stand side by side.
    """

    said: str
    words: tuple[str, ...]
    place: int
    begins_sentence: bool
    run: int

    @property
    def may_stand_alone(self) -> bool:
        """Whether the word alone may be read as a name."""
        return not any(
            word in _DATES or (self.begins_sentence and word in PLAIN) or word in _TITLES
            for word in self.words
        )


@dataclass(frozen=True, slots=True)
class NameFound:
    """A name found in a text: the words said, the sentence, and whether more than one word of the name is there."""

    said: str
    sentence: str
    is_whole: bool


@lru_cache(maxsize=64)
def name_words_in(text: str) -> tuple[NameWord, ...]:
    """Return the words of a text that may be names, in its order."""
    found: list[NameWord] = []
    run, end_of_last, last_is_title = 0, -1, False
    for match in _WORD.finditer(text):
        said = _POSSESSIVE.sub("", match[0])
        between = text[end_of_last : match.start()] if end_of_last >= 0 else "\n"
        beside = _BETWEEN.fullmatch(between) is not None and ("." not in between or last_is_title)
        if not said[:1].isupper():
            end_of_last = match.end() if beside and said.casefold() in _PARTICLES else -1
            continue
        if not beside:
            run += 1
        words = tuple(re.findall(r"[^\W_]+", folded(said)))
        begins = not beside and _begins_sentence(text, match.start())
        found.append(NameWord(said, words, match.start(), begins, run))
        end_of_last = match.start() + len(said)
        if said != match[0]:
            end_of_last = -1
        last_is_title = len(said) == 1 or (bool(words) and words[0] in _TITLES)
    return tuple(found)


def find_name(
    text: str, words: Sequence[NameWord], name: str, allowed: Iterable[str] = ()
) -> NameFound | None:
    """Return where a person of this name is named in a text; None when nowhere.

    Two words of the name side by side are a find; so is one of them alone, unless it is also in the name of somebody
    who may be named (`allowed`), too short, or a plain word.
    """
    wanted = set(name_words(name))
    told_apart = wanted - set(allowed)
    if not told_apart:
        return None
    single: NameFound | None = None
    for first, second in _pairs(words):
        both = {*first.words, *second.words}
        if both <= wanted and both & told_apart and len(both) > 1:
            said = text[first.place : second.place + len(second.said)]
            return NameFound(" ".join(said.split()), sentence_at(text, first.place), is_whole=True)
    for word in words:
        parts = set(word.words)
        if parts <= wanted and len(parts) > 1 and parts & told_apart:
            return NameFound(word.said, sentence_at(text, word.place), is_whole=True)
        long = any(len(part) >= SHORTEST for part in parts & told_apart)
        if single is None and parts <= wanted and long and word.may_stand_alone:
            single = NameFound(word.said, sentence_at(text, word.place), is_whole=len(wanted) == 1)
    return single


def without_name(words: Sequence[NameWord], name: str) -> tuple[NameWord, ...]:
    """Return the words that do not belong to a mention of this whole name: its surname there names nobody else."""
    wanted, used = set(name_words(name)), set[int]()
    for first, second in _pairs(words):
        both = {*first.words, *second.words}
        if both <= wanted and len(both) > 1:
            used |= {first.place, second.place}
    return tuple(word for word in words if word.place not in used)


def pairs_in(words: Sequence[NameWord]) -> dict[tuple[str, str], tuple[NameWord, NameWord]]:
    """Return the pairs of words that may be first name and surname, each once with where they stand."""
    found: dict[tuple[str, str], tuple[NameWord, NameWord]] = {}
    for first, second in _pairs(words):
        for one in first.words:
            for two in second.words:
                if one != two and one not in _TITLES and two not in _TITLES:
                    found.setdefault((one, two), (first, second))
    return found


def _pairs(words: Sequence[NameWord]) -> Iterator[tuple[NameWord, NameWord]]:
    """Words side by side, and those with one word between them: a second name or an initial."""
    for at, first in enumerate(words):
        for second in words[at + 1 : at + 3]:
            if second.run == first.run:
                yield first, second


def _begins_sentence(text: str, place: int) -> bool:
    at = place - 1
    while at >= 0 and text[at] in _SKIPPED:
        at -= 1
    return at < 0 or text[at] in ".!?:;\n…"
