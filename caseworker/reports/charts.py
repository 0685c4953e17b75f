"""Charts: one definition, drawn once, for paper, screen and HTML (decision: ReportLab graphics).

Bars and lines, at most four series, values on them. Series differ by pattern as well as by colour, so that a copy in
grey and a reader who sees no colours lose nothing. The colours are those of the Government Analysis Function.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.platypus import Flowable

from caseworker.domain.chart_colours import ChartColours
from caseworker.paper import REGULAR, RULE, register_fonts
from caseworker.paper.page import one_row
from caseworker.paper.setting import text_width
from caseworker.paper.tags import Element
from caseworker.reports.charts_lines import draw_lines
from caseworker.reports.charts_on_screen import recolour
from caseworker.reports.charts_parts import (
    COLOURS,
    SHAPES,
    SIZE,
    SMALL,
    Box,
    Drawn,
    bar,
    cut,
    draw_head,
    head_height,
    in_two,
    most_of,
    text,
)
from caseworker.reports.charts_svg import drawing_svg
from caseworker.reports.shown import ShownChart

MOST_SERIES = len(COLOURS)
ROW, GAP, BETWEEN = 13.0, 2.0, 9.0
"""Points: how high a bar is, the room between bars of one category, and between categories."""
TIGHTEST = 0.62
"""The least part of these that still leaves room for the words beside the bars."""
WIDEST_LABEL = 0.42  # of the width
LEADING = SIZE * 1.1  # between two lines of a label, in points
_VALUE_ROOM = 62.0


def draw(chart: ShownChart, width: float, pitch: float = 1.0) -> Drawn:
    """Return a chart drawn to a width in points; its height follows from what it shows.

    Args:
        pitch: how close bars stand: 1 as usual, TIGHTEST at the least; lines know none.

    Raises:
        ValueError: it has more than four series, or none.
    """
    if not 1 <= len(chart.series) <= MOST_SERIES:
        raise ValueError(f"a chart has one to four series, not {len(chart.series)}")
    register_fonts()
    SHAPES.STATE_DEFAULTS["fontName"] = REGULAR  # or each drawing names a font that is not embedded
    is_line = chart.form == "lines" and len(chart.categories) > 1  # one point is no line
    return draw_lines(chart, width) if is_line else _bars(chart, width, pitch)


def chart_flowable(chart: ShownChart, width: float, highest: float, pitch: float = 1.0) -> Flowable:
    """Return a chart to stand in a document; a screen reader reads its one sentence.

    One that would be higher than `highest` points is made smaller on the whole.
    """
    made: Flowable = _ChartFlowable(chart, width, highest, pitch)
    return made


def pitch_to_fit(charts: Sequence[ShownChart], width: float, room: float) -> float | None:
    """Return how close the bars of charts must stand for all of them to fit a height in points; None: they cannot."""
    usual, tightest = (
        sum(draw(chart, width, pitch).drawing.height for chart in charts) for pitch in (1.0, TIGHTEST)
    )
    if usual <= room:
        return 1.0
    if tightest > room:
        return None
    return float(TIGHTEST + (1 - TIGHTEST) * (room - tightest) / (usual - tightest))


def chart_svg(chart: ShownChart, width: float, key: str = "chart", scale: float = 1.0) -> str:
    """Return a chart as SVG to stand in a page of HTML; `key` must be unique there, `scale` is pixels a point."""
    drawing = draw(chart, width).drawing
    return drawing_svg(
        drawing, title=one_row(chart.title), description=one_row(chart.describes), key=key, scale=scale
    )


def chart_pdf(chart: ShownChart, width: float, colours: ChartColours | None = None) -> tuple[bytes, Drawn]:
    """Return a chart as a PDF of one page of its own size, for the picture on screen, and where its figures stand.

    Args:
        colours: those of the screen; as on paper where none are given.
    """
    drawn = draw(chart, width)
    if colours is not None:
        recolour(drawn.drawing, colours)
    target = io.BytesIO()
    renderPDF.drawToFile(drawn.drawing, target, showBoundary=0)
    return target.getvalue(), drawn


def _bars(chart: ShownChart, width: float, pitch: float) -> Drawn:
    """Bars lie: their labels are words, which want room. Categories stand one below the other."""
    row, gap, between = ROW * pitch, GAP * pitch, BETWEEN * pitch
    most = most_of(chart)
    band = len(chart.series) * (row + gap) - gap
    labels = [_label(name, width * WIDEST_LABEL, band + between) for name in chart.categories]
    left = max([text_width(line, REGULAR, SIZE) for label in labels for line in label], default=0.0) + 8
    head = head_height(chart)
    height = head + len(labels) * (band + between) + 4
    room = width - left - _VALUE_ROOM
    drawing = Drawing(width, height)
    draw_head(drawing, chart, width, height)
    boxes = []
    top = height - head
    for category, label in enumerate(labels):
        y = top - category * (band + between) - band
        for line, words in enumerate(label):
            lower = (line - (len(label) - 1) / 2) * LEADING
            drawing.add(text(words, left - 6, y + band / 2 - SIZE * 0.35 - lower, REGULAR, SIZE, "end"))
        for number, series in enumerate(chart.series):
            value, words = series.values[category], series.texts[category]
            bottom = y + band - (number + 1) * row - number * gap
            length = max(room * (value or 0) / most, 0.0) if most else 0.0
            if length > 0:
                drawing.add(bar(left, bottom, length, row, number))
            drawing.add(text(words, left + length + 4, bottom + row / 2 - SMALL * 0.35, REGULAR, SMALL))
            boxes.append(Box(number, category, left, bottom, max(length, 12.0), row))
    drawing.add(SHAPES.Line(left, 2, left, top + 2, strokeColor=RULE, strokeWidth=0.7))
    return Drawn(drawing, tuple(boxes))


def _label(name: str, room: float, height: float) -> tuple[str, ...]:
    """The lines of a label: two where it is long and they do not touch those of the next."""
    if height < 2 * LEADING:
        return (cut(name, REGULAR, SIZE, room),)
    return in_two(name, REGULAR, SIZE, room)


_Flowable: Any = Flowable  # its stubs leave out the state that is needed here


class _ChartFlowable(_Flowable):  # type: ignore[misc]  # for the reason above
    """A chart among the paragraphs of a document."""

    def __init__(self, chart: ShownChart, width: float, highest: float, pitch: float) -> None:
        super().__init__()
        self._chart = chart
        self._drawing = draw(chart, width, pitch).drawing
        self._scale = min(1.0, highest / self._drawing.height)
        self.spaceBefore, self.spaceAfter = 4, 6

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the room it takes."""
        self.width, self.height = self._drawing.width * self._scale, self._drawing.height * self._scale
        return self.width, self.height

    def draw(self) -> None:
        """Draw it as one figure of the document."""
        canvas: Any = self.canv
        left, bottom = canvas.absolutePosition(0, 0)
        box = (left, bottom, left + self.width, bottom + self.height)
        with canvas.tagged(Element("Figure", alt=one_row(self._chart.describes), box=box)):
            if self._scale < 1:
                canvas.scale(self._scale, self._scale)
            renderPDF.draw(self._drawing, canvas, 0, 0)
