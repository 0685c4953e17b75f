"""Charts: one definition, drawn once, for paper, screen and HTML (decision: ReportLab graphics).

Bars and lines, at most four series, values on them. Series differ by pattern as well as by colour, so that a copy in
grey and a reader who sees no colours lose nothing. The colours are those of the Government Analysis Function.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportlab.graphics import renderPDF, shapes
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import Color, HexColor, white
from reportlab.platypus import Flowable

from caseworker.domain.periods import MONTH_NAMES
from caseworker.paper import BOLD, INK, QUIET, REGULAR, RULE, register_fonts
from caseworker.paper.setting import text_width
from caseworker.paper.tags import Element
from caseworker.paper.text import printable
from caseworker.reports.cells import Unit
from caseworker.reports.charts_svg import drawing_svg
from caseworker.reports.shown import ShownChart

COLOURS = (HexColor("#12436D"), HexColor("#28A197"), HexColor("#801650"), HexColor("#F46A25"))
MOST_SERIES = len(COLOURS)
SIZE, SMALL = 8.5, 7.5
TITLE_SIZE = 10.0
ROW, GAP, BETWEEN = 13.0, 2.0, 9.0
"""Points: how high a bar is, the room between bars of one category, and between categories."""
STRIPE = 5.0
"""Points from one stripe across a bar to the next."""
LINES_HEIGHT = 150.0
WIDEST_LABEL = 0.34  # of the width
_VALUE_ROOM = 62.0
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTH_NAMES)})\b")
_shapes: Any = shapes  # its stubs know no colours


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


def draw(chart: ShownChart, width: float) -> Drawn:
    """Return a chart drawn to a width in points; its height follows from what it shows.

    Raises:
        ValueError: it has more than four series, or none.
    """
    if not 1 <= len(chart.series) <= MOST_SERIES:
        raise ValueError(f"a chart has one to four series, not {len(chart.series)}")
    register_fonts()
    shapes.STATE_DEFAULTS["fontName"] = REGULAR  # or each drawing names a font that is not embedded
    return _lines(chart, width) if chart.form == "lines" else _bars(chart, width)


def chart_flowable(chart: ShownChart, width: float) -> Flowable:
    """Return a chart to stand in a document; a screen reader reads its one sentence."""
    made: Flowable = _ChartFlowable(chart, width)
    return made


def chart_svg(chart: ShownChart, width: float, key: str = "chart", scale: float = 1.0) -> str:
    """Return a chart as SVG to stand in a page of HTML; `key` must be unique there, `scale` is pixels a point."""
    drawing = draw(chart, width).drawing
    return drawing_svg(drawing, title=chart.title, description=chart.describes, key=key, scale=scale)


def chart_pdf(chart: ShownChart, width: float) -> tuple[bytes, Drawn]:
    """Return a chart as a PDF of one page of its own size, for the picture on screen, and where its figures stand."""
    drawn = draw(chart, width)
    target = io.BytesIO()
    renderPDF.drawToFile(drawn.drawing, target, showBoundary=0)
    return target.getvalue(), drawn


# -- bars ----------------------------------------------------------------------------------------------------------


def _bars(chart: ShownChart, width: float) -> Drawn:
    """Bars lie: their labels are words, which want room. Categories stand one below the other."""
    labels = [_cut(name, REGULAR, SIZE, width * WIDEST_LABEL) for name in chart.categories]
    left = max([text_width(label, REGULAR, SIZE) for label in labels], default=0.0) + 8
    most = _most(chart)
    band = len(chart.series) * (ROW + GAP) - GAP
    head = _head_height(chart)
    height = head + len(labels) * (band + BETWEEN) + 4
    room = width - left - _VALUE_ROOM
    drawing = Drawing(width, height)
    _draw_head(drawing, chart, width, height)
    boxes = []
    top = height - head
    for category, label in enumerate(labels):
        y = top - category * (band + BETWEEN) - band
        drawing.add(_text(label, left - 6, y + band / 2 - SIZE * 0.35, REGULAR, SIZE, "end"))
        for number, series in enumerate(chart.series):
            value, text = series.values[category], series.texts[category]
            bottom = y + band - (number + 1) * ROW - number * GAP
            length = max(room * (value or 0) / most, 0.0) if most else 0.0
            if length > 0:
                drawing.add(_bar(left, bottom, length, ROW, number))
            drawing.add(_text(text, left + length + 4, bottom + ROW / 2 - SMALL * 0.35, REGULAR, SMALL))
            boxes.append(Box(number, category, left, bottom, max(length, 12.0), ROW))
    drawing.add(_shapes.Line(left, 2, left, top + 2, strokeColor=RULE, strokeWidth=0.7))
    return Drawn(drawing, tuple(boxes))


def _bar(x: float, y: float, length: float, height: float, number: int) -> Any:
    """A bar in the colour and pattern of its series: full, stripes across, stripes along, hollow."""
    colour = COLOURS[number]
    group = _shapes.Group()
    hollow = number == 3
    group.add(
        _shapes.Rect(
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
    path = _shapes.Path(strokeColor=white, strokeWidth=1.0, fillColor=None)
    for x1, y1, x2, y2 in lines:
        path.moveTo(x1, y1)
        path.lineTo(x2, y2)
    return path


# -- lines ---------------------------------------------------------------------------------------------------------


def _lines(chart: ShownChart, width: float) -> Drawn:
    head = _head_height(chart)
    height = head + LINES_HEIGHT + 26
    left, right, bottom = 16.0, width - 16.0, 26.0
    most = _most(chart)
    drawing = Drawing(width, height)
    _draw_head(drawing, chart, width, height)
    drawing.add(_shapes.Line(left, bottom, right, bottom, strokeColor=RULE, strokeWidth=0.7))
    step = (right - left) / max(len(chart.categories), 1)
    places = [left + step * (number + 0.5) for number in range(len(chart.categories))]
    for place, name in zip(places, _short(chart.categories, step - 3), strict=True):
        drawing.add(_text(name, place, bottom - 12, REGULAR, SMALL, "middle"))
    boxes = []
    room = LINES_HEIGHT - 18
    for number, series in enumerate(chart.series):
        points = [
            (category, places[category], bottom + (room * value / most if most else 0.0))
            for category, value in enumerate(series.values)
            if value is not None
        ]
        for run in _runs(points):
            line = _shapes.PolyLine([part for _c, x, y in run for part in (x, y)])
            line.strokeColor, line.strokeWidth = COLOURS[number], 1.6
            line.strokeDashArray = (None, (5, 2), (1.5, 2), (7, 2, 1.5, 2))[number]
            drawing.add(line)
        for category, x, y in points:
            drawing.add(
                _shapes.Circle(
                    x,
                    y,
                    2.6,
                    fillColor=COLOURS[number] if number != 3 else white,
                    strokeColor=COLOURS[number],
                )
            )
            drawing.add(_text(series.texts[category], x, y + 5, REGULAR, SMALL, "middle"))
            boxes.append(Box(number, category, x - step / 2, y - 8, step, 22))
    return Drawn(drawing, tuple(boxes))


def _short(names: Sequence[str], room: float) -> list[str]:
    """The names along the foot; months by their first three letters where they have no room."""
    if all(text_width(name, REGULAR, SMALL) <= room for name in names):
        return list(names)
    shorter = [_MONTH.sub(lambda month: month[0][:3], name) for name in names]
    return [_cut(name, REGULAR, SMALL, room) for name in shorter]


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


# -- what both have ------------------------------------------------------------------------------------------------


def _most(chart: ShownChart) -> float:
    """The value at the far end: a share reaches to 100%, anything else to its highest."""
    if chart.unit in (Unit.SHARE, Unit.PERCENT):
        return 1.0
    return float(max((v for series in chart.series for v in series.values if v is not None), default=0))


def _head_height(chart: ShownChart) -> float:
    return 22.0 + (18.0 if len(chart.series) > 1 else 0.0)


def _draw_head(drawing: Drawing, chart: ShownChart, width: float, height: float) -> None:
    drawing.add(_text(_cut(chart.title, BOLD, TITLE_SIZE, width), 0, height - 12, BOLD, TITLE_SIZE))
    if len(chart.series) < 2:
        return
    x = 0.0
    room = width / len(chart.series) - 26
    for number, series in enumerate(chart.series):
        drawing.add(_bar(x, height - 32, 14, 9, number))
        label = _cut(series.label, REGULAR, SIZE, room)
        drawing.add(_text(label, x + 19, height - 31, REGULAR, SIZE))
        x += 19 + text_width(label, REGULAR, SIZE) + 18


def _text(words: str, x: float, y: float, font: str, size: float, anchor: str = "start") -> Any:
    return _shapes.String(
        x, y, printable(words), fontName=font, fontSize=size, textAnchor=anchor, fillColor=_ink(font == BOLD)
    )


@cache
def _ink(strong: bool) -> Color:
    return INK if strong else QUIET


def _cut(words: str, font: str, size: float, room: float) -> str:
    words = " ".join(printable(words).split())
    if text_width(words, font, size) <= room:
        return words
    while words and text_width(words + "…", font, size) > room:
        words = words[:-1]
    return words.rstrip() + "…"


_Flowable: Any = Flowable  # its stubs leave out the state that is needed here


class _ChartFlowable(_Flowable):  # type: ignore[misc]  # for the reason above
    """A chart among the paragraphs of a document."""

    def __init__(self, chart: ShownChart, width: float) -> None:
        super().__init__()
        self._chart = chart
        self._drawing = draw(chart, width).drawing
        self.spaceBefore, self.spaceAfter = 4, 6

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the room it takes."""
        self.width, self.height = self._drawing.width, self._drawing.height
        return self.width, self.height

    def draw(self) -> None:
        """Draw it as one figure of the document."""
        canvas: Any = self.canv
        left, bottom = canvas.absolutePosition(0, 0)
        box = (left, bottom, left + self.width, bottom + self.height)
        with canvas.tagged(Element("Figure", alt=self._chart.describes, box=box)):
            renderPDF.draw(self._drawing, canvas, 0, 0)
