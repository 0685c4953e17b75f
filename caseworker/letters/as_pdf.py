"""The letter on paper: A4 for a DL window envelope, in the council's letterhead; one letter, always the same bytes.

The PDF is tagged for screen readers and PDF/A-2b for the archive (caseworker/paper/finish.py).
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from caseworker.domain.dates_in_words import long_date
from caseworker.domain.letters import Bullets, Letter, Letterhead, block_lines
from caseworker.letters.as_text import facts_beside, footnotes, head_lines, notes_below, signature_lines
from caseworker.paper import PageText, PaperDocument, Styles, missing_glyphs, paragraph
from caseworker.paper.beside import draw_facts
from caseworker.paper.letter_blocks import letter_flowables, list_flowables
from caseworker.paper.letterhead import draw_letterhead, logo_picture
from caseworker.paper.looks import SHEETS, Sheet
from caseworker.paper.page import LEFT, draw_marking
from caseworker.paper.pictures import Picture, SignaturePicture, picture
from caseworker.paper.styles import letter_styles
from caseworker.paper.tags import Element
from caseworker.paper.window import WindowAddress, draw_address, draw_folds, fit_address

PAGE_WIDTH = 210 * mm
BODY_TOP = 95 * mm  # below everything an envelope's window may show
ROOM_TO_SIGN = 16 * mm
SIGNATURE_WIDTH, SIGNATURE_HEIGHT = 62 * mm, 17 * mm
SHORT = 500  # letters: a last paragraph no longer than this goes with the signature onto its page


def letter_pdf(letter: Letter, letterhead: Letterhead) -> bytes:
    """Return the letter as a PDF file.

    Raises:
        RuleError: there is no address or it does not fit the envelope's window, the logo or the signature is no
            picture, the colour no colour; `field` names the place.
    """
    sheet = SHEETS[letter.look]
    address = fit_address(letter.recipient_lines, sheet.address_sizes)
    if letterhead.logo:
        logo_picture(letterhead.logo)
    signature = _signature(letter)
    target = BytesIO()
    PaperDocument(
        target,
        title=f"{letter.title} ({letter.reference})",
        author=letterhead.council,
        subject=letter.code,
        lang=letter.language,
        landscape=False,
        text=_page_text(letter, letterhead, address, sheet),
        draw_first=_first_page(letter, letterhead, address, sheet),
        first_top=BODY_TOP,
        right=sheet.right,
    ).build(_story(letter, letterhead, sheet, signature))
    return target.getvalue()


def _signature(letter: Letter) -> Picture | None:
    if not letter.signature:
        return None
    return picture(letter.signature, "The picture of the signature", "signature", trimmed=True)


def _page_text(letter: Letter, letterhead: Letterhead, address: WindowAddress, sheet: Sheet) -> PageText:
    name, reference = (
        letter.recipient_lines[0].strip() or address.lines[0],
        f"our reference {letter.reference}",
    )
    return PageText(
        footer=letterhead.council,
        header=f"{name}, {long_date(letter.dated_on)}, {reference}",
        shorter=(f"{name}, {reference}", f"Our reference {letter.reference}"),
        marking=letter.marking,
        size=sheet.small,
    )


def _first_page(letter: Letter, letterhead: Letterhead, address: WindowAddress, sheet: Sheet) -> Any:
    def draw(canvas: Any, width: float, height: float) -> None:
        if letter.marking:
            with canvas.tagged(Element("P")):
                draw_marking(canvas, letter.marking, width, height)
        draw_letterhead(canvas, letterhead, width, height, sheet)
        draw_address(canvas, address, height)
        draw_facts(canvas, facts_beside(letter), width, height, sheet)
        draw_folds(canvas, height)

    return draw


def _story(letter: Letter, letterhead: Letterhead, sheet: Sheet, signature: Picture | None) -> list[Flowable]:
    kit = letter_styles(letterhead.colour, letter.look)
    width = PAGE_WIDTH - LEFT - sheet.right
    title = paragraph(letter.title, kit.subject)
    title.keepWithNext = 0  # at the head of the first page
    story: list[Flowable] = [paragraph(letter.salutation, kit.body), title]
    story += letter_flowables(letter.blocks, kit, sheet, width)
    kept = [story.pop()] if letter.blocks and len(block_lines(letter.blocks[-1])[-1]) <= SHORT else []
    story.append(KeepTogether([*kept, *_closing(letter, letterhead, kit, signature)]))
    for label, names in notes_below(letter):
        story += _footnote(label, names, kit, sheet)
    if sheet.is_large:
        lines = [paragraph(line, kit.signature) for line in head_lines(letterhead)[-_contacts(letterhead) :]]
        heading = paragraph("How to reach us", kit.heading)
        heading.keepWithNext = 0
        story.append(KeepTogether([Spacer(0, kit.body.spaceAfter), heading, *lines]))
    return story


def _contacts(letterhead: Letterhead) -> int:
    return len(letterhead.contact_lines)


def _closing(
    letter: Letter, letterhead: Letterhead, kit: Styles, signature: Picture | None
) -> list[Flowable]:
    name, *rest = signature_lines(letter, letterhead)
    shown: Flowable = Spacer(0, ROOM_TO_SIGN)
    if signature is not None:
        shown = SignaturePicture(signature, f"Signature of {name}", SIGNATURE_WIDTH, SIGNATURE_HEIGHT)
    return [
        Spacer(0, 4),
        paragraph(letter.closing, kit.body),
        shown,
        paragraph(name, kit.signatory),
        *(paragraph(line, kit.signature) for line in rest),
        Spacer(0, 8),
    ]


def _footnote(label: str, names: tuple[str, ...], kit: Styles, sheet: Sheet) -> list[Flowable]:
    if len(names) == 1:
        return [paragraph(f"{label}: {names[0]}", kit.body)]
    lead = paragraph(f"{label}:", kit.signature)
    items = list_flowables(Bullets(names), kit, sheet)
    return [KeepTogether([lead, *items[:2]]), *items[2:]]


def unprintable(letter: Letter, letterhead: Letterhead) -> tuple[str, ...]:
    """Return one sentence for each part of the letter with characters that the fonts cannot print."""
    parts = (
        ("The letterhead", "\n".join(head_lines(letterhead))),
        ("The name and address", "\n".join(letter.recipient_lines)),
        ("The reference", "\n".join(value for _, value in facts_beside(letter))),
        ("The greeting", letter.salutation),
        (
            "The text",
            "\n".join([letter.title, *(line for block in letter.blocks for line in block_lines(block))]),
        ),
        ("The signature", f"{letter.closing}\n{letter.signatory_name}\n{letter.signatory_role}"),
        ("The last lines", "\n".join(footnotes(letter))),
    )
    found = ((part, " ".join(map(_named, missing_glyphs(text)))) for part, text in parts)
    return tuple(
        f"{part} has characters that cannot be printed: {lost}. They appear as \N{REPLACEMENT CHARACTER}."
        for part, lost in found
        if lost
    )


def _named(character: str) -> str:
    """The character; half of one, which nothing can show, by its number."""
    return f"U+{ord(character):X}" if "\ud800" <= character <= "\udfff" else character
