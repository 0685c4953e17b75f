"""Letters joined and stacked as their script wants it, by HarfBuzz."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from caseworker.paper.faces import FIRST_GLYPH
from caseworker.paper.fonts import FOLDER, SHAPED


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph: the sign it has in its font, its own width, how far the pen moves, and where it sits off the pen.

    All in thousandths of the type size.
    """

    sign: str
    width: float
    advance: float
    right: float
    up: float


@cache
def _harfbuzz_font(name: str) -> tuple[Any, float]:
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob((FOLDER / SHAPED[name]).read_bytes()))
    return uharfbuzz.Font(face), 1000 / face.upem


@lru_cache(maxsize=20_000)
def shaped(text: str, font_name: str, *, leftwards: bool) -> tuple[Glyph, ...]:
    """Return the glyphs of a piece of text in one script, from left to right on the page."""
    import uharfbuzz

    font, scale = _harfbuzz_font(font_name)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if leftwards else "ltr"
    uharfbuzz.shape(font, buffer)
    made = []
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        width = font.get_glyph_h_advance(info.codepoint) * scale
        moves = (place.x_advance * scale, place.x_offset * scale, place.y_offset * scale)
        made.append(Glyph(chr(FIRST_GLYPH + info.codepoint), width, *moves))
    return tuple(made)
