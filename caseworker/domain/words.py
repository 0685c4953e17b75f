"""Text made alike for searching, so that "lukasz" finds Łukasz and "obrien" finds O’Brien."""

from __future__ import annotations

import unicodedata

# Letters that Unicode does not take apart into a plain letter and a mark; apostrophes vanish, hyphens part words.
_ALIKE = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "\N{RIGHT SINGLE QUOTATION MARK}": "",
        "'": "",
        "-": " ",
    }
)


def folded(text: str) -> str:
    """Return the text in small letters without accents or apostrophes; other scripts are left whole."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_ALIKE))
    return "".join(mark for mark in apart if not 0x300 <= ord(mark) <= 0x36F)


def digits(text: str) -> str:
    """Return only the digits, as telephone numbers are compared."""
    return "".join(letter for letter in text if letter.isdigit())
