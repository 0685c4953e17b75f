"""The embedded fonts: Noto Sans Regular, Bold and Italic (source and digests: resources/fonts/fonts.toml)."""

from __future__ import annotations

from functools import cache
from threading import Lock
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from caseworker.resources import RESOURCES

FOLDER = RESOURCES / "fonts"
REGULAR, BOLD, ITALIC = "NotoSans", "NotoSans-Bold", "NotoSans-Italic"
FILES = {REGULAR: "NotoSans-Regular.ttf", BOLD: "NotoSans-Bold.ttf", ITALIC: "NotoSans-Italic.ttf"}

_lock = Lock()


def register_fonts() -> None:
    """Make the three fonts known to ReportLab; quick when done before, safe from any thread."""
    with _lock:
        known = pdfmetrics.getRegisteredFontNames()
        for name, file_name in FILES.items():
            if name not in known:
                pdfmetrics.registerFont(TTFont(name, str(FOLDER / file_name)))
        pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD)


@cache
def glyphs() -> frozenset[str]:
    """Return every character that all three fonts can print."""
    register_fonts()
    fonts: list[Any] = [pdfmetrics.getFont(name) for name in FILES]
    return frozenset(set.intersection(*({chr(code) for code in font.face.charToGlyph} for font in fonts)))


def text_width(text: str, font: str, size: float) -> float:
    """Return how wide one line of printable text is, in points."""
    register_fonts()
    return float(pdfmetrics.stringWidth(text, font, size))
