"""Numbers in a text that single people out: ages of children, and counts small enough to be hidden in a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caseworker.domain.disclosure_control.marks import DisclosureLimits

_WORDS = "no one two three four five six seven eight nine ten eleven twelve".split()
_AGES = (*_WORDS[1:], *"thirteen fourteen fifteen sixteen seventeen eighteen".split())
_MORE = {"zero": 0, "a single": 1, "twin": 2, "twins": 2, "triplets": 3}
_VALUES = {word: value for value, word in enumerate(_WORDS)} | _MORE

_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(_WORDS)}|zero|a single)"
_AGE = rf"(?:\d{{1,2}}|{'|'.join(_AGES)})"
_THINGS = (
    r"(?:child(?:ren)?|siblings?|brothers?|sisters?|sons?|daughters?|boys?|girls?|bab(?:y|ies)|teenagers?|infants?"
    r"|young (?:person|people|adults?)|people|persons?|residents?|famil(?:y|ies)|parents?|carers?|pupils?|students?"
    r"|complaints?|complainants?|cases?|requests?|compl?iments?|appeals?|reviews?|payments?|findings?|enquir(?:y|ies)"
    r"|referrals?|allegations?|concerns?|care leavers?|wom[ae]n|m[ae]n|mothers?|fathers?|grandparents?)"
)
_PERSON = r"(?:he|she|they|who|child|boy|girl|son|daughter|brother|sister|person)"
_BETWEEN = r"(?: stage \d)?(?:[ -](?!of\b|and\b|or\b|to\b|in\b)[a-z][\w’']*){0,2}[ -]"
_NOT_A_COUNT = re.compile(
    r"(?:\b(?:stages?|parts?|sections?|regulations?|quarters?|tables?|figures?|articles?|chapters?|pages?|year|ward"
    r"|step|level|band|appendix|(?:no|number)\.?|in|aged?|under|over|than)\s?|£\s?|[\d.,/–-])$",
    re.IGNORECASE,
)
_COUNTED = (
    re.compile(rf"\b(?P<number>{_NUMBER}){_BETWEEN}{_THINGS}\b", re.IGNORECASE),
    re.compile(rf"\b(?P<number>{_NUMBER}) (?:was|were|of (?:these|them|those|\d)|out of)\b", re.IGNORECASE),
    re.compile(
        rf"\b(?:of (?:which|these|whom|them|those),?|only|just) (?P<number>{_NUMBER})\b"
        r"(?!%| per| in| (?:working )?day| week| month)",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?P<number>{_NUMBER}) (?:(?:not|partly|fully) )?(?:upheld|withdrawn|escalated)\b", re.I),
    re.compile(r"\b(?P<number>twins?|triplets)\b", re.IGNORECASE),
)
_AGED = (
    re.compile(rf"\baged? (?:of )?{_AGE}(?:(?:, | and | or ){_AGE})*\b", re.IGNORECASE),
    re.compile(rf"(?<![\d–-])\b{_AGE}[- ](?:years?|yrs?|months?|weeks?)[- ]olds?\b", re.IGNORECASE),
    re.compile(
        rf"\b{_PERSON} (?:is|was|turned|had turned) (?:just |only )?{_AGE}"
        r"(?=[,.;!?]| (?:when|at the time|years of age)\b)",
        re.I,
    ),
)
_RANGE = re.compile(r"\s*(?:[-–]\s?\d|(?:to|and over|or over|and under|or under|\+)\b|\+)", re.IGNORECASE)


def ages_in(text: str) -> Iterator[tuple[str, int]]:
    """Give each age of a person as said, with its place; bands of ages ("aged 5 to 9") are none."""
    for pattern in _AGED:
        for match in pattern.finditer(text):
            if not _RANGE.match(text, match.end()):
                yield match[0], match.start()


def small_counts_in(text: str, limits: DisclosureLimits) -> Iterator[tuple[str, int]]:
    """Give each count of people or cases that a table would hide, in figures or words, with its place."""
    ends: list[tuple[int, int]] = []
    for pattern in _COUNTED:
        for match in pattern.finditer(text):
            start, end = match.start("number"), match.end()
            is_count = not _NOT_A_COUNT.search(text[max(0, start - 14) : start])
            is_new = not any(first < end and start < last for first, last in ends)
            if is_count and is_new and limits.is_small(_value(match["number"])):
                ends.append((start, end))
                yield match[0], match.start()


def _value(said: str) -> int:
    return int(said) if said.isdigit() else _VALUES[said.casefold()]
