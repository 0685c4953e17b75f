"""What a letter is, before it meets paper: whose head it carries, whom it goes to, what it says.

All text here is plain. A person's words are never markup, on no road from here to the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes, from the office settings.

    Attributes:
        logo: a PNG or JPEG picture, or None for a letterhead of words alone.
        colour: the council's colour, "#rrggbb".
    """

    council: str
    department: str = ""
    address_lines: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    website: str = ""
    logo: bytes | None = None
    colour: str = "#12436D"

    @property
    def contact_lines(self) -> tuple[str, ...]:
        """The address and how to reach us, one line each, as printed and read."""
        phone = f"Phone {self.phone}" if self.phone.strip() else ""
        lines = (*self.address_lines, phone, self.email, self.website)
        return tuple(line for line in lines if line.strip())


@dataclass(frozen=True, slots=True)
class Mark:
    """Letters `start` to `end` (not included) of a text are bold, italic or both."""

    start: int
    end: int
    bold: bool = False
    italic: bool = False


Marks = tuple[Mark, ...]
"""In the order of the text, without overlap."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading between paragraphs; level 2 stands below a heading of level 1."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a line end in it starts a new line. `quoted`: somebody's own words, set in from the left."""

    text: str
    quoted: bool = False
    marks: Marks = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short points, or of numbered ones; `marks`: one entry for each item, or empty."""

    items: tuple[str, ...]
    numbered: bool = False
    marks: tuple[Marks, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A small table with a row of column heads, as many as each row has cells; `caption` says what it holds."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


Block = Heading | Paragraph | Bullets | Table
Blocks = tuple[Block, ...]
Fact = str | Blocks
"""What a place of a letter is filled with: words, or whole blocks where the place stands alone."""


class Look(StrEnum):
    """How a letter is printed. Source: rule book 9.1 rule 1; interface brief, 4.4."""

    STANDARD = "standard"
    LARGE_16 = "large16"
    LARGE_18 = "large18"
    EASY_READ = "easy_read"

    @property
    def label(self) -> str:
        """In words."""
        return _LOOKS[self.value]


_LOOKS = {
    "standard": "Standard print",
    "large16": "Large print, 16 point",
    "large18": "Large print, 18 point",
    "easy_read": "Easy to read: short lines, wide spaces, 14 point",
}

MARKING = "OFFICIAL-SENSITIVE"


@dataclass(frozen=True, slots=True)
class LetterText:
    """The wording of one letter with all its places filled: the line it is headed with, and the text below."""

    blocks: tuple[Block, ...]
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to one recipient, ready for paper.

    Attributes:
        code: of the letter in the catalogue, such as "L01".
        title: the line the letter is headed with.
        reference: our reference, such as CYP-2026-0412.
        recipient_lines: name first, then the address, one line each; it stands in the envelope's window.
        enclosures, copies: what is sent with it, and who else gets it.
        closing: the words before the signature.
        language: BCP 47 code, read by screen readers.
        your_reference: theirs, empty where they gave none.
        look: how it is printed.
        marking: the protective marking at the head and foot of every page, such as "OFFICIAL-SENSITIVE"; or "".
        signature: the picture of the signature, placed only once the letter is approved; None leaves room to sign.
    """

    code: str
    title: str
    reference: str
    dated_on: date
    recipient_lines: tuple[str, ...]
    salutation: str
    blocks: tuple[Block, ...]
    signatory_name: str
    signatory_role: str
    enclosures: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    language: str = "en-GB"
    closing: str = "Yours sincerely"
    your_reference: str = ""
    look: Look = Look.STANDARD
    marking: str = ""
    signature: bytes | None = None


def block_lines(block: Block) -> tuple[str, ...]:
    """Return a block's plain texts, in reading order."""
    if isinstance(block, Bullets):
        return block.items
    if isinstance(block, Table):
        caption = (block.caption,) if block.caption else ()
        return (*caption, *block.head, *(cell for row in block.rows for cell in row))
    return (block.text,)


def blocks_text(blocks: Blocks) -> str:
    """Return the plain words of blocks, one line each."""
    return "\n".join(line for block in blocks for line in block_lines(block))


def fact_text(fact: Fact) -> str:
    """Return a fact in plain words."""
    return fact if isinstance(fact, str) else blocks_text(fact)
