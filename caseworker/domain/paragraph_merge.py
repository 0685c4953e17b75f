"""Two versions of a long text put together, paragraph by paragraph: a proposal that a person reads before it is taken.

Question: may the program merge what two people wrote? Choice: only as a proposal, and only where it is quick and short
enough to be read; what both have stands once, what only one has stands where that person put it. Cost: two versions of
one sentence stand one after the other until somebody crosses one out. Source: offline rule C4.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

MOST_PARAGRAPHS = 200
MOST_LETTERS = 40_000
"""Beyond these nobody would read the proposal, and comparing would take long: the texts are given one by one."""

_GAP = re.compile(r"\n[ \t]*\n")


def merged(first: str, second: str) -> str | None:
    """Return a text with the paragraphs of both, each once and in order; None when they are too long for a proposal."""
    one, two = _paragraphs(first), _paragraphs(second)
    if max(len(one), len(two)) > MOST_PARAGRAPHS or max(len(first), len(second)) > MOST_LETTERS:
        return None
    together: list[str] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        together += one[i1:i2]
        if kind != "equal":
            together += [text for text in two[j1:j2] if text not in one[i1:i2]]
    gap = "\n\n" if _GAP.search(first) or _GAP.search(second) else "\n"
    return gap.join(together)


def _paragraphs(text: str) -> list[str]:
    """The paragraphs: parted by empty lines where there are any, else line by line."""
    parts = _GAP.split(text) if _GAP.search(text) else text.splitlines()
    return [part.strip("\n") for part in parts if part.strip()]
