"""Wording that turns an apology into none, and wording that blames. Source: rule book 9.1 rules 1 and 2.

The Ombudsman's idea of an effective apology: accept the fault, recognise what it did, say sorry for it, say what will
change. "We are sorry you felt the need to complain" does none of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from caseworker.domain.letter_checks.texts import sentence_at

Fault = Literal["apology", "blame", "label"]

_SORRY = r"(?:sorry|apologi[sz]e|regret|apolog(?:y|ies))"
_FEEL = r"(?:feel|felt|think|thought|believe|believed|consider|considered|perceive|perceived)"

_HALF: tuple[tuple[str, str], ...] = (
    (
        rf"\b{_SORRY}\b(?: for the fact)?(?: to (?:hear|learn|note))?(?: that)? (?:you|your child|he|she|they)"
        rf"(?: have| had| may have| might have)? {_FEEL}\b",
        "say what the council did wrong, and say sorry for that",
    ),
    (
        rf"\b{_SORRY}\b (?:if|in case|should you|for any upset you may)\b",
        "say sorry for what happened, not for what may have",
    ),
    (
        rf"\b{_SORRY}\b (?:that )?(?:you|they) (?:were|are|was) (?:upset|unhappy|offended|dissatisfied|disappointed)\b",
        "say sorry for what the council did, and name what it did to them",
    ),
    (
        r"\b(?:for )?any (?:inconvenience|distress|upset|offence|confusion|misunderstanding)"
        r"(?: (?:this|that|it|we))?(?: (?:has|have|may have|might have))?(?: been)?(?: caused?)?\b",
        "name what it did to the person: the time, the worry, the missed visits",
    ),
    (r"\bunfortunately,? you\b", "say what the council did or decided, and why"),
    (rf"\b{_SORRY}\b[^.!?\n]{{0,60}}\b(?:but|however)\b", "keep the apology apart from the explanation"),
    (
        r"\b(?:felt|feel) the need to complain\b",
        "thank them for telling you, and say sorry for what went wrong",
    ),
)
_BLAME: tuple[tuple[str, str], ...] = (
    (
        r"\byou (?:failed|refused|neglected|did not bother|didn['’]t bother|chose not|could have"
        r"|(?:should|ought to) have(?! (?:had|been|heard|received|got)\b))\b",
        "say what happened without blame",
    ),
    (r"\b(?:had you|if you had only|if only you)\b", "say what happened without blame"),
    (r"\byour (?:failure|refusal|own fault|behaviour|attitude)\b", "say what happened without blame"),
    (r"\byou (?:have |had )?misunderst(?:and|ood)\b", "say what was meant; it may not have been clear"),
    (r"\bas (?:you were|you have been|already) (?:told|advised|explained)\b", "say it again in plain words"),
    (r"\byou (?:claim|claimed|allege|alleged)\b", "write “you told us”"),
)
_LABELS: tuple[tuple[str, str], ...] = (
    (
        r"\b(?:vexatious|troublemaker|time[- ]?waster|serial complainant|aggressive complainant)\b",
        "leave the label out",
    ),
)
_KINDS: tuple[tuple[Fault, tuple[tuple[str, str], ...]], ...] = (
    ("apology", _HALF),
    ("blame", _BLAME),
    ("label", _LABELS),
)
_FAULTS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE), advice)
    for kind, patterns in _KINDS
    for pattern, advice in patterns
)
_SAYS_SORRY = re.compile(r"\b(?:sorry|apologi[sz]e|apolog(?:y|ies))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WordingFault:
    """Words to put differently: what is said, in which sentence, and how to say it."""

    kind: Fault
    said: str
    sentence: str
    advice: str


def wording_faults(text: str) -> tuple[WordingFault, ...]:
    """Return wording that half apologises, blames or labels, in the order of the text, each place once."""
    found: list[tuple[int, int, WordingFault]] = []
    for kind, pattern, advice in _FAULTS:
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                sentence = sentence_at(text, match.start())
                found.append((match.start(), match.end(), WordingFault(kind, match[0], sentence, advice)))
    return tuple(fault for _, _, fault in sorted(found, key=lambda each: each[0]))


def says_sorry(text: str) -> bool:
    """Whether there is a word of apology in the text at all."""
    return _SAYS_SORRY.search(text) is not None
