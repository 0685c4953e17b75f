"""Pages of a PDF as pictures, for the screen and for printers (pypdfium2).

Every call here waits for its turn inside PDFium (caseworker/pdfium.py); none of it is fit for the UI thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

from caseworker.pdfium import opened

POINTS_PER_INCH = 72.0
_INCH = 0.0254  # metres


@dataclass(frozen=True)
class PageImage:
    """One page as a picture.

    Attributes:
        image: RGB; its resolution is set, so that it knows its size on paper. Empty where it was not drawn yet.
        size: of the sheet in points (1/72 inch).
    """

    image: QImage
    size: QSizeF


def page_sizes(pdf: bytes) -> list[QSizeF]:
    """The size of each page in points."""
    with opened(pdf) as document:
        return [QSizeF(*page.get_size()) for page in document]


def render_pages(pdf: bytes, dots_per_inch: float) -> list[PageImage]:
    """Every page of a PDF at a resolution."""
    return list(each_page(pdf, dots_per_inch))


def each_page(pdf: bytes, dots_per_inch: float) -> Iterator[PageImage]:
    """Every page, one at a time: at 300 dots an inch a sheet of A4 takes 26 MB."""
    for number in range(len(page_sizes(pdf))):
        yield render_page(pdf, number, dots_per_inch)


def render_page(pdf: bytes, number: int, dots_per_inch: float) -> PageImage:
    """One page, the first being 0."""
    sizes, images = render_some(pdf, (number,), dots_per_inch)
    return PageImage(images[number], sizes[number])


def render_some(
    pdf: bytes, numbers: Iterable[int], dots_per_inch: float
) -> tuple[tuple[QSizeF, ...], dict[int, QImage]]:
    """Return the size of every page in points, and pictures of those pages that were asked for and are there."""
    with opened(pdf) as document:
        sizes = tuple(QSizeF(*page.get_size()) for page in document)
        images = {n: _picture(document[n], dots_per_inch) for n in numbers if 0 <= n < len(sizes)}
    return sizes, images


def _picture(page: Any, dots_per_inch: float) -> QImage:
    bitmap = page.render(scale=dots_per_inch / POINTS_PER_INCH, rev_byteorder=True)
    seen = memoryview(bitmap.buffer)
    image = QImage(seen, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB888).copy()
    bitmap.close()
    dots_per_metre = round(dots_per_inch / _INCH)
    image.setDotsPerMeterX(dots_per_metre)
    image.setDotsPerMeterY(dots_per_metre)
    return image
