"""Which way each letter of a text runs, and in which order the parts of a line then stand.

The rules of the Unicode bidirectional algorithm (UAX 9) for text without direction signs, which are taken out before
a text comes here: strong letters, numbers, and what stands between them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import TypeVar

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
MIRRORS = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
BRACKETS = {")": "(", "]": "[", "}": "{"}
STRONG = ("L", "R", "EN", "AN")

T = TypeVar("T")


def base_level(text: str) -> int:
    """Return 1 for a text that begins with a letter running from right to left and has mostly such letters, else 0."""
    kinds = [kind for letter in text if (kind := unicodedata.bidirectional(letter)) in ("L", "R", "AL")]
    return int(kinds[:1] != ["L"] and kinds.count("L") * 2 < len(kinds))


def levels(text: str, base: int) -> list[int]:
    """Return the level of each character: even runs from left to right, odd from right to left."""
    kinds = _resolved(text, [unicodedata.bidirectional(letter) for letter in text], "R" if base else "L")
    if base:
        return [1 if kind == "R" else 2 for kind in kinds]
    return [{"L": 0, "R": 1}.get(kind, 2) for kind in kinds]


def _resolved(text: str, kinds: list[str], base: str) -> list[str]:
    """Return each character as L, R, EN or AN (rules W1 to W7, N0 to N2)."""
    strong, before = base, base
    for at, kind in enumerate(kinds):
        if kind in ("NSM", "BN"):
            kind = before
        elif kind == "EN" and strong == "AL":
            kind = "AN"
        if kind in ("L", "R", "AL"):
            strong = kind
        kinds[at] = before = kind
    for at in range(1, len(kinds) - 1):
        around = {kinds[at - 1], kinds[at + 1]}
        if len(around) == 1 and (
            (kinds[at] in ("ES", "CS") and "EN" in around) or (kinds[at] == "CS" and "AN" in around)
        ):
            kinds[at] = kinds[at - 1]
    _join_signs_to_numbers(kinds)
    last = base
    for at, kind in enumerate(kinds):
        if kind in ("L", "R", "AL"):
            kinds[at] = last = "L" if kind == "L" else "R"
        elif kind == "EN" and last == "L":
            kinds[at] = "L"
    _settle_brackets(text, kinds, base)
    return _with_neutrals(kinds, base)


def _settle_brackets(text: str, kinds: list[str], base: str) -> None:
    """Give both brackets of a pair the direction of what they hold (N0)."""
    opened: list[int] = []
    for at, letter in enumerate(text):
        if letter in BRACKETS.values():
            opened.append(at)
        elif letter in BRACKETS and any(text[start] == BRACKETS[letter] for start in opened):
            while text[opened[-1]] != BRACKETS[letter]:
                opened.pop()
            start = opened.pop()
            inside = {_direction(kind) for kind in kinds[start + 1 : at] if kind in STRONG}
            if inside:
                before = next((_direction(kind) for kind in reversed(kinds[:start]) if kind in STRONG), base)
                kinds[start] = kinds[at] = base if base in inside else before


def _join_signs_to_numbers(kinds: list[str]) -> None:
    """Let currency and percent signs follow the number they touch (W5)."""
    for order in (range(len(kinds)), range(len(kinds) - 1, -1, -1)):
        before = ""
        for at in order:
            if kinds[at] == "ET" and before == "EN":
                kinds[at] = "EN"
            before = kinds[at]


def _with_neutrals(kinds: list[str], base: str) -> list[str]:
    """Give spaces and signs the direction of both their neighbours, or that of the text."""
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] not in ("L", "R", "EN", "AN"):
            end += 1
        if end > at:
            before = _direction(kinds[at - 1]) if at else base
            after = _direction(kinds[end]) if end < len(kinds) else base
            kinds[at:end] = [before if before == after else base] * (end - at)
        at = end + 1
    return kinds


def _direction(kind: str) -> str:
    return "L" if kind == "L" else "R"


def in_order(parts: Sequence[T], at_levels: Sequence[int]) -> list[T]:
    """Return the parts of one line as they stand from left to right (rule L2)."""
    order = list(range(len(parts)))
    for level in range(max(at_levels, default=0), 0, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and at_levels[order[end]] >= level:
                end += 1
            order[at:end] = order[at:end][::-1]
            at = max(end, at + 1)
    return [parts[number] for number in order]
