"""The address in the envelope's window, and the folds that bring it there.

A DL envelope is 110 x 220 mm; its window is 35 x 90 mm, 20 mm from the left and 18 mm from the bottom (BS 4264). An A4
sheet folded at 99 mm slides 11 mm up and 10 mm sideways inside. Measured on the sheet from its top left corner:

    seen wherever the sheet lies    across 20 to 100 mm, down 57 to 81 mm
    seen when it rests at the foot  across 10 to 100 mm, down 46 to 81 mm
    may be seen at all              across 10 to 110 mm, down 46 to 92 mm: nothing but the address stands there

A short address lies in the first field. A long one grows upwards from its foot, never above 50 mm.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from caseworker.errors import RuleError
from caseworker.paper.canvas import PaperCanvas
from caseworker.paper.fonts import REGULAR
from caseworker.paper.setting import text_width
from caseworker.paper.styles import INK, RULE
from caseworker.paper.tags import Element
from caseworker.paper.text import printable

ACROSS = (20 * mm, 100 * mm)
HIGHEST, USUAL_TOP, LOWEST = 50 * mm, 57 * mm, 80.5 * mm
MAY_SHOW_ACROSS, MAY_SHOW_DOWN = (10 * mm, 110 * mm), (46 * mm, 92 * mm)
FOLDS = (99 * mm, 198 * mm)
SIZES = (11.0, 10.5, 10.0, 9.5, 9.0)
_SIGNS = "@.-/_"
"""After these a long email address or double-barrelled name goes on in the next line."""
LEADING = 1.18  # times the type size


@dataclass(frozen=True, slots=True)
class WindowAddress:
    """An address cut into lines that fit: `top` is measured from the top of the sheet, all in points."""

    lines: tuple[str, ...]
    size: float
    top: float

    @property
    def leading(self) -> float:
        """From one line to the next."""
        return self.size * LEADING


@lru_cache(maxsize=2_000)
def fit_address(lines: tuple[str, ...], sizes: tuple[float, ...] = SIZES) -> WindowAddress:
    """Return the address as large as the window allows; long lines run on, then short ones share a line.

    Args:
        sizes: that it may have, the wanted one first.

    Raises:
        RuleError: there is none, or it cannot be read through the window even so.
    """
    cleaned = [" ".join(printable(line).split()) for line in lines]
    lines_left = [line for line in cleaned if line]
    if not lines_left:
        raise RuleError("The letter has no name and address. Fill in whom it goes to", field="address")
    while True:
        for whole_words in (True, False):
            for size in sizes:
                fitted = _fit(lines_left, size, whole_words=whole_words)
                if fitted is not None:
                    return fitted
        if len(lines_left) < 5:
            message = "The address does not fit the window of the envelope. Shorten it to 8 lines of about 40 letters"
            raise RuleError(message, field="address")
        lines_left = _share_a_line(lines_left)


def _fit(lines: list[str], size: float, *, whole_words: bool) -> WindowAddress | None:
    """Return the address in one size, or None where it does not fit.

    Args:
        whole_words: no word is cut but after a sign in it; a smaller size is tried first.
    """
    rows = tuple(row for line in lines for row in _rows(line, size, whole_words=whole_words))
    if "" in rows:
        return None
    height = len(rows) * size * LEADING
    if height > LOWEST - HIGHEST:
        return None
    return WindowAddress(rows, size, min(USUAL_TOP, LOWEST - height))


def _rows(line: str, size: float, *, whole_words: bool) -> list[str]:
    """Return the line cut at its spaces, after a sign in a long word, or anywhere in it where there is no other way;
    with an empty row where that would cut what has to stay whole."""
    room = ACROSS[1] - ACROSS[0]
    rows, row = list[str](), ""
    for word in line.split(" "):
        longer = f"{row} {word}" if row else word
        if text_width(longer, REGULAR, size) <= room:
            row = longer
            continue
        rows += [row] if row else []
        while text_width(word, REGULAR, size) > room:
            cut = next(n for n in range(len(word), 0, -1) if text_width(word[:n], REGULAR, size) <= room)
            after_sign = max((n for n in range(2, cut + 1) if word[n - 1] in _SIGNS), default=0)
            if whole_words and not after_sign:
                return [""]
            cut = after_sign or cut
            rows.append(word[:cut])
            word = word[cut:]
        row = word
    return [*rows, row]


def _share_a_line(lines: list[str]) -> list[str]:
    """Return the lines with the shortest neighbours joined; the name and the last line (postcode) stay alone."""
    at = min(range(1, len(lines) - 2), key=lambda n: len(lines[n]) + len(lines[n + 1]))
    return [*lines[:at], f"{lines[at]}, {lines[at + 1]}", *lines[at + 2 :]]


def draw_address(canvas: PaperCanvas, address: WindowAddress, page_height: float) -> None:
    """Write the address where the window will be."""
    with canvas.tagged(Element("P")):
        canvas.setFillColor(INK)
        canvas.setFont(REGULAR, address.size)
        for number, row in enumerate(address.lines):
            y = page_height - address.top - number * address.leading - address.size
            canvas.drawString(ACROSS[0], y, row)


def draw_folds(canvas: Canvas, page_height: float) -> None:
    """Mark at the left edge, faintly, where the sheet is folded in three."""
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.4)
    for fold in FOLDS:
        canvas.line(5 * mm, page_height - fold, 9 * mm, page_height - fold)
