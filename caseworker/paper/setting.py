"""Lines of type: paragraphs broken into lines, and lines written as the operators of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from caseworker.domain.letters import Marks
from caseworker.paper import fonts
from caseworker.paper.accents import accented
from caseworker.paper.bidi import RIGHT_TO_LEFT, base_level, in_order, levels
from caseworker.paper.words import SPACE_WIDTH, Piece, Word, cut_word, joined, word, word_at

SIMPLE = re.compile(rb"[ !-'*-\[\]-~]*")
"""Codes that need no sign before them in a string of a page: ASCII without brackets and backslash."""

Segment = tuple[str, str]
"""Some text, and the font it is set in."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its words in the order of reading.

    Attributes:
        base: 1 where the text runs from right to left.
        font: of every word, where all are written letter by letter in one font; else "".
    """

    words: tuple[Word, ...]
    width: float
    base: int = 0
    font: str = ""

    @property
    def text(self) -> str:
        """The words of a line in one font."""
        return " ".join(piece.text for word in self.words for piece in word.pieces)


def segments(text: str, font: str, marks: Marks = ()) -> tuple[Segment, ...]:
    """Return a text in pieces of one font each."""
    pieces, at = [], 0
    for mark in marks:
        pieces.append((text[at : mark.start], font))
        pieces.append((text[mark.start : mark.end], marked_font(font, bold=mark.bold, italic=mark.italic)))
        at = mark.end
    pieces.append((text[at:], font))
    return tuple(piece for piece in pieces if piece[0])


def marked_font(font: str, *, bold: bool, italic: bool) -> str:
    """Return the cut of a font that is bold, italic, or both besides what it is already."""
    bold = bold or font in (fonts.BOLD, fonts.BOLD_ITALIC)
    italic = italic or font in (fonts.ITALIC, fonts.BOLD_ITALIC)
    if bold:
        return fonts.BOLD_ITALIC if italic else fonts.BOLD
    return fonts.ITALIC if italic else fonts.REGULAR


@lru_cache(maxsize=4_000)
def lines_of(parts: tuple[Segment, ...], room: float) -> Sequence[Line]:
    """Return a text in lines that fit the room (in thousandths of the type size); a line end starts a new line."""
    made: list[Line] = []
    for row in _rows(parts):
        whole = "".join(text for text, _ in row)
        base = base_level(whole) if RIGHT_TO_LEFT.search(whole) else None
        at_levels = None if base is None else levels(whole, base)
        made += _broken(_words(row, at_levels, room), room, base or 0)
    return made


def _rows(parts: Sequence[Segment]) -> Iterator[list[Segment]]:
    row: list[Segment] = []
    for text, font in parts:
        first, *rest = text.split("\n")
        row.append((first, font))
        for each in rest:
            yield row
            row = [(each, font)]
    yield row


def _words(row: Sequence[Segment], at_levels: Sequence[int] | None, room: float) -> list[Word]:
    """Return the words of one row; one too long for a line comes in parts."""
    made: list[Word] = []
    at, goes_on = 0, False  # goes on: the last word, without a space
    for text, font in row:
        for number, piece in enumerate(text.split(" ")):
            if number:
                at, goes_on = at + 1, False
            if piece:
                found = _found(piece, font, at, at_levels, room)
                if goes_on:
                    found[0] = joined((made.pop(), found[0]))
                made += found
                at, goes_on = at + len(piece), True
    return made


def _found(text: str, font: str, at: int, at_levels: Sequence[int] | None, room: float) -> list[Word]:
    """Return the word that begins at this letter of its row, in parts where it is too long."""
    if at_levels is None:
        whole = word(text, font)
        return [whole] if whole.width <= room else [word(part, font) for part in cut_word(text, font, room)]
    gap = at_levels[at - 1] if at else 0
    whole = word_at(text, font, at_levels[at : at + len(text)], gap)
    if whole.width <= room:
        return [whole]
    parts = []
    for part in cut_word(text, font, room):
        parts.append(word_at(part, font, at_levels[at : at + len(part)], gap))
        at += len(part)
    return parts


def _broken(words: Sequence[Word], room: float, base: int) -> Iterator[Line]:
    line: list[Word] = []
    width = 0.0
    for each in words:
        wider = width + SPACE_WIDTH + each.width if line else each.width
        if line and wider > room:
            yield _line(line, width, base)
            line, wider = [], each.width
        line.append(each)
        width = wider
    yield _line(line, width, base)


def _line(words: Sequence[Word], width: float, base: int = 0) -> Line:
    fonts_used = {word.pieces[0].font if word.is_simple else "" for word in words}
    font = fonts_used.pop() if len(fonts_used) == 1 and not base else ""
    return Line(tuple(words), width, base, font)


@lru_cache(maxsize=5_000)
def one_line(text: str, font: str) -> Line:
    """Return a text as a single line, its spaces as they are, running from left to right on the whole."""
    at_levels = levels(text, 0) if RIGHT_TO_LEFT.search(text) else None
    made, at = [], 0
    for piece in text.split(" "):
        if at_levels and piece:
            gap = at_levels[at - 1] if at else 0
            made.append(word_at(piece, font, at_levels[at : at + len(piece)], gap))
        else:
            made.append(word(piece, font) if piece else Word((), 0.0))
        at += len(piece) + 1
    return _line(made, sum(each.width for each in made) + SPACE_WIDTH * (len(made) - 1))


def text_width(text: str, font: str, size: float) -> float:
    """Return how wide one line of printable text is, in points."""
    return one_line(text, font).width * size / 1000


class Pen:
    """Writes lines as the operators of one text object.

    Attributes:
        operators: what was written so far.
    """

    def __init__(self, canvas: Any, size: float) -> None:
        self._canvas, self._size = canvas, size
        self._current = ("", 0)
        self.operators: list[str] = []

    def line(self, line: Line, x: float, y: float) -> None:
        """Write a line that begins at this place; its words in the order of reading, wherever they stand."""
        self._go_to(x, y)
        if line.font:
            self._plain(line.text, line.font)
            return
        pieces = _pieces(line)
        places = _places(pieces, x, self._size) if line.base or any(piece.level for piece in pieces) else None
        plain, font = list[str](), ""
        for number, piece in enumerate(pieces):
            if piece.is_plain and places is None and (not plain or piece.font == font):
                font = piece.font
                plain.append(piece.text)
                continue
            self._plain("".join(plain), font)
            plain, font = [], piece.font
            if places is not None:
                self._go_to(places[number], y)
            if not piece.is_plain:
                self._special(piece)
            elif places is not None:
                self._plain(piece.text, font)
            else:
                plain = [piece.text]
        self._plain("".join(plain), font)

    def _go_to(self, x: float, y: float) -> None:
        self.operators.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")

    def _plain(self, text: str, name: str) -> None:
        if not text:
            return
        face: Any = fonts.font(name)
        document = self._canvas._doc
        parts = [(0, text.encode())] if text.isascii() else face.splitString(text, document)
        for subset, codes in parts:  # ASCII has its own codes in the first subset
            self._choose(face, name, subset)
            self.operators.append(f"{_shown(codes)} Tj")

    def _choose(self, face: Any, name: str, subset: int) -> None:
        if self._current != (name, subset):
            self._current = (name, subset)
            self.operators.append(
                f"{face.getSubsetInternalName(subset, self._canvas._doc)} {self._size:g} Tf"
            )

    def _special(self, piece: Piece) -> None:
        """Write joined letters, or letters with accents hung on them, as one piece of text for copying and reading."""
        if piece.said:
            self.operators.append(f"/Span <</ActualText <FEFF{piece.said.encode('utf-16-be').hex()}>>> BDC")
            self._plain(piece.text, piece.font)
            self.operators.append("EMC")
            return
        if not piece.glyphs:
            self.operators.append(accented(self._canvas, piece.text, piece.font, self._size))
            self._current = ("", 0)
            return
        self.operators.append(f"/Span <</ActualText <FEFF{piece.text.encode('utf-16-be').hex()}>>> BDC")
        face: Any = fonts.font(piece.font)
        rise, row = 0.0, list[str]()
        for glyph in piece.glyphs:
            ((subset, codes),) = face.splitString(glyph.sign, self._canvas._doc)
            if glyph.up != rise or self._current != (piece.font, subset):
                self._flush(row)
                self._choose(face, piece.font, subset)
                if glyph.up != rise:
                    rise = glyph.up
                    self.operators.append(f"{rise * self._size / 1000:.3f} Ts")
            shown = _shown(codes)
            after = glyph.width - glyph.advance + glyph.right
            row += [f"{-glyph.right:g}"] if glyph.right else []
            row += [shown, *([f"{after:g}"] if after else [])]
        self._flush(row)
        self.operators.append("EMC" if not rise else "0 Ts EMC")

    def _flush(self, row: list[str]) -> None:
        if row:
            self.operators.append(f"[{' '.join(row)}] TJ")
            row.clear()


def _shown(codes: bytes) -> str:
    return f"({codes.decode()})" if SIMPLE.fullmatch(codes) else f"<{codes.hex()}>"


def _pieces(line: Line) -> list[Piece]:
    """Return the pieces of a line with a space between its words, in the order of reading."""
    pieces: list[Piece] = []
    for number, each in enumerate(line.words):
        if number:
            pieces.append(Piece(_space_font(pieces, each), " ", SPACE_WIDTH, level=each.gap))
        pieces += each.pieces
    return pieces


def _places(pieces: Sequence[Piece], x: float, size: float) -> list[float]:
    """Return where on the page each piece begins."""
    places = [0.0] * len(pieces)
    for number in in_order(range(len(pieces)), [piece.level for piece in pieces]):
        places[number] = x
        x += pieces[number].width * size / 1000
    return places


def _space_font(before: Sequence[Piece], after: Word) -> str:
    """A space is set as the word before it, so that neighbours of one font are written together."""
    near = before[-1].font if before else after.pieces[0].font if after.pieces else fonts.REGULAR
    return near if near in fonts.FILES else fonts.REGULAR
