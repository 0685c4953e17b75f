"""The email of a chase: a plain draft that any mail program opens, with no name of a person in it but initials.

Source: rule book letter L47 (case, due, gap); a draft is marked "X-Unsent: 1", which Outlook opens for sending.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from textwrap import wrap

from caseworker.domain.dates_in_words import count_of
from caseworker.domain.words import folded

_WIDTH = 76
"""Letters in a line: what mail programs leave unbroken (RFC 5322 advises at most 78)."""

_HEADINGS = ("Late", "Due within three working days", "Asked for", "Remedies and actions outstanding")


@dataclass(frozen=True, slots=True)
class EmailCase:
    """A case in an email.

    Attributes:
        who: initials only: the email may be read over a shoulder.
        due: the deadline in words; asked: what is wanted of the reader, one sentence each.
        contribution_ids: what was asked in the case's own record.
        rank: the part of the email: late, nearly due, asked for, remedies.
    """

    case_id: str
    reference: str
    who: str
    type: str
    due_on: date | None
    due: str
    asked: tuple[str, ...]
    contribution_ids: tuple[str, ...]
    rank: int


@dataclass(frozen=True, slots=True)
class Email:
    """One draft.

    Attributes:
        kind: "service" for a reminder, "head" for telling a head of service.
        title: the service, or the head's name.
        name: of the reader, "" when not known.
        to: name and address of each reader; none where the address must be filled in by hand.
    """

    kind: str
    title: str
    name: str
    to: tuple[tuple[str, str], ...]
    cases: tuple[EmailCase, ...]

    @property
    def subject(self) -> str:
        """What the reader sees first: how many cases, and whether any is late."""
        number = count_of(len(self.cases), "case")
        late = sum(case.rank == 0 for case in self.cases)
        told = f"{number}, {late} late" if late else number
        return f"For your attention: {told}" if self.kind == "head" else f"Reminder: {told}"

    @property
    def readers(self) -> str:
        """Whom it goes to, in words."""
        return ", ".join(f"{name} <{email}>" if name else email for name, email in self.to)


def email_text(email: Email) -> str:
    """Return the words of the draft."""
    lines = [f"Dear {email.name or 'colleague'},", "", *wrap(_opening(email), _WIDTH), ""]
    for rank, heading in enumerate(_HEADINGS):
        cases = [case for case in email.cases if case.rank == rank]
        if cases:
            lines += [heading, "-" * len(heading), *_table(cases), ""]
    lines += [*wrap(_closing(email), _WIDTH), ""]
    return "\n".join(lines)


def as_eml(email: Email) -> bytes:
    """Return the draft as a file: headers and plain text in UTF-8."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["Subject"] = email.subject
    if email.to:
        message["To"] = [Address(name, addr_spec=address) for name, address in email.to]
    message.set_content(email_text(email), charset="utf-8", cte="quoted-printable")
    return message.as_bytes()


def file_name(email: Email, today: date) -> str:
    """Return what the file is called: "2025-10-15-chase-corporate-parenting.eml"."""
    words = re.sub(r"[^a-z0-9]+", "-", folded(email.title)).strip("-")[:60] or "service"
    return f"{today.isoformat()}-{'escalation' if email.kind == 'head' else 'chase'}-{words}.eml"


def _opening(email: Email) -> str:
    if email.kind == "head":
        return (
            "These cases of your service are due within days or late. Ask whoever holds them for what is missing, "
            "or tell us what stands in the way."
        )
    return f"These cases wait for {email.title}. Send what is asked, or tell us when it will come."


def _closing(email: Email) -> str:
    return "Reply to this email with the reference. It names people by initials only; keep it so when you answer."


def _table(cases: Sequence[EmailCase]) -> Iterator[str]:
    """The cases below each other in even columns; deadline and what is asked stand beneath, so that no line breaks."""
    head = ("Reference", "Who", "Type")
    rows = [(case.reference, case.who, case.type) for case in cases]
    widths = [max(len(row[n]) for row in (head, *rows)) for n in range(3)]
    yield _row(head, widths)
    for case, row in zip(cases, rows, strict=True):
        yield _row(row, widths)
        yield f"    Deadline: {case.due}"
        for asked in case.asked:
            said = f"Asked: {' '.join(asked.split())}"
            yield from wrap(said, _WIDTH, initial_indent="    ", subsequent_indent=" " * 11)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
