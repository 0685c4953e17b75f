"""Pictures of the pages that are seen, and of the next ones; a page far below is drawn when somebody comes to it.

Question: draw every page of each preview? Choice: no; the pages in view first, then one on each side. While somebody
types, a letter of fourteen pages costs as much as one of two. Cost: a page reached in one leap is white for a moment.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSizeF, Signal
from PySide6.QtGui import QImage

from ui.pdf_pages import PageImage, render_some
from ui.tasks import Tasks


@dataclass(frozen=True)
class _Drawn:
    """What one turn of drawing brought."""

    sizes: tuple[QSizeF, ...]
    images: dict[int, QImage]


class PagePictures(QObject):
    """The pages of one PDF at one resolution.

    Args:
        seen: gives the numbers of the pages in view, first is 0.

    Attributes:
        pages: every page; one that was not drawn yet has an empty picture.

    Signals:
        come: the pages of a new PDF, or in a new size, are there as far as they are seen.
        added: more of its pages were drawn.
        failed(Exception): they could not be drawn.
    """

    come = Signal()
    added = Signal()
    failed = Signal(object)

    def __init__(self, tasks: Tasks, seen: Callable[[], Sequence[int]], parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._seen = tasks, seen
        self.pages: list[PageImage] = []
        self._pdf, self._dots = b"", 0.0
        self._ready: set[int] = set()  # pages drawn of this PDF in this size
        self._asked = 0
        self._is_drawing = False

    def show(self, pdf: bytes, dots_per_inch: float) -> None:
        """Draw what is seen of a PDF; the old pages stay until the new ones are there."""
        if not pdf or (pdf == self._pdf and abs(dots_per_inch - self._dots) < 0.5):
            return
        is_new = pdf != self._pdf
        self._pdf, self._dots = pdf, dots_per_inch
        self._ready = set()
        self._draw(tuple(self._seen()) or (0,), lambda drawn: self._on_come(drawn, is_new=is_new))

    def look(self) -> None:
        """Draw what is in view and not drawn yet, then what stands beside it."""
        if self._is_drawing or not self._pdf:
            return
        seen = self._seen()
        beside = [number + step for number in seen for step in (1, -1)]
        for wanted in (seen, beside):
            missing = [n for n in wanted if 0 <= n < len(self.pages) and n not in self._ready]
            if missing:
                self._draw(tuple(dict.fromkeys(missing)), self._on_added)
                return

    def _draw(self, numbers: tuple[int, ...], done: Callable[[_Drawn], object]) -> None:
        self._asked += 1
        self._is_drawing = True
        asked, pdf, dots = self._asked, self._pdf, self._dots

        def answer(drawn: _Drawn) -> None:
            if asked == self._asked:
                self._is_drawing = False
                done(drawn)
                self.look()

        def refuse(error: Exception) -> None:
            if asked == self._asked:
                self._is_drawing = False
                self.failed.emit(error)

        self._tasks.run_read(lambda: _Drawn(*render_some(pdf, numbers, dots)), answer, refuse, receiver=self)

    def _on_come(self, drawn: _Drawn, *, is_new: bool) -> None:
        old = {} if is_new else dict(enumerate(page.image for page in self.pages))
        images = {**old, **drawn.images}
        self.pages = [PageImage(images.get(n, QImage()), size) for n, size in enumerate(drawn.sizes)]
        self._ready = set(drawn.images)
        self.come.emit()

    def _on_added(self, drawn: _Drawn) -> None:
        for number, image in drawn.images.items():
            self.pages[number] = PageImage(image, self.pages[number].size)
        self._ready |= set(drawn.images)
        self.added.emit()
