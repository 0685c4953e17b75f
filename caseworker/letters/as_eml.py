"""The letter as the draft of an email that any mail program opens: the PDF attached, what is enclosed beside it.

Question: what stands in the email itself? Choice: a few words that say a letter is attached, from whom, under which
reference, and how to get it in another form; never what the letter says, and no name of a child. An email is shown on
locked screens, in lists of previews and to whoever it is passed on to, while the letter is opened on purpose. Cost: who
cannot open the PDF must ask; the words say how.

"X-Unsent: 1" makes Outlook open it for sending. Nobody is guessed: only addresses that were handed over stand in it.
The same letter gives the same bytes.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from textwrap import wrap

from caseworker.domain.dates_in_words import count_of, long_date
from caseworker.domain.letters import Letter, Letterhead
from caseworker.errors import Problem, ProblemsError

_WIDTH = 76
"""Letters in a line: what mail programs leave unbroken (RFC 5322 advises at most 78)."""
_LONGEST_NAME = 120
_ADDRESS = re.compile(r"[^\s@<>\"(),:;\\\[\]]+@[^\s@<>\"(),:;\\\[\]]+\.[^\s@<>\"(),:;\\\[\]]+")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with the letter."""

    name: str
    content: bytes
    media_type: str = "application/octet-stream"


Reader = tuple[str, str]
"""Name and email address; the name may be empty."""


def letter_eml(
    letter: Letter, letterhead: Letterhead, pdf: bytes, to: Sequence[Reader] = (), cc: Sequence[Reader] = (),
    subject_line: str = "", sender: Reader | None = None, enclosures: Sequence[Attachment] = (),
) -> bytes:  # fmt: skip
    """Return the draft as a file.

    Args:
        pdf: the letter's pages, as kept.
        to, cc: whom it goes to; none where the address must be filled in by hand.
        subject_line: empty for the usual one, which names nobody.
        sender: from whom; None leaves it to the mail program.

    Raises:
        ProblemsError: an address that no mail program can send to.
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["Subject"] = one_line(subject_line) or usual_subject(letter)
    for header, readers in (("From", [sender] if sender else []), ("To", to), ("Cc", cc)):
        if readers:
            message[header] = [_address(header, *reader) for reader in readers]
    words = cover_words(letter, letterhead, [each.name for each in enclosures])
    message.set_content(words, charset="utf-8", cte="quoted-printable")
    for each in (Attachment(pdf_name(letter), pdf, "application/pdf"), *enclosures):
        main, _, sub = _media_type(each.media_type).partition("/")
        message.add_attachment(each.content, maintype=main, subtype=sub, filename=file_name(each.name))
    message.set_boundary(f"=_letter_{hashlib.sha256(pdf + words.encode()).hexdigest()[:32]}")
    return message.as_bytes()


def usual_subject(letter: Letter) -> str:
    """Return a subject line that names nobody: it is read on locked screens."""
    marking = f"{one_line(letter.marking)}: " if letter.marking else ""
    return f"{marking}Letter, our reference {one_line(letter.reference)}"


def pdf_name(letter: Letter) -> str:
    """Return what the attached letter is called, without a person's name."""
    return file_name(f"{letter.reference} {letter.code}.pdf")


def cover_words(letter: Letter, letterhead: Letterhead, enclosed: Sequence[str] = ()) -> str:
    """Return the words of the email."""
    first = f"Our letter of {long_date(letter.dated_on)} is attached, with our reference {letter.reference}."
    if enclosed:
        number = count_of(len(enclosed), "other file")
        first += f" {number} {'goes' if len(enclosed) == 1 else 'go'} with it: {'; '.join(enclosed)}."
    phone = f" or phone {letterhead.phone}" if letterhead.phone.strip() else ""
    help_ = (
        f"If you cannot open it, or would like it on paper, in large print or read out to you, "
        f"reply to this email{phone}. Keep the reference in the subject line when you reply."
    )
    privately = "The letter is private. If this email was not meant for you, tell us and delete it."
    signed = (letter.signatory_name, letter.signatory_role, letterhead.department, letterhead.council)
    lines: list[str] = []
    for text in (letter.salutation, first, help_, privately, letter.closing):
        lines += [*wrap(one_line(text), _WIDTH, break_on_hyphens=False, break_long_words=False), ""]
    lines += [one_line(line) for line in signed if line.strip()]
    return "\n".join(lines) + "\n"


def one_line(text: str) -> str:
    """Return a text as one line without control characters: a line end in a header would begin another header."""
    kept = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    return " ".join("".join(c for c in kept if unicodedata.category(c) not in ("Cf", "Cs")).split())


def file_name(name: str) -> str:
    """Return a name that every system takes, its ending kept."""
    cleaned = re.sub(r'[<>:"/\\|?*]+', "-", one_line(name)).strip(" .") or "file"
    stem, dot, ending = cleaned.rpartition(".")
    if not dot:
        return cleaned[:_LONGEST_NAME]
    return f"{stem[: _LONGEST_NAME - len(ending) - 1]}.{ending}"


def _media_type(known: str) -> str:
    return known if re.fullmatch(r"[a-z]+/[A-Za-z0-9.+-]+", known) else "application/octet-stream"


def _address(header: str, name: str, address: str) -> Address:
    spec = one_line(address)
    try:
        if spec != address.strip() or not _ADDRESS.fullmatch(spec) or not spec.isascii():
            raise ValueError(address)
        return Address(one_line(name), addr_spec=spec)
    except (ValueError, IndexError, MessageError):
        what = {"From": "of the sender", "To": "to write to", "Cc": "for a copy"}[header]
        message = f"The email address {what}, “{spec}”, must be a real one, such as name@example.org"
        raise ProblemsError([Problem("email", message)]) from None
