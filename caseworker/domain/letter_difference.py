"""What is different between two versions of a letter, readable: paragraph by paragraph, and word by word in each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, ADDED, REMOVED, BREAK = "same", "added", "removed", "break"
_ALIKE = 0.4
"""From this share of the same words on, two paragraphs are one that was changed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that stayed ("same"), were "added" or "removed", or the end of a paragraph ("break", no words)."""

    kind: str
    text: str = ""


def differing(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces of two texts in the order of reading; nothing but "same" and "break" where they are alike."""
    before, after = _paragraphs(old), _paragraphs(new)
    pieces: list[Piece] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            for text in before[i1:i2]:
                pieces += [Piece(SAME, text), Piece(BREAK)]
        else:
            pieces += _changed(before[i1:i2], after[j1:j2])
    return tuple(pieces[:-1] if pieces and pieces[-1].kind == BREAK else pieces)


def is_different(pieces: tuple[Piece, ...]) -> bool:
    """Whether something was added or removed."""
    return any(piece.kind in (ADDED, REMOVED) for piece in pieces)


def _paragraphs(text: str) -> list[str]:
    return [line for line in (raw.rstrip() for raw in text.splitlines()) if line.strip()]


def _changed(before: list[str], after: list[str]) -> Iterator[Piece]:
    """Paragraphs in place of others: those that are alike are one paragraph with changed words."""
    left = list(after)
    for text in before:
        match = next((at for at, other in enumerate(left) if _is_alike(text, other)), None)
        if match is None:
            yield from (Piece(REMOVED, text), Piece(BREAK))
            continue
        for other in left[:match]:
            yield from (Piece(ADDED, other), Piece(BREAK))
        yield from _words_changed(text, left[match])
        yield Piece(BREAK)
        left = left[match + 1 :]
    for other in left:
        yield from (Piece(ADDED, other), Piece(BREAK))


def _is_alike(old: str, new: str) -> bool:
    matcher = SequenceMatcher(None, _words(old), _words(new), autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _words(text: str) -> list[str]:
    """The words with the spaces behind them, so that put together they are the text again."""
    return re.findall(r"\S+\s*|\s+", text)


def _words_changed(old: str, new: str) -> Iterator[Piece]:
    before, after = _words(old), _words(new)
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece(SAME, "".join(before[i1:i2]))
            continue
        if i1 < i2:
            yield Piece(REMOVED, "".join(before[i1:i2]))
        if j1 < j2:
            yield Piece(ADDED, "".join(after[j1:j2]))
