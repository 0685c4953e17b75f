"""Words measured and ready to be set: each in the font that has its letters, joined where its script joins them.

Widths are in thousandths of the type size. A word once measured is remembered: letters say the same words again and
again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportlab.pdfbase import pdfmetrics

from caseworker.paper import fonts
from caseworker.paper.accents import ACCENTED
from caseworker.paper.bidi import MIRRORS
from caseworker.paper.shaping import Glyph, shaped

SPACE_WIDTH = 260.0
"""Width of a space in every cut of Noto Sans."""
JOINERS = "\u200c\u200d"
BETTER_CUT = re.compile(r"[-/@._–,:;]")
"""A word too long for a line is cut after one of these, where there is one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of one word in one font, all running one way.

    Attributes:
        text: as written on the page. said: as read, where that differs.
        glyphs: where the letters were joined, from left to right; else empty.
        level: of the bidirectional algorithm; odd runs from right to left.
        is_plain: whether the text can be written letter by letter.
    """

    font: str
    text: str
    width: float
    glyphs: tuple[Glyph, ...] = ()
    level: int = 0
    is_plain: bool = True
    said: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """What is not parted at the end of a line, where a line can hold it; `gap`: level of the space before it."""

    pieces: tuple[Piece, ...]
    width: float
    gap: int = 0

    @property
    def is_simple(self) -> bool:
        """Whether it is one piece that is written letter by letter."""
        return len(self.pieces) == 1 and self.pieces[0].is_plain and not self.pieces[0].level


@lru_cache(maxsize=50_000)
def word(text: str, font: str) -> Word:
    """Return a word of which no part runs from right to left."""
    if text.isascii():
        width = _width(text, font)
        return Word((Piece(font, text, width),), width)
    return word_at(text, font, (0,) * len(text))


def word_at(text: str, font: str, levels: Sequence[int], gap: int = 0) -> Word:
    """Return a word with its levels, one for each letter, and that of the space before it."""
    pieces, start = [], 0
    faces = _faces(text, font)
    for at in range(1, len(text) + 1):
        stands_alone = levels[start] % 2 and faces[start] not in fonts.SHAPED  # signs, each in its own place
        if at == len(text) or faces[at] != faces[start] or levels[at] != levels[start] or stands_alone:
            pieces.append(_piece(text[start:at], faces[start], levels[start]))
            start = at
    return Word(tuple(pieces), sum(piece.width for piece in pieces), gap)


def joined(words: Sequence[Word]) -> Word:
    """Return pieces in several fonts, such as half a word in bold, as one word."""
    return Word(
        tuple(piece for each in words for piece in each.pieces),
        sum(each.width for each in words),
        words[0].gap,
    )


def _faces(text: str, cut: str) -> list[str]:
    """Return the font of each letter; an accent or joiner has that of the letter before it, if that font has it."""
    faces: list[str] = []
    for letter in text:
        face = fonts.font_of(letter, cut)
        if faces and faces[-1] != face and (letter in JOINERS or _belongs(letter, faces[-1])):
            face = faces[-1]
        faces.append(face)
    return faces


def _belongs(letter: str, face: str) -> bool:
    return face in fonts.SHAPED and "\u0300" <= letter <= "\u036f" and letter in fonts.font(face).letters


def _piece(text: str, font: str, level: int) -> Piece:
    if font in fonts.SHAPED:
        glyphs = shaped(text, font, leftwards=level % 2 == 1)
        return Piece(font, text, sum(glyph.advance for glyph in glyphs), glyphs, level, is_plain=False)
    if level % 2 and len(text) == 1 and text.translate(MIRRORS) != text:  # a bracket
        shown = text.translate(MIRRORS)
        return Piece(font, shown, _width(shown, font), (), level, is_plain=False, said=text)
    return Piece(font, text, _width(text, font), (), level, is_plain=not ACCENTED.search(text))


def _width(text: str, font: str) -> float:
    fonts.register_fonts()
    return float(pdfmetrics.stringWidth(text, font, 1000))


def cut_word(text: str, font: str, room: float) -> list[str]:
    """Return a word in parts that fit the room (at least one letter each), cut after a sign where there is one."""
    parts, start, width, better = [], 0, 0.0, 0
    at = 0
    while at < len(text):
        advance = word(text[at], font).width
        if width + advance > room and at > start:
            end = better if better > start else at
            parts.append(text[start:end])
            start, at, width = end, end, 0.0
            continue
        width += advance
        at += 1
        if BETTER_CUT.match(text[at - 1]) and width > room / 3:
            better = at
    return [*parts, text[start:]]
