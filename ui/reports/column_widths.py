"""How wide the columns of a table of figures are: figures alike and no wider than they need, words by what they say."""

from __future__ import annotations

from collections.abc import Callable, Sequence

NARROWEST, WIDEST, TIGHTEST = 84, 150, 56
"""Pixels at 100 % text of a column of figures; the tightest only where there is no room for all."""
WORDS_NARROWEST, WORDS_WIDEST = 76, 420
"""Pixels at 100 % text of a column of words."""


def column_widths(
    needed: Sequence[int],
    whole: Sequence[int],
    is_words: Sequence[bool],
    room: int,
    px: Callable[[int], int],
    tightest: int = TIGHTEST,
) -> list[int]:
    """Return the width of each column.

    Args:
        needed: below which it would be cut inside a word or a figure.
        whole: at which nothing in it wraps.
        room: for all of them; where they need more, the table scrolls sideways.
        px: makes pixels at the text size in force of pixels at 100 %.
        tightest: pixels at 100 % text below which no column of figures goes where there is no room for all; 0: neither
            those nor words have more than they need.
    """
    figures = [width for width, words in zip(needed, is_words, strict=True) if not words]
    least = max([px(NARROWEST), *figures]) if figures else 0
    if not any(is_words) and least * len(needed) <= room:
        return [max(least, min(room // max(1, len(needed)), px(WIDEST)))] * len(needed)
    widths = [
        max(width, px(WORDS_NARROWEST)) if words else least
        for width, words in zip(needed, is_words, strict=True)
    ]
    if sum(widths) > room:  # each column as narrow as it can be, no longer all alike
        widths = [
            max(width, px(WORDS_NARROWEST if words and tightest else tightest))
            for width, words in zip(needed, is_words, strict=True)
        ]
    wanted = [
        max(have, min(want, px(WORDS_WIDEST))) if words else have
        for have, want, words in zip(widths, whole, is_words, strict=True)
    ]
    if not any(is_words):
        wanted = [least] * len(widths)
    spare, lacking = room - sum(widths), sum(wanted) - sum(widths)
    if spare <= 0 or lacking <= 0:
        return widths
    part = min(1.0, spare / lacking)
    return [have + int((want - have) * part) for have, want in zip(widths, wanted, strict=True)]
