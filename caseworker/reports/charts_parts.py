"""What the charts of both forms are drawn from: colours, bars, points, words, and the head above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportlab.graphics import shapes
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import Color, HexColor, white

from caseworker.paper import BOLD, INK, QUIET, REGULAR
from caseworker.paper.setting import text_width
from caseworker.paper.text import printable
from caseworker.reports.cells import Unit
from caseworker.reports.shown import ShownChart

COLOURS = (HexColor("#12436D"), HexColor("#28A197"), HexColor("#801650"), HexColor("#F46A25"))
SIZE, SMALL = 8.5, 7.5
TITLE_SIZE = 10.0
STRIPE, MARK = 5.0, 2.6
"""Points from one stripe across a bar to the next, and half the width of a point of a line."""
SHAPES: Any = shapes  # its stubs know no colours


@dataclass(frozen=True, slots=True)
class Box:
    """Where a bar or point stands: its series and category, and its room in points from the bottom left."""

    series: int
    category: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart as drawn, and where each of its figures stands: what a press on screen opens."""

    drawing: Drawing
    boxes: tuple[Box, ...]


def bar(x: float, y: float, length: float, height: float, number: int) -> Any:
    """A bar in the colour and pattern of its series: full, stripes across, stripes along, hollow."""
    colour = COLOURS[number]
    group = SHAPES.Group()
    hollow = number == 3
    group.add(
        SHAPES.Rect(
            x, y, length, height, fillColor=white if hollow else colour, strokeColor=colour, strokeWidth=1.1
        )
    )
    if number == 1:
        places = [x + STRIPE * step for step in range(1, int((length - 1) / STRIPE) + 1)]
        group.add(_strokes([(at, y + 0.6, at, y + height - 0.6) for at in places]))
    elif number == 2 and length > 1.2:
        heights = [y + height * share for share in (1 / 3, 2 / 3)]
        group.add(_strokes([(x + 0.6, at, x + length - 0.6, at) for at in heights]))
    return group


def _strokes(lines: Sequence[tuple[float, float, float, float]]) -> Any:
    """White strokes, as one path."""
    path = SHAPES.Path(strokeColor=white, strokeWidth=1.0, fillColor=None)
    for x1, y1, x2, y2 in lines:
        path.moveTo(x1, y1)
        path.lineTo(x2, y2)
    return path


def stroke(points: Sequence[float], number: int) -> Any:
    """A line in the colour and dashes of its series."""
    line = SHAPES.PolyLine(list(points))
    line.strokeColor, line.strokeWidth = COLOURS[number], 1.6
    line.strokeDashArray = (None, (5, 2), (1.5, 2), (7, 2, 1.5, 2))[number]
    return line


def mark(x: float, y: float, number: int) -> Any:
    """A point in the shape of its series: full circle, full square, hollow circle, hollow square."""
    colour = COLOURS[number]
    look = {"fillColor": white if number > 1 else colour, "strokeColor": colour, "strokeWidth": 1.2}
    if number % 2:
        return SHAPES.Rect(x - MARK, y - MARK, 2 * MARK, 2 * MARK, **look)
    return SHAPES.Circle(x, y, MARK, **look)


def most_of(chart: ShownChart) -> float:
    """The value at the far end: a share reaches to 100%, anything else to its highest."""
    if chart.unit in (Unit.SHARE, Unit.PERCENT):
        return 1.0
    return float(max((v for series in chart.series for v in series.values if v is not None), default=0))


def head_height(chart: ShownChart) -> float:
    """Return the room for the title, and for the names of series where there are several."""
    return 22.0 + (18.0 if len(chart.series) > 1 else 0.0)


def draw_head(
    drawing: Drawing, chart: ShownChart, width: float, height: float, *, is_line: bool = False
) -> None:
    """Write the title, and below it the name of each series beside a piece of it."""
    drawing.add(text(cut(chart.title, BOLD, TITLE_SIZE, width), 0, height - 12, BOLD, TITLE_SIZE))
    if len(chart.series) < 2:
        return
    x = 0.0
    room = width / len(chart.series) - 26
    for number, series in enumerate(chart.series):
        if is_line:
            drawing.add(stroke([x, height - 27.5, x + 14, height - 27.5], number))
            drawing.add(mark(x + 7, height - 27.5, number))
        else:
            drawing.add(bar(x, height - 32, 14, 9, number))
        label = cut(series.label, REGULAR, SIZE, room)
        drawing.add(text(label, x + 19, height - 31, REGULAR, SIZE))
        x += 19 + text_width(label, REGULAR, SIZE) + 18


def text(words: str, x: float, y: float, font: str, size: float, anchor: str = "start") -> Any:
    """Return words that begin, end or have their middle at a place."""
    return SHAPES.String(
        x, y, printable(words), fontName=font, fontSize=size, textAnchor=anchor, fillColor=_ink(font == BOLD)
    )


@cache
def _ink(strong: bool) -> Color:
    return INK if strong else QUIET


def in_two(words: str, font: str, size: float, room: float) -> tuple[str, ...]:
    """Return words on one line, or on two where one is too narrow; what goes beyond these is cut."""
    parts = " ".join(printable(words).split()).split(" ")
    first = next(
        (n for n in range(len(parts), 0, -1) if text_width(" ".join(parts[:n]), font, size) <= room), 0
    )
    if first in (0, len(parts)):
        return (cut(words, font, size, room),)
    return " ".join(parts[:first]), cut(" ".join(parts[first:]), font, size, room)


def cut(words: str, font: str, size: float, room: float) -> str:
    """Return words on one line, shortened to the room in points."""
    words = " ".join(printable(words).split())
    if text_width(words, font, size) <= room:
        return words
    while words and text_width(words + "…", font, size) > room:
        words = words[:-1]
    return words.rstrip() + "…"
