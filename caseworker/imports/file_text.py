"""The words inside a file, for searching: as far as they can be read, never more than a bound, never an error.

A file whose words cannot be read is kept all the same; it is then found by its name and description only.
"""

from __future__ import annotations

import contextlib
import logging
import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.parsers import expat

from caseworker.domain import file_types as types
from caseworker.domain.file_types import FileType
from caseworker.domain.words import without_controls
from caseworker.imports.email_html import html_words
from caseworker.imports.file_kinds import as_text
from caseworker.pdfium import opened

LONGEST = 20_000
"""Letters of a file that can be searched: what is opened with every case must stay small."""
MOST_PAGES = 60
LARGEST_MEMBER = 30_000_000
"""Bytes of a part of a document that are unpacked; what follows is not read."""

_PARTS: dict[str, tuple[str, ...]] = {
    types.DOCX.media_type: ("word/document.xml", "word/footnotes.xml"),
    types.WORD_MACROS.media_type: ("word/document.xml",),
    types.XLSX.media_type: ("xl/sharedStrings.xml",),
    types.EXCEL_MACROS.media_type: ("xl/sharedStrings.xml",),
    types.PPTX.media_type: ("ppt/slides/slide",),
    types.ODT.media_type: ("content.xml",),
    types.ODS.media_type: ("content.xml",),
    types.ODP.media_type: ("content.xml",),
}
"""The members of a document that hold words; one ending without .xml stands for several."""

_log = logging.getLogger(__name__)


def words_in(content: bytes, kind: FileType) -> str:
    """Return the words of a file, at most LONGEST letters; "" where there are none to be read."""
    if kind is types.PDF:
        found = _pdf_words(content)
    elif kind is types.TEXT:
        found = as_text(content[: LONGEST * 4]) or ""
    elif kind is types.HTML:
        found = html_words(as_text(content) or "", LONGEST)[0]
    elif kind.media_type in _PARTS:
        found = _document_words(content, _PARTS[kind.media_type])
    else:
        found = ""
    return " ".join(without_controls(found).split())[:LONGEST]


def _pdf_words(content: bytes) -> str:
    from pypdfium2 import PdfiumError

    parts, left = [], LONGEST
    try:
        with opened(content) as document:
            for number in range(min(len(document), MOST_PAGES)):
                if left <= 0:
                    break
                text = document[number].get_textpage().get_text_range()
                parts.append(text[:left])
                left -= len(text)
    except (PdfiumError, ValueError, UnicodeError) as error:
        _log.info("the words of a PDF were not read: %s", error)
    return "\n".join(parts)


def pdf_fault(content: bytes) -> str:
    """Return in a sentence why a PDF cannot be shown; "" when it can."""
    from pypdfium2 import PdfiumError

    try:
        with opened(content) as document:
            return "" if len(document) else "It has no pages."
    except PdfiumError as error:
        if "password" in str(error).lower():
            return "It needs a password, so it cannot be shown or searched here."
        return "Its pages cannot be read: it may be damaged."


def _document_words(content: bytes, parts: tuple[str, ...]) -> str:
    found: list[str] = []
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for member in _members(archive, parts):
                with archive.open(member) as file:
                    found.append(xml_words(file.read(LARGEST_MEMBER), LONGEST))
                if sum(map(len, found)) >= LONGEST:
                    break
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        _log.info("the words of a document were not read: %s", error)
    return "\n".join(found)


def _members(archive: zipfile.ZipFile, parts: tuple[str, ...]) -> Iterator[str]:
    names = sorted(archive.namelist(), key=lambda name: (len(name), name))
    for part in parts:
        if part.endswith(".xml"):
            yield from (name for name in names if name == part)
        else:
            yield from (name for name in names[:2_000] if name.startswith(part) and name.endswith(".xml"))


class _Enough(Exception):
    """Leaves the parser: there are letters enough, or it is no document's XML."""


def xml_words(xml: bytes, most: int) -> str:
    """Return the words between the tags, a line for each paragraph; entities of its own are not obeyed."""
    parser, parts = expat.ParserCreate(), []
    left = most

    def take(words: str) -> None:
        nonlocal left
        parts.append(words[:left])
        left -= len(words)
        if left <= 0:
            raise _Enough

    def end(tag: str) -> None:
        if tag.rpartition(":")[2] in ("p", "h", "si", "tab", "br", "table-cell"):
            parts.append("\n")

    def refuse(*_: object) -> None:
        raise _Enough

    parser.CharacterDataHandler = take
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = refuse
    with contextlib.suppress(_Enough, expat.ExpatError, ValueError, LookupError):
        parser.Parse(xml, False)  # what was read until then is what there is
    return "".join(parts)
