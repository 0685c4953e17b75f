"""Gives a chart other colours than those of paper: a screen may be dark. Its shapes and patterns stay as they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor, white

from caseworker.domain.chart_colours import ChartColours
from caseworker.paper import INK, QUIET, RULE
from caseworker.reports.charts_parts import COLOURS, SHAPES


def recolour(drawing: Drawing, colours: ChartColours) -> None:
    """Draw everything on a chart in other colours, on their ground."""
    on_paper = (white, INK, QUIET, RULE, *COLOURS)
    wanted = (colours.ground, colours.strong, colours.quiet, colours.axis, *colours.series)
    other = {was.hexval(): HexColor(now) for was, now in zip(on_paper, wanted, strict=True)}
    for shape in _shapes(drawing):
        for name in ("fillColor", "strokeColor"):
            colour = getattr(shape, name, None)
            if colour is not None:
                setattr(shape, name, other[colour.hexval()])
    ground = SHAPES.Rect(
        -1, -1, drawing.width + 2, drawing.height + 2, fillColor=other[white.hexval()], strokeColor=None
    )
    drawing.contents.insert(0, ground)


def _shapes(group: Any) -> Iterator[Any]:
    for shape in group.contents:
        if hasattr(shape, "contents"):
            yield from _shapes(shape)
        else:
            yield shape
