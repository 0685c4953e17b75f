"""The letter on paper: A4 for a DL window envelope, in the council's letterhead; one letter, always the same bytes."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, Spacer

from caseworker.domain.dates_in_words import long_date
from caseworker.domain.letters import Block, Bullets, Heading, Letter, Letterhead, Table, block_lines
from caseworker.letters.as_text import facts_beside, footnotes, head_lines, signature_lines, table_lines
from caseworker.paper import (
    PageText,
    PaperDocument,
    Styles,
    bullet,
    missing_glyphs,
    paragraph,
    quoted,
    styles,
)
from caseworker.paper.letterhead import draw_facts, draw_letterhead, logo_picture
from caseworker.paper.window import draw_address, draw_folds, fit_address

BODY_TOP = 95 * mm  # below everything an envelope's window may show
ROOM_TO_SIGN = 16 * mm
SHORT = 500  # letters: a last paragraph no longer than this goes with the signature onto its page


def letter_pdf(letter: Letter, letterhead: Letterhead) -> bytes:
    """Return the letter as a PDF file.

    Raises:
        RuleError: the address does not fit the envelope's window, the logo is no picture, the colour no colour.
    """
    address = fit_address(letter.recipient_lines)
    if letterhead.logo:
        logo_picture(letterhead.logo)

    def draw_first(canvas: Canvas, width: float, height: float) -> None:
        draw_letterhead(canvas, letterhead, width, height)
        draw_address(canvas, address, height)
        draw_facts(canvas, facts_beside(letter), width, height)
        draw_folds(canvas, height)

    target = BytesIO()
    header = f"{address.lines[0]}, {long_date(letter.dated_on)}, our reference {letter.reference}"
    PaperDocument(
        target,
        title=f"{letter.title} ({letter.reference})",
        author=letterhead.council,
        subject=letter.code,
        lang=letter.language,
        landscape=False,
        text=PageText(footer=letterhead.council, header=header),
        draw_first=draw_first,
        first_top=BODY_TOP,
    ).build(_story(letter, letterhead))
    return target.getvalue()


def _story(letter: Letter, letterhead: Letterhead) -> list[Flowable]:
    kit = styles(letterhead.colour)
    story: list[Flowable] = [paragraph(letter.salutation, kit.body), paragraph(letter.title, kit.subject)]
    for block in letter.blocks:
        story += _flowables(block, kit)
    kept = [story.pop()] if letter.blocks and len(block_lines(letter.blocks[-1])[-1]) <= SHORT else []
    story.append(KeepTogether([*kept, *_closing(letter, letterhead, kit)]))
    return story + [paragraph(line, kit.body) for line in footnotes(letter)]


def _flowables(block: Block, kit: Styles) -> list[Flowable]:
    if isinstance(block, Heading):
        return [paragraph(block.text, kit.heading)]
    if isinstance(block, Bullets):
        return [bullet(item, kit.bullet) for item in block.items]
    if isinstance(block, Table):
        return [paragraph(line, kit.body) for line in table_lines(block)]
    return [quoted(block.text, kit.quote) if block.quoted else paragraph(block.text, kit.body)]


def _closing(letter: Letter, letterhead: Letterhead, kit: Styles) -> list[Flowable]:
    name, *rest = signature_lines(letter, letterhead)
    return [
        Spacer(0, 4),
        paragraph(letter.closing, kit.body),
        Spacer(0, ROOM_TO_SIGN),
        paragraph(name, kit.signatory),
        *(paragraph(line, kit.signature) for line in rest),
        Spacer(0, 8),
    ]


def unprintable(letter: Letter, letterhead: Letterhead) -> tuple[str, ...]:
    """Return one sentence for each part of the letter with characters that the fonts cannot print."""
    parts = (
        ("The letterhead", "\n".join(head_lines(letterhead))),
        ("The name and address", "\n".join(letter.recipient_lines)),
        ("The greeting", letter.salutation),
        (
            "The text",
            "\n".join([letter.title, *(line for block in letter.blocks for line in block_lines(block))]),
        ),
        ("The signature", f"{letter.signatory_name}\n{letter.signatory_role}"),
        ("The last lines", "\n".join(footnotes(letter))),
    )
    found = ((part, missing_glyphs(text)) for part, text in parts)
    return tuple(
        f"{part} has characters that cannot be printed: {' '.join(lost)}. They appear as \N{REPLACEMENT CHARACTER}."
        for part, lost in found
        if lost
    )
