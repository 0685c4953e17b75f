"""Pages that know how many there are, built without a second pass, and what each mark on them means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from caseworker.paper.setting import Pen, one_line, text_width
from caseworker.paper.tags import Element, Recorder, with_artifacts

rl_config.useA85 = (
    0  # streams as bytes: a letter with a logo takes half the time and three quarters of the room
)

Footer = Callable[[Canvas, int, int], None]  # canvas, page number, number of pages


_Canvas: Any = Canvas  # its stubs leave out the page state that is needed here


class PaperCanvas(_Canvas):  # type: ignore[misc]  # for the reason above
    """A canvas that holds its pages back until their number is known, then draws each footer.

    With a `recorder` every mark is claimed for an element of the document or is an artifact.
    """

    def __init__(self, *args: Any, footer: Footer, recorder: Recorder | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self._footer = footer
        self._recorder = recorder
        self._held: list[dict[str, Any]] = []

    def add(self, operators: str) -> None:
        """Add operators to the page."""
        self._code.append(operators)

    def mark(self, element: Element, operators: str) -> None:
        """Add operators that belong to an element."""
        self.add(self._recorder.mark(element, len(self._held), operators) if self._recorder else operators)

    @contextmanager
    def tagged(self, element: Element) -> Iterator[None]:
        """Whatever is drawn inside belongs to the element."""
        start = len(self._code)
        yield
        drawn = "\n".join(self._code[start:])
        del self._code[start:]
        self.mark(element, drawn)

    def drawString(self, x: float, y: float, text: str, *_: Any, **__: Any) -> None:
        """Write one line in the font and colour chosen before, every script in its own letters."""
        pen = Pen(self, self._fontsize)
        pen.line(one_line(text, self._fontname), x, y)
        self.add("BT\n" + "\n".join(pen.operators) + "\nET")

    def drawRightString(self, x: float, y: float, text: str, *_: Any, **__: Any) -> None:
        """Write one line that ends here."""
        self.drawString(x - text_width(text, self._fontname, self._fontsize), y, text)

    def drawCentredString(self, x: float, y: float, text: str, *_: Any, **__: Any) -> None:
        """Write one line with its middle here."""
        self.drawString(x - text_width(text, self._fontname, self._fontsize) / 2, y, text)

    def showPage(self) -> None:
        """Hold the finished page back."""
        self._held.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Draw the footers and write the file."""
        held = self._held
        for number, page in enumerate(held, start=1):
            self.__dict__.update(page)
            self._footer(self, number, len(held))
            if self._recorder:
                self._code: list[str] = with_artifacts(self._code)
            super().showPage()
        super().save()
