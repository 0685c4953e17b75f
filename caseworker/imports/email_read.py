"""An email as it is read from a file, whichever program saved it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

LONGEST_BODY = 100_000
"""Letters of an email's text that are read; the rest stays in the original, which is kept whole."""
MOST_ATTACHMENTS = 200
LONGEST_HEADER = 2_000
"""Letters of one line of the head that are shown and kept, such as of a list of a thousand recipients."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside an email."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ReadEmail:
    """What an email says.

    Attributes:
        sent_at: the instant it was sent, with its offset; None where the email does not say, or says what is no date.
        body: its words as plain text.
        remarks: what a reader should know, each a sentence.
    """

    sender_name: str = ""
    sender_email: str = ""
    to: str = ""
    cc: str = ""
    subject: str = ""
    sent_at: datetime | None = None
    body: str = ""
    attachments: tuple[Attachment, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def sender(self) -> str:
        """Name and address as the head of an email has them: "Nia Bowen <nia@example.org>"."""
        if self.sender_name and self.sender_email and self.sender_name != self.sender_email:
            return f"{self.sender_name} <{self.sender_email}>"
        return self.sender_email or self.sender_name


NO_DATE = "The email does not say when it was sent."
NESTED = "An email inside it is kept as a file of its own."
WINMAIL = (
    "Its attachments are packed in winmail.dat, which only Outlook opens. Ask the sender to send them as ordinary"
    " attachments."
)
LONG = "Its text is very long, so only the beginning is shown. The whole email is kept."
MANY = (
    f"It has more than {MOST_ATTACHMENTS} attachments; the others stay inside the email, which is kept whole."
)
SIGNATURE = "Small pictures of its signature stay inside the email, which is kept whole."
"""Remarks."""


def shortened(text: str, most: int = LONGEST_HEADER) -> str:
    """Return one line of a head, cut where it is longer than anybody reads."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
