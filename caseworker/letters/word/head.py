"""The first sheet's head and window, and the lines at the top and foot of every page, in Word."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm

from caseworker.domain.dates_in_words import long_date
from caseworker.domain.letters import Letter, Letterhead
from caseworker.errors import RuleError
from caseworker.letters.as_text import facts_beside
from caseworker.letters.word.runs import Run, add_runs, field_runs, is_rtl, runs_of, word_text
from caseworker.letters.word.styles import SIDE_MM, Frame, HeadPlaces
from caseworker.paper.window import WindowAddress

LOGO_HEIGHT_MM, LOGO_WIDTH_MM, HEAD_TOP_MM = 20, 45, 12
_POINTS_TO_MM = 25.4 / 72
_COLUMN_MM = 132
"""Where contact lines, reference and date begin."""
_CONTACT_LINE_MM = 3.7


def places_of(
    letterhead: Letterhead, logo_width_mm: float, address: WindowAddress, *, has_contact: bool
) -> HeadPlaces:
    """Return where everything on the first sheet stands.

    Args:
        has_contact: whether the contact lines stand at the head; in large looks they come at the end, large.
    """
    left = SIDE_MM + (logo_width_mm + 5 if logo_width_mm else 0)
    contact = letterhead.contact_lines if has_contact else ()
    longest = max((len(line) for line in contact), default=0)
    column = min(_COLUMN_MM, max(108, 190 - longest * 1.62)) if contact else 190
    rule_top = max(36.0, HEAD_TOP_MM + len(contact) * _CONTACT_LINE_MM + 1)
    size = next(s for limit, s in ((26, 17.0), (44, 14.0), (9_999, 11.0)) if len(letterhead.council) <= limit)
    return HeadPlaces(
        logo=Frame(SIDE_MM, HEAD_TOP_MM, logo_width_mm + 1),
        council=Frame(left, HEAD_TOP_MM + 1, column - left - 3),
        council_size=size,
        contact=Frame(column, HEAD_TOP_MM, 190 - column) if contact else None,
        rule=Frame(SIDE_MM, min(rule_top, 43.0), 170),
        address=Frame(SIDE_MM, address.top * _POINTS_TO_MM, 84),
        address_size=address.size,
        facts=Frame(_COLUMN_MM, 57, 58),
    )


def paragraph_in(
    parent: Any, style: str, runs: list[Run] | tuple[Run, ...] = (), frame: Frame | None = None
) -> Any:
    """Add a paragraph element of a style at the end of a part, in its place on the sheet, and return it."""
    made: Any = OxmlElement("w:p")
    properties: Any = OxmlElement("w:pPr")
    named: Any = OxmlElement("w:pStyle")
    named.set(qn("w:val"), style)
    properties.append(named)
    if frame is not None:
        properties.append(parse_xml(frame.xml))
    if is_rtl("".join(run.text for run in runs)):
        properties.append(OxmlElement("w:bidi"))
        if (
            frame is not None
        ):  # in its place on the sheet every line begins at the left edge; Word turns the sides
            side: Any = OxmlElement("w:jc")
            side.set(qn("w:val"), "right")
            properties.append(side)
    made.append(properties)
    add_runs(made, runs)
    parent.append(made)
    return made


def line(text: str) -> list[Run]:
    """Return a text as the runs of one line."""
    return list(runs_of(" ".join(word_text(text).split())))


def picture_size(picture: bytes, field: str, words: str) -> tuple[float, float]:
    """Return a picture's width and height in dots.

    Raises:
        RuleError: it is no picture that Word can hold.
    """
    from docx.image.exceptions import (
        InvalidImageStreamError,
        UnexpectedEndOfFileError,
        UnrecognizedImageError,
    )
    from docx.image.image import Image

    try:
        image = Image.from_blob(picture)
        width, height = image.px_width, image.px_height
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, ValueError, KeyError):
        width = height = 0
    if not width or not height:
        raise RuleError(
            f"{words} must be a picture that Word can show, such as a PNG or JPEG file", field=field
        )
    return width, height


def logo_width(letterhead: Letterhead) -> float:
    """Return the logo's width on the sheet in millimetres, 0 where there is none.

    Raises:
        RuleError: the logo is no picture.
    """
    if not letterhead.logo:
        return 0.0
    width, height = picture_size(letterhead.logo, "logo", "The logo")
    return min(LOGO_WIDTH_MM, LOGO_HEIGHT_MM * width / height)


def write_letterhead(section: Any, letter: Letter, letterhead: Letterhead, places: HeadPlaces) -> None:
    """Write the first sheet's head: logo, council, department, how to reach us, each in its place on the sheet."""
    header = section.first_page_header
    header.is_linked_to_previous = False
    part = header._element  # python-docx offers no other way to a header's own element
    for child in list(part):
        part.remove(child)
    if letterhead.logo:
        framed = paragraph_in(part, "LetterheadLogo", frame=places.logo)
        _add_picture(header, framed, letterhead.logo, places.logo.width - 1, f"Logo of {letterhead.council}")
    paragraph_in(part, "LetterheadName", line(letterhead.council), places.council)
    if letterhead.department.strip():
        paragraph_in(part, "LetterheadUnit", line(letterhead.department), places.council)
    for contact in letterhead.contact_lines if places.contact else ():
        paragraph_in(part, "LetterheadContact", line(contact), places.contact)
    paragraph_in(part, "LetterheadRule", frame=places.rule)
    paragraph_in(part, "Marking", line(letter.marking))


def write_later_header(section: Any, letter: Letter) -> None:
    """Write the line at the top of every page but the first: to whom, when, our reference."""
    header = section.header
    header.is_linked_to_previous = False
    part = header._element
    for child in list(part):
        part.remove(child)
    if letter.marking:
        paragraph_in(part, "Marking", line(letter.marking))
    name = letter.recipient_lines[0] if letter.recipient_lines else ""
    words = f"{name}, {long_date(letter.dated_on)}, our reference {letter.reference}"
    paragraph_in(part, "HeaderLine", line(words))


def write_footers(section: Any, letter: Letter, letterhead: Letterhead) -> None:
    """Write council and page number at the foot of every page; Word works the numbers out."""
    for footer in (section.first_page_footer, section.footer):
        footer.is_linked_to_previous = False
        part = footer._element
        for child in list(part):
            part.remove(child)
        foot = paragraph_in(part, "Footer", line(letterhead.council))
        tab: Any = OxmlElement("w:r")
        tab.append(OxmlElement("w:tab"))
        foot.append(tab)
        add_runs(foot, [Run("Page ")])
        foot.extend(field_runs("PAGE", "1"))
        add_runs(foot, [Run(" of ")])
        foot.extend(field_runs("NUMPAGES", "1"))
        if letter.marking:
            paragraph_in(part, "Marking", line(letter.marking))


def write_window(body: Any, letter: Letter, address: WindowAddress, places: HeadPlaces) -> None:
    """Write the address where the envelope's window will be, and the facts beside it."""
    for row in address.lines:
        paragraph_in(body, "Address", line(row), places.address)
    for label, value in facts_beside(letter):
        bold = [Run(run.text, bold=True, rtl=run.rtl) for run in line(value)]
        paragraph_in(body, "Reference", [Run(f"{label}\n"), *bold], places.facts)


def add_signature(document: Any, body: Any, picture: bytes, name: str) -> None:
    """Place the picture of a signature.

    Raises:
        RuleError: it is no picture.
    """
    width, height = picture_size(picture, "signature", "The signature")
    framed = paragraph_in(body, "SignaturePicture")
    wide = min(55.0, 18 * width / height)
    _add_picture(document._body, framed, picture, wide, f"Signature of {name}")


def _add_picture(story: Any, paragraph: Any, picture: bytes, width_mm: float, words: str) -> None:
    from docx.text.paragraph import Paragraph

    inline = Paragraph(paragraph, story).add_run().add_picture(BytesIO(picture), width=Mm(width_mm))
    for side in ("distT", "distB", "distL", "distR"):
        inline._inline.set(side, "0")
    described = inline._inline.docPr
    described.set("descr", " ".join(word_text(words).split()))
    described.set("name", "Picture")
