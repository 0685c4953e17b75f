"""Pages that know how many there are, built without a second pass."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from caseworker.paper.accents import AccentedText

rl_config.useA85 = (
    0  # streams as bytes: a letter with a logo takes half the time and three quarters of the room
)

Direction = Literal["LTR", "RTL"] | None
Footer = Callable[[Canvas, int, int], None]  # canvas, page number, number of pages


_Canvas: Any = Canvas  # its stubs leave out the page state that is needed here


class PaperCanvas(_Canvas):  # type: ignore[misc]  # for the reason above
    """A canvas that holds its pages back until their number is known, then draws each footer."""

    def __init__(self, *args: Any, footer: Footer, **options: Any) -> None:
        super().__init__(*args, **options)
        self._footer = footer
        self._held: list[dict[str, Any]] = []

    def beginText(self, x: float = 0, y: float = 0, direction: Direction = None) -> AccentedText:
        """Return a text object that hangs accents at their places."""
        return AccentedText(self, x, y, direction=direction)

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
            super().showPage()
        super().save()
