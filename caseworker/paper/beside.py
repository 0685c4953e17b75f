"""What stands beside the address: our reference, theirs, the date; large where the letter is, clear of the window."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.units import mm

from caseworker.paper.canvas import PaperCanvas
from caseworker.paper.fonts import BOLD, REGULAR
from caseworker.paper.looks import Sheet
from caseworker.paper.page import RIGHT, fitted
from caseworker.paper.setting import lines_of, segments
from caseworker.paper.styles import INK, QUIET
from caseworker.paper.tags import Element
from caseworker.paper.text import printable

COLUMN = 132 * mm  # begins clear of what an envelope's window may show
TOP, HIGHEST, LOWEST = 57 * mm, 42 * mm, 93 * mm
SMALLEST, MOST_ROWS = 8.0, 3
GAP = 7.0


@dataclass(frozen=True, slots=True)
class _Value:
    """A value cut into rows that fit, all in one size."""

    rows: tuple[str, ...]
    size: float

    def height(self, label: float) -> float:
        return label * 1.3 + len(self.rows) * self.size * 1.3 + GAP


def draw_facts(
    canvas: PaperCanvas,
    facts: tuple[tuple[str, str], ...],
    page_width: float,
    page_height: float,
    sheet: Sheet,
) -> None:
    """Write labelled facts below each other; a long one takes more rows before it is set smaller."""
    room = page_width - RIGHT - COLUMN
    values = [_fitted(value, room, sheet.value) for _, value in facts]
    height = sum(value.height(sheet.label) for value in values)
    y = page_height - min(TOP, max(HIGHEST, LOWEST + GAP - height)) - sheet.label
    for (label, _), value in zip(facts, values, strict=True):
        with canvas.tagged(Element("P")):
            canvas.setFillColor(QUIET)
            canvas.setFont(REGULAR, sheet.label)
            canvas.drawString(COLUMN, y, label)
            canvas.setFillColor(INK)
            canvas.setFont(BOLD, value.size)
            for number, row in enumerate(value.rows, start=1):
                canvas.drawString(COLUMN, y - value.size * 1.29 * number, fitted(row, room, value.size, BOLD))
        y -= value.height(sheet.label)


def _fitted(text: str, room: float, wanted: float) -> _Value:
    """Return a value in one row, a little smaller if that does it, else in rows; what is longer still is shortened."""
    words = " ".join(printable(text).split())
    size = wanted
    while size >= wanted * 0.85:
        if len(rows := _rows(words, room, size)) == 1:
            return _Value(rows, size)
        size -= 0.5
    size = wanted
    while len(rows := _rows(words, room, size)) > MOST_ROWS - 1 and size > SMALLEST:
        size -= 0.5
    rest = " ".join(rows[MOST_ROWS - 1 :])
    return _Value((*rows[: MOST_ROWS - 1], *([rest] if rest else [])), size)


def _rows(text: str, room: float, size: float) -> tuple[str, ...]:
    lines = lines_of(segments(text, BOLD), room * 1000 / size)
    return tuple(
        " ".join("".join(piece.text for piece in word.pieces) for word in line.words) for line in lines
    )
