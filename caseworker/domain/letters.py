"""What a letter is, before it meets paper: whose head it carries, whom it goes to, what it says.

All text here is plain. A person's words are never markup, on no road from here to the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


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
class Heading:
    """A heading between paragraphs."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a line end in it starts a new line. `quoted`: somebody's own words, set in from the left."""

    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short points."""

    items: tuple[str, ...]


Block = Heading | Paragraph | Bullets


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


def block_lines(block: Block) -> tuple[str, ...]:
    """Return a block's plain texts, in reading order."""
    return block.items if isinstance(block, Bullets) else (block.text,)
