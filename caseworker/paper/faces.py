"""Fonts that are embedded quickly, always in the same way, and with a sign for each glyph that only shaping reaches.

ReportLab cuts a font down to the letters of one document, packs it, and does all of it again for the next. Here every
document begins with the same common letters, so that most letters to families share one packed font, made once.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from threading import Lock
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont, TTFontFace, makeToUnicodeCMap

COMMON = "•’‘“”–—£…éèáàâêëíîïóôöúûüçñŵŷ"
"""Beside ASCII in every document from the start."""
FIRST_GLYPH = 0xE000
"""Glyph n of a shaped font is the sign FIRST_GLYPH + n: the same in every process, whatever was printed before."""
MOST_GLYPHS = 0xF8FF - FIRST_GLYPH

_lock = Lock()
_Face: Any = TTFontFace  # its stubs leave out how fonts are embedded
_Font: Any = TTFont
_Part: Any = pdfdoc.PDFObject


class HouseFace(_Face):  # type: ignore[misc]  # for the reason above
    """A typeface whose subsets are made and packed once."""

    @lru_cache(maxsize=64)  # noqa: B019  # faces live as long as the program
    def _packed(self, subset: tuple[int, ...]) -> tuple[int, bytes]:
        with _lock:  # the reader of the font file has one place in it for all threads
            made = self.makeSubset(list(subset))
        return len(made), zlib.compress(made)

    @lru_cache(maxsize=64)  # noqa: B019  # as above
    def described(self, name: str, subset: tuple[int, ...]) -> tuple[bytes, bytes]:
        """Return the widths of a subset as they are written, and the packed table from its codes to letters."""
        widths = " ".join(str(round(self.getCharWidth(code))) for code in subset)
        return f"[ {widths} ]".encode(), zlib.compress(makeToUnicodeCMap(name, list(subset)).encode())

    def addSubsetObjects(self, doc: Any, fontname: str, subset: list[int]) -> Any:
        """Put one subset into a document, as ReportLab does, but packed before."""
        length, packed = self._packed(tuple(subset))
        stream = _packed_stream(packed)
        stream.dictionary["Length1"] = length
        held = doc.Reference(stream, f"fontFile:{self.filename}({fontname})")
        described: Any = pdfdoc.PDFDictionary({
            "Type": "/FontDescriptor", "Ascent": self.ascent, "CapHeight": self.capHeight,
            "Descent": self.descent, "Flags": self.flags & ~32 | 4, "FontBBox": pdfdoc.PDFArray(self.bbox),
            "FontName": pdfdoc.PDFName(fontname), "ItalicAngle": self.italicAngle, "StemV": self.stemV,
            "FontFile2": held, "MissingWidth": self.defaultWidth,
        })  # fmt: skip
        return doc.Reference(described, f"fontDescriptor:{fontname}")


def _packed_stream(packed: bytes) -> Any:
    stream: Any = pdfdoc.PDFStream()
    stream.content = packed
    stream.dictionary["Filter"] = pdfdoc.PDFName("FlateDecode")
    return stream


class _Written(_Part):  # type: ignore[misc]  # for the reason above
    """Part of a PDF that is written already."""

    def __init__(self, written: bytes) -> None:
        self._written = written

    def format(self, _document: Any) -> bytes:
        return self._written


class HouseFont(_Font):  # type: ignore[misc]  # for the reason above
    """A font of ours; `is_shaped`: its letters are joined by HarfBuzz, so each glyph has a sign of its own."""

    def __init__(self, name: str, path: str, *, is_shaped: bool) -> None:
        super().__init__(name, path, asciiReadable=0 if is_shaped else 1)
        self.face = HouseFace(path)
        self.is_shaped = is_shaped
        self.letters = frozenset(chr(code) for code in self.face.charToGlyph)
        if is_shaped:
            self._sign_glyphs()

    def _sign_glyphs(self) -> None:
        face = self.face
        for glyph in range(min(len(face.hmetrics), MOST_GLYPHS)):
            face.charToGlyph[FIRST_GLYPH + glyph] = glyph
            face.charWidths[FIRST_GLYPH + glyph] = round(face.hmetrics[glyph][0] * 1000 / face.unitsPerEm)

    def begin(self, doc: Any) -> None:
        """Make the font known to a document."""
        if doc not in self.state:
            self.state[doc] = TTFont.State(self._asciiReadable, self)
            if not self.is_shaped:
                super().splitString(COMMON, doc)

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> Any:
        """Return the text as codes of the document's subsets."""
        self.begin(doc)
        return super().splitString(text, doc, encoding)

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:
        """Return the name of a subset in the document."""
        self.begin(doc)
        return str(super().getSubsetInternalName(subset, doc))

    def addObjects(self, doc: Any) -> None:
        """Put the font's subsets into a document, as ReportLab does, but written before."""
        self.begin(doc)
        state = self.state[doc]
        state.frozen = 1
        for number, subset in enumerate(map(tuple, state.subsets)):
            internal = self.getSubsetInternalName(number, doc)[1:]
            name = b"".join((SUBSETN(number), b"+", self.face.name, self.face.subfontNameX)).decode("pdfdoc")
            widths, letters = self.face.described(name, subset)
            made: Any = pdfdoc.PDFTrueTypeFont()
            made.Name, made.BaseFont, made.FirstChar, made.LastChar = internal, name, 0, len(subset) - 1
            made.Widths = _Written(widths)
            made.ToUnicode = doc.Reference(_packed_stream(letters), f"toUnicodeCMap:{name}")
            made.FontDescriptor = self.face.addSubsetObjects(doc, name, list(subset))
            doc.Reference(made, internal)
            doc.idToObject["BasicFonts"].dict[internal] = made
        del self.state[doc]
