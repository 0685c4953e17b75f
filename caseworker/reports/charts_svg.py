"""A drawing as SVG to stand in a page of HTML: named and described, no fetches, no ids but those it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any

from reportlab.graphics import shapes
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import Color

from caseworker.paper import BOLD

FONTS = "'Noto Sans', 'Segoe UI', Arial, sans-serif"
_ANCHORS = {"end": ' text-anchor="end"', "middle": ' text-anchor="middle"'}


def drawing_svg(drawing: Drawing, *, title: str, description: str, key: str, scale: float = 1.0) -> str:
    """Return the drawing as SVG that a screen reader reads as one picture.

    Args:
        title, description: what it is called and what it shows.
        key: by which its title and description are found; unique in the page.
        scale: how many pixels a point takes.
    """
    width, height = drawing.width, drawing.height
    parts = "\n".join(part for shape in drawing.contents for part in _written(shape, height))
    return (
        f'<svg role="img" aria-labelledby="{key}-title {key}-text" viewBox="0 0 {_n(width)} {_n(height)}" '
        f'width="{_n(width * scale)}" height="{_n(height * scale)}" font-family="{FONTS}">\n'
        f'<title id="{key}-title">{escape(title)}</title>\n<desc id="{key}-text">{escape(description)}</desc>\n'
        f"{parts}\n</svg>\n"
    )


def _written(shape: Any, height: float) -> Iterator[str]:
    yield from _WRITERS[type(shape)](shape, height)


def _group(shape: Any, height: float) -> Iterator[str]:
    for each in shape.contents:
        yield from _written(each, height)


def _string(shape: Any, height: float) -> Iterator[str]:
    weight = ' font-weight="600"' if shape.fontName == BOLD else ""
    anchor = _ANCHORS.get(shape.textAnchor, "")
    at = f'x="{_n(shape.x)}" y="{_n(height - shape.y)}" font-size="{_n(shape.fontSize)}"'
    yield f'<text {at} fill="{_hex(shape.fillColor)}"{weight}{anchor}>{escape(shape.text)}</text>'


def _rect(shape: Any, height: float) -> Iterator[str]:
    at = f'x="{_n(shape.x)}" y="{_n(height - shape.y - shape.height)}"'
    size = f'width="{_n(shape.width)}" height="{_n(shape.height)}"'
    yield f'<rect {at} {size} fill="{_hex(shape.fillColor)}"{_stroke(shape)}/>'


def _line(shape: Any, height: float) -> Iterator[str]:
    ends = (
        f'x1="{_n(shape.x1)}" y1="{_n(height - shape.y1)}" x2="{_n(shape.x2)}" y2="{_n(height - shape.y2)}"'
    )
    yield f"<line {ends}{_stroke(shape)}/>"


def _polyline(shape: Any, height: float) -> Iterator[str]:
    pairs = zip(shape.points[::2], shape.points[1::2], strict=True)
    points = " ".join(f"{_n(x)},{_n(height - y)}" for x, y in pairs)
    dashes = shape.strokeDashArray
    dashed = f' stroke-dasharray="{" ".join(_n(each) for each in dashes)}"' if dashes else ""
    yield f'<polyline points="{points}" fill="none"{_stroke(shape)}{dashed}/>'


def _circle(shape: Any, height: float) -> Iterator[str]:
    at = f'cx="{_n(shape.cx)}" cy="{_n(height - shape.cy)}" r="{_n(shape.r)}"'
    yield f'<circle {at} fill="{_hex(shape.fillColor)}"{_stroke(shape)}/>'


def _path(shape: Any, height: float) -> Iterator[str]:
    """A path of straight strokes."""
    points = [f"{_n(x)} {_n(height - y)}" for x, y in zip(shape.points[::2], shape.points[1::2], strict=True)]
    signs = ("M", "L")
    steps = "".join(f"{signs[sign]}{point}" for sign, point in zip(shape.operators, points, strict=True))
    yield f'<path d="{steps}" fill="none"{_stroke(shape)}/>'


_WRITERS: Mapping[type, Callable[[Any, float], Iterator[str]]] = {
    shapes.Group: _group,
    shapes.String: _string,
    shapes.Rect: _rect,
    shapes.Line: _line,
    shapes.PolyLine: _polyline,
    shapes.Circle: _circle,
    shapes.Path: _path,
}


def _stroke(shape: Any) -> str:
    if shape.strokeColor is None:
        return ""
    return f' stroke="{_hex(shape.strokeColor)}" stroke-width="{_n(shape.strokeWidth)}"'


def _hex(colour: Color | None) -> str:
    return "none" if colour is None else f"#{colour.hexval()[2:]}"


def _n(number: float) -> str:
    """A number to a tenth of a point."""
    return f"{number:.1f}".removesuffix(".0")
