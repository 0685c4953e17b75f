"""Pages of a PDF as pictures, for the screen and for printers (pypdfium2).

Every call here waits for its turn inside PDFium (caseworker/pdfium.py); none of it is fit for the UI thread.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

from caseworker.pdfium import opened

POINTS_PER_INCH = 72.0
_INCH = 0.0254  # metres


@dataclass(frozen=True)
class PageImage:
    """One page as a picture.

    Attributes:
        image: RGB; its resolution is set, so that it knows its size on paper.
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
    with opened(pdf) as document:
        page = document[number]
        size = QSizeF(*page.get_size())
        bitmap = page.render(scale=dots_per_inch / POINTS_PER_INCH, rev_byteorder=True)
        image = QImage(
            bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB888
        ).copy()
        bitmap.close()
    dots_per_metre = round(dots_per_inch / _INCH)
    image.setDotsPerMeterX(dots_per_metre)
    image.setDotsPerMeterY(dots_per_metre)
    return PageImage(image, size)
