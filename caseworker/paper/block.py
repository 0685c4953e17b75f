"""A block of text on the page: a paragraph, a heading, a point of a list, words somebody said.

It is laid out by the house itself: users' words are never markup, every script is set in its own font, and no page
begins or ends with a single line of a paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from caseworker.domain.letters import Marks
from caseworker.paper.setting import Line, Pen, Segment, lines_of, one_line, segments, text_width
from caseworker.paper.styles import RULE
from caseworker.paper.tags import Element, artifact

FEWEST = 2
"""Lines of a paragraph that stand together at the foot of a page, and at the head of the next."""
BAR = 1.5

_Flowable: Any = Flowable  # its stubs leave out the state that is needed here


class TextBlock(_Flowable):  # type: ignore[misc]  # for the reason above
    """Words in one style.

    Attributes:
        element: what it is in the tree of the document; without one the style's `tag` says it. Of a point of a list
            (with a `label`) the "LI" is given.
    """

    def __init__(
        self, text: str, style: ParagraphStyle, *, marks: Marks = (), label: str = "", quoted: bool = False,
        element: Element | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self.style: Any = style
        self.spaceBefore, self.spaceAfter = style.spaceBefore, style.spaceAfter
        self.keepWithNext = getattr(style, "keepWithNext", 0)
        self._parts: tuple[Segment, ...] = segments(text, style.fontName, marks)
        self._label, self._quoted = label, quoted
        self._stays_left = bool(label) or style.name.startswith("cell")
        """Points and cells begin at the left, beside their label or rule, also where they run from right to left."""
        self.element = element or Element("LI" if label else getattr(style, "tag", "P"))
        self._label_element: Element | None = None
        if label:
            self._label_element = Element("Lbl", self.element)
            self.element = Element("LBody", self.element)
        self._lines: Sequence[Line] = ()
        self._laid_out_for = -1.0
        self._is_drawn = False

    @property
    def text(self) -> str:
        """The words as they are printed."""
        return "".join(text for text, _ in self._parts)

    def minWidth(self) -> float:
        """Return the narrowest column in which no word is parted."""
        return self.longest_word()

    def natural_width(self) -> float:
        """Return the width at which no line is broken, in points."""
        widest = max((line.width for line in lines_of(self._parts, 1e9)), default=0.0)
        return float(widest * self.style.fontSize / 1000 + self._indents())

    def longest_word(self) -> float:
        """Return the width of the longest word, in points."""
        words = (w.width for line in lines_of(self._parts, 1e9) for w in line.words)
        return float(max(words, default=0.0) * self.style.fontSize / 1000 + self._indents())

    def _indents(self) -> float:
        return float(self.style.leftIndent + self.style.rightIndent)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Lay the text out for a width; return width and height."""
        if self._laid_out_for != width:
            room = max(width - self._indents(), self.style.fontSize)
            self._lines = lines_of(self._parts, room * 1000 / self.style.fontSize)
            self._laid_out_for = width
        self.width, self.height = width, len(self._lines) * self.style.leading
        return width, self.height

    def height_to_begin(self, width: float) -> float:
        """Return the room that its first lines need on a page."""
        self.wrap(width, 0)
        return float(self._first_part(len(self._lines)) * self.style.leading)

    def _first_part(self, lines: int) -> int:
        return FEWEST if lines >= 2 * FEWEST else lines

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return the part that fits and the rest; nothing where a line would stand alone."""
        self.wrap(width, height)
        lines = len(self._lines)
        fit = min(int(height / self.style.leading + 1e-6), lines)
        if fit == lines:
            return [self]
        fit = min(fit, lines - FEWEST)
        if fit < self._first_part(lines):
            return []
        return [self._part(0, fit), self._part(fit, lines)]

    def _part(self, first: int, last: int) -> TextBlock:
        part = TextBlock("", self.style, quoted=self._quoted, element=self.element)
        if first == 0:
            part._label, part._label_element = self._label, self._label_element
        part._stays_left = self._stays_left
        part._parts, part._lines = self._parts, self._lines[first:last]
        part._laid_out_for = self._laid_out_for
        part.spaceBefore = self.spaceBefore if first == 0 else 0
        part.spaceAfter = self.spaceAfter if last == len(self._lines) else 0
        return part

    def drawOn(self, canvas: Any, x: float, y: float, **_: Any) -> None:
        """Write the lines at this place; a head of a table drawn once more is an artifact."""
        self._x, self._y = x, y
        if self._quoted:
            bar = f"q {RULE.red:.3g} G {BAR} w {x + 3:.2f} {y:.2f} m {x + 3:.2f} {y + self.height:.2f} l S Q"
            canvas.add(artifact(bar))
        if self._is_drawn:
            canvas.add(artifact(self._written(canvas)))
            return
        self._is_drawn = True
        if self._label_element is not None:
            canvas.mark(self._label_element, self._written_label(canvas))
        canvas.mark(self.element, self._written(canvas))

    def _written(self, canvas: Any) -> str:
        style = self.style
        pen = Pen(canvas, style.fontSize)
        left, right = style.leftIndent, self.width - style.rightIndent
        y = self.height - style.fontSize
        for line in self._lines:
            width = line.width * style.fontSize / 1000
            if (line.base and not self._stays_left) or style.alignment == TA_RIGHT:
                x = right - width
            elif style.alignment == TA_CENTER:
                x = (left + right - width) / 2
            else:
                x = left
            pen.line(line, self._x + x, self._y + y)
            y -= style.leading
        return _text_object(style, pen)

    def _written_label(self, canvas: Any) -> str:
        style = self.style
        pen = Pen(canvas, style.fontSize)
        width = text_width(self._label, style.bulletFontName, style.fontSize)
        x = style.bulletIndent
        if self._label[:1].isdigit():  # numbers stand in line at their last figure
            x = max(style.leftIndent - width - style.fontSize * 0.45, 0)
        pen.line(
            one_line(self._label, style.bulletFontName), self._x + x, self._y + self.height - style.fontSize
        )
        return _text_object(style, pen)


def _text_object(style: Any, pen: Pen) -> str:
    red, green, blue = style.textColor.rgb()
    return f"BT {red:.3g} {green:.3g} {blue:.3g} rg\n" + "\n".join(pen.operators) + "\nET"
