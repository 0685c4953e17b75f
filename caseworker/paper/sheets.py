"""Single documents as pages for a bundle: pictures, and texts such as emails."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageOps, ImageSequence
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, Spacer

from caseworker.domain.papers import Facts
from caseworker.errors import RuleError
from caseworker.paper.canvas import PaperCanvas
from caseworker.paper.fonts import REGULAR, register_fonts
from caseworker.paper.page import LEFT, RIGHT, TOP, document, fitted
from caseworker.paper.records import facts_flowables, running
from caseworker.paper.styles import QUIET, styles
from caseworker.paper.text import paragraph

MOST_FRAMES = 200
"""Pictures in one file (a scanned fax) that become pages."""
MOST_DOTS = 2_400
"""Dots along the longer side of a picture on paper: 200 to an inch over a sheet of A4."""
_CAPTION = 24.0
_QUALITY = 85


def picture_pages(content: bytes, caption: str) -> bytes:
    """Return a picture as a PDF, a page for each picture in the file, upright as it was taken.

    Raises:
        RuleError: it cannot be read as a picture.
    """
    register_fonts()
    target = BytesIO()
    canvas = PaperCanvas(target, pagesize=A4, invariant=1, initialFontName=REGULAR, footer=lambda *_: None)
    count = 0
    try:
        for picture in _frames(content):
            _draw(canvas, picture, caption)
            count += 1
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise RuleError("It cannot be read as a picture.") from error
    if not count:
        raise RuleError("It holds no picture.")
    canvas.save()
    return target.getvalue()


def _frames(content: bytes) -> Iterator[Image.Image]:
    with Image.open(BytesIO(content)) as whole:
        frames = ImageSequence.Iterator(whole) if whole.format == "TIFF" else [whole]
        for number, frame in enumerate(frames):
            if number == MOST_FRAMES:
                break
            upright = ImageOps.exif_transpose(frame)
            upright.thumbnail((MOST_DOTS, MOST_DOTS))
            yield _on_white(upright)


def _on_white(picture: Image.Image) -> Image.Image:
    """What shows through is white on paper."""
    if picture.mode in ("RGBA", "LA", "P", "PA"):
        clear = picture.convert("RGBA")
        ground = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(ground, clear).convert("RGB")
    return picture.convert("RGB")


def _draw(canvas: PaperCanvas, picture: Image.Image, caption: str) -> None:
    size = (A4[1], A4[0]) if picture.width > picture.height * 1.15 else A4
    canvas.setPageSize(size)
    room = size[0] - LEFT - RIGHT, size[1] - 2 * TOP - _CAPTION
    scale = min(room[0] / picture.width, room[1] / picture.height, 1.0)
    width, height = picture.width * scale, picture.height * scale
    stored = BytesIO()
    picture.save(stored, "JPEG", quality=_QUALITY)
    stored.seek(0)
    x, y = (size[0] - width) / 2, size[1] - TOP - _CAPTION - height
    canvas.drawImage(ImageReader(stored), x, y, width, height)
    canvas.setFillColor(QUIET)
    canvas.setFont(REGULAR, 9)
    canvas.drawString(LEFT, size[1] - TOP - 9, fitted(caption, room[0], 9))
    canvas.showPage()


def text_pages(title: str, facts: Facts, text: str, *, council: str, colour: str) -> bytes:
    """Return a text as pages: its title, rows of facts such as the head of an email, its paragraphs."""
    kit = styles(colour)
    target = BytesIO()
    pages = document(target, title=title, author=council, header_text=title)
    story: list[Flowable] = [paragraph(title, kit.subject), *facts_flowables(facts, kit), Spacer(0, 6)]
    story += running(text, kit.body)
    pages.build(story)
    return target.getvalue()
