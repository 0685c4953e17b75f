"""Pictures on letters, such as a logo or a signature: made fit for paper once, whatever was handed in."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFImageXObject, PDFName, PDFStream
from reportlab.platypus import Flowable

from caseworker.errors import RuleError
from caseworker.paper.tags import Element

MOST_DOTS = 700
"""Dots along the longer side: about 300 to an inch over the widest place a letter has."""
MOST_PIXELS = 60_000_000
LARGE = 150_000
"""Bytes; a picture that packs no better is a photograph and is kept as JPEG."""
EDGE = 245
"""Lightness from which on a dot counts as empty paper around a signature."""
POINTS_PER_DOT = 0.75
"""A small picture is not blown up beyond this."""

_Flowable: Any = Flowable  # its stubs leave out the state that is needed here
_ImageObject: Any = PDFImageXObject


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready for the page: its size in dots, and its packed dots in red, green and blue on white."""

    name: str
    width: int
    height: int
    packed: bytes
    filter: str


@lru_cache(maxsize=16)
def picture(content: bytes, what: str, field: str, *, trimmed: bool = False) -> Picture:
    """Return a picture ready to draw.

    Args:
        what: it is, for the message, such as "The logo". field: where the message belongs.
        trimmed: whether empty paper around it is cut off.

    Raises:
        RuleError: the bytes are not a picture that can be printed, or there is nothing to be seen on it.
    """
    from PIL import Image

    try:
        with Image.open(BytesIO(content)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise RuleError(f"{what} has too many dots. Save it no wider than 3,000 dots", field=field)
            made = _on_white(opened)
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        message = f"{what} must be a picture that can be printed, such as a PNG or JPEG file"
        raise RuleError(message, field=field) from error
    if trimmed:
        box = made.convert("L").point(lambda light: 255 if light < EDGE else 0).getbbox()
        if box is None:
            raise RuleError(f"{what} is empty: there is nothing to be seen on it", field=field)
        made = made.crop(box)
    made.thumbnail((MOST_DOTS, MOST_DOTS))
    return _packed(made, hashlib.sha256(content).hexdigest()[:16])


def _on_white(opened: Any) -> Any:
    from PIL import Image, ImageOps

    opened.draft("RGB", (MOST_DOTS * 2, MOST_DOTS * 2))
    upright = ImageOps.exif_transpose(opened)
    is_clear = "A" in upright.mode or "transparency" in upright.info
    wanted = "RGBA" if is_clear else "RGB"
    if upright.mode not in ("RGB", "RGBA", "L", "CMYK") or (is_clear and upright.mode != "RGBA"):
        upright = upright.convert(wanted)
    upright.thumbnail(
        (MOST_DOTS * 2, MOST_DOTS * 2), reducing_gap=2.0
    )  # first smaller, then the rest of the work
    if is_clear:
        return Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright).convert("RGB")
    return upright.convert("RGB")


def _packed(made: Any, name: str) -> Picture:
    packed = zlib.compress(made.tobytes(), 9)
    kind = "FlateDecode"
    if len(packed) > LARGE:
        stored = BytesIO()
        made.save(stored, "JPEG", quality=88)
        packed, kind = stored.getvalue(), "DCTDecode"
    return Picture(name, made.width, made.height, packed, kind)


def size_within(shown: Picture, width: float, height: float) -> tuple[float, float]:
    """Return width and height of a picture in points, as large as it may stand in this room."""
    scale = min(width / shown.width, height / shown.height, POINTS_PER_DOT)
    return max(shown.width * scale, 1.0), max(shown.height * scale, 1.0)


class _Image(_ImageObject):  # type: ignore[misc]  # for the reason above
    """A picture in a document, its dots packed before."""

    def __init__(self, shown: Picture) -> None:
        super().__init__(shown.name)
        self._shown = shown

    def format(self, document: Any) -> Any:
        stream: Any = PDFStream(content=self._shown.packed)
        about = stream.dictionary
        about["Type"], about["Subtype"] = PDFName("XObject"), PDFName("Image")
        about["Width"], about["Height"], about["BitsPerComponent"] = self._shown.width, self._shown.height, 8
        about["ColorSpace"], about["Filter"] = PDFName("DeviceRGB"), PDFName(self._shown.filter)
        return stream.format(document)


def draw_picture(
    canvas: Any, shown: Picture, alt: str, x: float, y: float, size: tuple[float, float], left: float = 0,
    bottom: float = 0,
) -> None:  # fmt: skip
    """Draw a picture with words for those who do not see it; `left` and `bottom`: where the canvas has its corner."""
    document = canvas._doc
    registered = document.getXObjectName(shown.name)
    if not document.idToObject.get(registered):
        made = _Image(shown)
        canvas._setXObjects(made)
        document.Reference(made, registered)
        document.addForm(shown.name, made)
    canvas._formsinuse.append(shown.name)
    width, height = size
    box = (left + x, bottom + y, left + x + width, bottom + y + height)
    operators = f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm /{registered} Do Q"
    canvas.mark(Element("Figure", alt=alt, box=box), operators)


class SignaturePicture(_Flowable):  # type: ignore[misc]  # for the reason above
    """A signature in the room above the name."""

    def __init__(self, shown: Picture, alt: str, width: float, height: float) -> None:
        super().__init__()
        self._shown, self._alt = shown, alt
        self._size = size_within(shown, width, height)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Return the room it takes."""
        return width, self._size[1]

    def draw(self) -> None:
        """Draw it at the left."""
        canvas: Any = self.canv
        left, bottom = canvas.absolutePosition(0, 0)
        draw_picture(canvas, self._shown, self._alt, 0, 0, self._size, left, bottom)
