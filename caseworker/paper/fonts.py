"""The embedded fonts: Noto Sans, and for Arabic and Bengali its sisters (digests: resources/fonts/fonts.toml)."""

from __future__ import annotations

from functools import cache
from threading import Lock
from typing import Any, cast

from reportlab.pdfbase import pdfmetrics

from caseworker.paper.faces import HouseFont
from caseworker.resources import RESOURCES

FOLDER = RESOURCES / "fonts"
REGULAR, BOLD, ITALIC, BOLD_ITALIC = "NotoSans", "NotoSans-Bold", "NotoSans-Italic", "NotoSans-BoldItalic"
FILES = {
    REGULAR: "NotoSans-Regular.ttf", BOLD: "NotoSans-Bold.ttf", ITALIC: "NotoSans-Italic.ttf",
    BOLD_ITALIC: "NotoSans-BoldItalic.ttf",
}  # fmt: skip
SHAPED = {
    "NotoSansArabic": "NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold": "NotoSansArabic-Bold.ttf",
    "NotoSansBengali": "NotoSansBengali-Regular.ttf", "NotoSansBengali-Bold": "NotoSansBengali-Bold.ttf",
}  # fmt: skip
SCRIPTS = ("NotoSansArabic", "NotoSansBengali")
"""Fonts of other scripts, each with a bold sister; they know no italic."""

_lock = Lock()


def register_fonts() -> None:
    """Make the fonts known to ReportLab; quick when done before, safe from any thread."""
    with _lock:
        known = pdfmetrics.getRegisteredFontNames()
        for name, file_name in (FILES | SHAPED).items():
            if name not in known:
                made: Any = HouseFont(name, str(FOLDER / file_name), is_shaped=name in SHAPED)
                pdfmetrics.registerFont(made)
        pdfmetrics.registerFontFamily(
            REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD_ITALIC
        )


@cache
def font(name: str) -> HouseFont:
    """Return one of our fonts."""
    register_fonts()
    return cast(HouseFont, pdfmetrics.getFont(name))


@cache
def latin() -> frozenset[str]:
    """Return every character that all cuts of Noto Sans can print: Latin, Greek, Cyrillic, signs."""
    letters: list[frozenset[str]] = [font(name).letters for name in FILES]
    return frozenset.intersection(*letters)


@cache
def script_letters() -> dict[str, str]:
    """Return each character of another script with the font that prints it."""
    return {
        letter: name
        for name in reversed(SCRIPTS)
        for letter in font(name).letters & font(f"{name}-Bold").letters
        if letter not in latin()
    }


@cache
def glyphs() -> frozenset[str]:
    """Return every character that can be printed."""
    return latin() | frozenset(script_letters())


def font_of(letter: str, cut: str) -> str:
    """Return the font that prints a letter where `cut` is the cut of Noto Sans asked for."""
    script = script_letters().get(letter)
    if script is None:
        return cut
    return f"{script}-Bold" if cut in (BOLD, BOLD_ITALIC) else script
