"""Names of files that every computer of an office takes: what Windows, macOS and Linux each forbid is put right.

Source: Microsoft, "Naming Files, Paths, and Namespaces" (forbidden letters, reserved names, a last dot or space).
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 100
"""Letters of a name: with folders before it a path stays below the 260 that Windows allows."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]')
_UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=\.|$)", re.IGNORECASE)
_LONGEST_ENDING = 12


def safe_name(name: str, otherwise: str = "file") -> str:
    """Return a name as a file or folder may be called anywhere: the same where nothing is against it.

    Forbidden letters become "_"; letters that turn the direction of reading around, by which a program can look like
    a document, are taken out; a long name is cut before its ending.

    Args:
        otherwise: what it is called when nothing is left.
    """
    seen = _UNSEEN.sub("", unicodedata.normalize("NFC", name))
    plain = _FORBIDDEN.sub("_", seen).strip().rstrip(". ")
    if _DEVICES.match(plain):
        plain = f"_{plain}"
    return _cut(plain, LONGEST) or otherwise


class Names:
    """Names given out in one folder: each once, also where the case of letters does not count."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def free(self, name: str, otherwise: str = "file") -> str:
        """Return the name made safe; a second file of the same name is called "name (2).pdf"."""
        wanted = safe_name(name, otherwise)
        number, given = 1, wanted
        while given.casefold() in self._given:
            number += 1
            given = numbered(wanted, number)
        self._given.add(given.casefold())
        return given


def numbered(name: str, number: int) -> str:
    """Return the name with a number before its ending: "plan (2).pdf"."""
    stem, ending = _split(name)
    mark = f" ({number})"
    return f"{stem[: LONGEST - len(ending) - len(mark)]}{mark}{ending}"


def _cut(name: str, longest: int) -> str:
    if len(name) <= longest:
        return name
    stem, ending = _split(name)
    return f"{stem[: longest - len(ending)].rstrip('. ')}{ending}"


def _split(name: str) -> tuple[str, str]:
    stem, dot, ending = name.rpartition(".")
    return (stem, dot + ending) if stem and len(ending) <= _LONGEST_ENDING else (name, "")
