"""The letter as a Word document, for those who must finish it elsewhere: real styles, the same words as the PDF.

It opens clean in Word and LibreOffice. The same letter gives the same bytes. What was sent is the PDF: a Word file is
a copy, and nothing here records anything.
"""

from __future__ import annotations

from typing import Any

from docx.shared import Mm

from caseworker.domain.letters import Letter, Letterhead
from caseworker.letters.word.body import BodyWriter
from caseworker.letters.word.head import (
    logo_width,
    places_of,
    write_footers,
    write_later_header,
    write_letterhead,
    write_window,
)
from caseworker.letters.word.numbering import numbering_xml
from caseworker.letters.word.package import empty_document, fill_part, fixed_bytes, set_properties
from caseworker.letters.word.styles import BOTTOM_MM, SIDE_MM, TOP_MM, styles_xml
from caseworker.paper.looks import SHEETS
from caseworker.paper.styles import readable
from caseworker.paper.window import fit_address


def letter_docx(letter: Letter, letterhead: Letterhead) -> bytes:
    """Return the letter as a .docx file.

    Raises:
        RuleError: the address does not fit the envelope's window, logo or signature are no pictures, the colour no
            colour.
    """
    sheet = SHEETS[letter.look]
    address = fit_address(letter.recipient_lines, sheet.address_sizes)
    logo_mm = logo_width(letterhead)
    document = empty_document()
    places = places_of(letterhead, logo_mm, address, has_contact=not sheet.is_large)
    colour = readable(letterhead.colour)
    fill_part(document.styles.element, styles_xml(sheet, colour, letter.language, places))
    fill_part(document.part.numbering_part.element, numbering_xml())
    section = _sheet(document)
    write_letterhead(section, letter, letterhead, places)
    write_later_header(section, letter)
    write_footers(section, letter, letterhead)
    body = _Above(document.element.body)
    write_window(body, letter, address, places)
    BodyWriter(document, body, sheet).write(letter, letterhead)
    set_properties(document, letter, letterhead)
    return fixed_bytes(document)


def _sheet(document: Any) -> Any:
    """An upright sheet of A4 whose first page has a head of its own."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(SIDE_MM)
    section.top_margin, section.bottom_margin = Mm(TOP_MM), Mm(BOTTOM_MM)
    section.header_distance, section.footer_distance = Mm(6), Mm(9)
    section.different_first_page_header_footer = True
    return section


class _Above:
    """The body, written to above the section's own properties, which must stay its last element."""

    def __init__(self, body: Any) -> None:
        self._body = body

    def append(self, element: Any) -> None:
        """Add an element as the last one of the text."""
        self._body.insert(len(self._body) - 1, element)
