"""Accents without a letter of their own, hung where the font's designers put them.

Names such as Ọ̀ṣun need a letter and an accent that Unicode has no single character for. ReportLab sets
every accent at one height, so that it strikes through a capital and misses a narrow letter. The places come
from the font (resources/fonts/marks.json, made by caseworker/dev/make_fonts.py). Each such letter is wrapped
as one piece of text for copying, searching and reading aloud (ActualText, ISO 32000-1 14.9.4).
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from reportlab.lib.utils import asBytes
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.textobject import PDFTextObject

from caseworker.paper.fonts import FILES, FOLDER

ACCENTED = re.compile("( ?[^\u0300-\u036f])([\u0300-\u036f]+)")  # a space alone would be lost in copying
STACK_STEP = 190  # thousandths of the type size: a second accent on one side stands clear of the first
SPACE = 260  # width of a space in Noto Sans, thousandths of the type size
BELOW = 200  # a hanging point lower than this belongs to an accent under the letter

Places = dict[str, dict[str, list[int]]]


@cache
def _places(cut: str) -> Places:
    loaded: dict[str, Places] = json.loads((FOLDER / "marks.json").read_text("utf-8"))
    return loaded[cut]


def places_for(font_name: str) -> Places:
    """Return the hanging points of one of our fonts."""
    return _places(FILES[font_name].removesuffix(".ttf").rpartition("-")[2])


def offsets(letter: str, accents: str, font_name: str) -> list[tuple[int, int]]:
    """Return for each accent how far right and up of the pen it goes, in thousandths of the type size."""
    places = places_for(font_name)
    moved, taken = [], dict[int, int]()
    for accent in accents:
        group, mark_x, mark_y = places["marks"].get(accent, [-1, 0, 0])
        hook = places["letters"].get(f"{letter}{group}")
        right, up = (hook[0] - mark_x, hook[1] - mark_y) if hook else (0, 0)
        before = taken.get(group, 0)
        taken[group] = before + 1
        moved.append((right, up + before * (-STACK_STEP if mark_y < BELOW else STACK_STEP)))
    return moved


_TextObject: Any = PDFTextObject  # its stubs leave out the state that is needed here


class AccentedText(_TextObject):  # type: ignore[misc]  # for the reason above
    """ReportLab's text object with accents hung at their places."""

    def _formatText(self, text: Any) -> str:
        if not isinstance(text, str) or self._fontname not in FILES or not ACCENTED.search(text):
            return str(super()._formatText(text))
        parts, done = [], 0
        for found in ACCENTED.finditer(text):
            letter, accents = found.groups()
            parts.append(super()._formatText(text[done : found.start()]))
            parts.append(f"/Span <</ActualText <FEFF{found[0].encode('utf-16-be').hex()}>>> BDC")
            parts.append(super()._formatText(letter))
            for accent, (right, up) in zip(
                accents, offsets(letter[-1], accents, self._fontname), strict=True
            ):
                parts.append(self._accent(accent, right, up))
            parts.append("EMC")
            done = found.end()
        parts.append(super()._formatText(text[done:]))
        return " ".join(part for part in parts if part)

    def _accent(self, accent: str, right: int, up: int) -> str:
        """Return the operators for one accent; the pen stands afterwards where it stood before."""
        font: Any = pdfmetrics.getFont(self._fontname)
        ((subset, codes),) = font.splitString(accent, self._canvas._doc)
        name = font.getSubsetInternalName(subset, self._canvas._doc)
        self._curSubset: int = subset
        rise = self._rise + up * self._fontsize / 1000
        shown = self._canvas._escape(asBytes(codes))
        choose = f"{name} {self._fontsize:g} Tf {self._leading:g} TL"
        # Readers sort pieces of text by where they begin. One that begins right of its letter's end would be read
        # after the next letter, and its ActualText twice (pdfium), so there it begins with a space further left.
        start = f"{2 * SPACE} ( ) {-right - SPACE}" if right > 0 else f"{-right}"
        return f"{choose} {rise:.3f} Ts [{start} ({shown}) {right}] TJ {self._rise:g} Ts"


def accented(canvas: Any, text: str, font_name: str, size: float) -> str:
    """Return the operators that write text with accents, in a font and size chosen anew."""
    writer = AccentedText(canvas, 0, 0)
    writer.setFont(font_name, size)
    return str(writer._formatText(text))
