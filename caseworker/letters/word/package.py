"""The Word file itself: a lean package that says the same bytes for the same letter."""

from __future__ import annotations

import zipfile
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from caseworker.domain.letters import Letter, Letterhead
from caseworker.letters.word.runs import word_text

_FIXED = (1980, 1, 1, 0, 0, 0)
_NOT_NEEDED = ("/thumbnail", "/stylesWithEffects", "/webSettings", "/customXml", "/extended-properties")


def empty_document() -> Any:
    """Return a document with nothing in it but a section: no styles of another house, no picture of a first page."""
    document: Any = Document()
    for rels in (document.part.package.rels, document.part.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(_NOT_NEEDED)]:
            del rels[key]
    for part in (document.styles.element, document.part.numbering_part.element, document.settings.element):
        for child in list(part):
            part.remove(child)
    _fill(document.settings.element, _settings())
    return document


def fill_part(element: Any, children: list[str]) -> None:
    """Put children, written as XML by this package, into a part."""
    _fill(element, children)


def _fill(element: Any, children: list[str]) -> None:
    for child in children:
        element.append(parse_xml(child))


def _settings() -> list[str]:
    ns, uri = nsdecls("w"), "http://schemas.microsoft.com/office/word"
    modern = f'<w:compatSetting w:name="compatibilityMode" w:uri="{uri}" w:val="15"/>'
    return [
        f'<w:zoom {ns} w:percent="100"/>',
        f'<w:defaultTabStop {ns} w:val="720"/>',
        f'<w:characterSpacingControl {ns} w:val="doNotCompress"/>',
        f"<w:compat {ns}>{modern}</w:compat>",
        f'<w:themeFontLang {ns} w:val="en-GB"/>',
        f'<w:decimalSymbol {ns} w:val="."/>',
        f'<w:listSeparator {ns} w:val=","/>',
    ]


def set_properties(document: Any, letter: Letter, letterhead: Letterhead) -> None:
    """Write what the file says of itself: title, author, language; its dates are the letter's."""
    made_at = datetime.combine(_after_1980(letter.dated_on), time(), UTC).replace(tzinfo=None)
    properties = document.core_properties
    properties.title = _short(f"{letter.title} ({letter.reference})")
    properties.author = properties.last_modified_by = _short(letterhead.council)
    properties.subject = _short(letter.code)
    properties.language = _short(letter.language)
    properties.category = _short(letter.marking)
    properties.comments = properties.keywords = ""
    properties.revision = 1
    properties.created = properties.modified = made_at


def _after_1980(day: date) -> date:
    return max(day, date(1980, 1, 1))


def _short(text: str) -> str:
    return " ".join(word_text(text).split())[:255]


def fixed_bytes(document: Any) -> bytes:
    """Return the document as a file whose parts all bear one date, so that the same letter is the same file."""
    first = BytesIO()
    document.save(first)
    made = BytesIO()
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _FIXED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, source.read(name))
    return made.getvalue()
