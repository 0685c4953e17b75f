"""A chart of lines: a point for each category, with its value where there is room for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportlab.graphics.shapes import Drawing

from caseworker.domain.periods import MONTH_NAMES
from caseworker.paper import REGULAR, RULE
from caseworker.paper.setting import text_width
from caseworker.paper.text import printable
from caseworker.reports.charts_parts import (
    MARK,
    SHAPES,
    SMALL,
    Box,
    Drawn,
    cut,
    draw_head,
    head_height,
    mark,
    most_of,
    stroke,
    text,
)
from caseworker.reports.shown import ShownChart

LINES_HEIGHT, WIDEST_NAME = 150.0, 70.0
"""Points: how high the lines rise, and how long a name below them may be."""
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTH_NAMES)})\b")


def draw_lines(chart: ShownChart, width: float) -> Drawn:
    head = head_height(chart)
    height = head + LINES_HEIGHT + 26
    left, right, bottom = 16.0, width - 16.0, 26.0
    most = most_of(chart)
    drawing = Drawing(width, height)
    draw_head(drawing, chart, width, height, is_line=True)
    drawing.add(SHAPES.Line(left, bottom, right, bottom, strokeColor=RULE, strokeWidth=0.7))
    step = (right - left) / max(len(chart.categories), 1)
    places = [left + step * (number + 0.5) for number in range(len(chart.categories))]
    for place, name in _along_the_foot(places, chart.categories, step):
        drawing.add(text(name, place, bottom - 12, REGULAR, SMALL, "middle"))
    boxes = []
    room = LINES_HEIGHT - 18
    taken: list[_Room] = []
    for number, series in enumerate(chart.series):
        points = [
            (category, places[category], bottom + (room * value / most if most else 0.0))
            for category, value in enumerate(series.values)
            if value is not None
        ]
        for run in _runs(points):
            drawing.add(stroke([part for _category, x, y in run for part in (x, y)], number))
        for category, x, y in points:
            drawing.add(mark(x, y, number))
            boxes.append(Box(number, category, x - step / 2, y - 8, step, 22))
        taken += [(x - MARK, y - MARK, x + MARK, y + MARK) for _category, x, y in points]
        for category, x, y in points:
            if (at := _free(series.texts[category], x, y, bottom, taken)) is not None:
                drawing.add(text(series.texts[category], x, at, REGULAR, SMALL, "middle"))
    return Drawn(drawing, tuple(boxes))


_Room = tuple[float, float, float, float]  # left, bottom, right, top


def _free(words: str, x: float, y: float, foot: float, taken: list[_Room]) -> float | None:
    """Where a value stands beside its point, above or else below; None where others have the room: the table has it."""
    half = text_width(printable(words), REGULAR, SMALL) / 2
    for at in (y + 5, y - SMALL - 4):
        room = (x - half, at - 1, x + half, at + SMALL - 1)
        if at > foot and not any(_meet(room, other) for other in taken):
            taken.append(room)
            return at
    return None


def _meet(one: _Room, other: _Room) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _along_the_foot(
    places: Sequence[float], names: Sequence[str], step: float
) -> Iterator[tuple[float, str]]:
    """The names below a line: all of them, or as many as have room, at equal distances."""
    short = _short(names, step - 3)
    widest = max((text_width(name, REGULAR, SMALL) for name in short), default=0.0)
    every = max(1, -int(-(min(widest, WIDEST_NAME) + 3) // step))
    for at in range(0, len(short), every):
        yield places[at], cut(short[at], REGULAR, SMALL, every * step - 3)


def _short(names: Sequence[str], room: float) -> list[str]:
    """The names along the foot; months by their first three letters where they have no room."""
    if all(text_width(name, REGULAR, SMALL) <= room for name in names):
        return list(names)
    return [_MONTH.sub(lambda month: month[0][:3], name) for name in names]


def _runs(points: Sequence[tuple[int, float, float]]) -> Iterator[list[tuple[int, float, float]]]:
    """Stretches without a gap: a line does not leap over what is not known."""
    run: list[tuple[int, float, float]] = []
    for point in points:
        if run and point[0] != run[-1][0] + 1:
            yield run
            run = []
        run.append(point)
    if len(run) > 1:
        yield run
