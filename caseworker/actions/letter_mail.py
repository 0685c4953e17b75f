"""The post table: what waits to be sent and how, in which envelope; the log of what was sent, as a file and on paper.

Built on the lists of letter_post; here stands what somebody at a post table needs besides: pages, envelope, a way of
sending that fits, and the letters as they are kept now, at the moment of printing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from caseworker.actions.letter_facts.outdated import check_up_to_date
from caseworker.actions.letter_files import file_name, frozen_pdf, kept_letter_email, save_letter_file
from caseworker.actions.letter_post import Dispatched, ToSend, dispatch_log, letters_to_send
from caseworker.actions.letter_record import check_state, letter_of
from caseworker.actions.letters import letter_bytes
from caseworker.actions.look_up import open_case
from caseworker.actions.reports import write_file
from caseworker.domain.dates_in_words import count_of, long_date
from caseworker.domain.envelopes import ELECTRONIC, Envelope, PostItem, envelope_for, in_post_order
from caseworker.domain.letter_work import LetterState
from caseworker.errors import DamagedFileError, RuleError
from caseworker.office import Office

LETTER_POST = "first_class"
WITH_PROOF = "signed_for"
BY_EMAIL = "email"
SECURE_EMAIL = "secure_email"
_EMAIL_LINE = "by email:"
"""What stands in the window of a letter to somebody who has no postal address."""


@dataclass(frozen=True, slots=True)
class MailLine:
    """A letter that waits for the post, as its table shows it.

    Attributes:
        how: the way of sending that fits, a code of the list "dispatch_methods"; how_words: in words.
        pages: of the letter; 0 where its PDF cannot be read (`problem` says so).
        problem: why it is not to go out as it is: it cannot be read, or the case was changed since it was approved.
        other_day: whether it bears another day than today and is dated anew before it goes.
    """

    letter: ToSend
    how: str
    how_words: str
    pages: int
    other_day: bool = False
    problem: str = ""

    @property
    def key(self) -> str:
        """Case and letter in one word."""
        return f"{self.letter.case_id}/{self.letter.letter_id}"

    @property
    def ref(self) -> tuple[str, str]:
        """Case and letter, as the acts take them."""
        return self.letter.case_id, self.letter.letter_id

    @property
    def name(self) -> str:
        """Whom it goes to."""
        return self.letter.recipient_lines[0] if self.letter.recipient_lines else ""

    @property
    def address(self) -> str:
        """The rest of the envelope's window, in a line."""
        return ", ".join(self.letter.recipient_lines[1:])

    @property
    def is_paper(self) -> bool:
        """Whether it goes on paper."""
        return self.how not in ELECTRONIC

    @property
    def envelope(self) -> Envelope:
        """The smallest that holds it, printed on one side."""
        return envelope_for(self.pages)


@dataclass(frozen=True, slots=True)
class Post:
    """What lies on the post table: letters to send, and letters that came back and wait for somebody."""

    to_send: tuple[MailLine, ...]
    came_back: tuple[Dispatched, ...]


def read_post(office: Office) -> Post:
    """Return what waits to be sent, in the order of the envelopes, and what came back."""
    lines = [_line(office, each) for each in letters_to_send(office)]
    back = [
        each
        for each in dispatch_log(office, date.min, date.max)
        if each.returned_on and not each.returned_dealt_on
    ]
    return Post(
        sorted_for_post(office, lines), tuple(sorted(back, key=lambda each: each.returned_on or date.min))
    )


def sorted_for_post(
    office: Office, lines: Sequence[MailLine], *, two_sided: bool = False
) -> tuple[MailLine, ...]:
    """Return letters in the order in which they are put into envelopes."""
    methods = [entry.code for entry in office.vocabulary.offered("dispatch_methods")]
    items = [(PostItem(line.how, line.pages, line.name, line.letter.reference), line) for line in lines]
    return tuple(in_post_order(items, methods, two_sided=two_sided))


def way_of_sending(letter: ToSend) -> str:
    """Return the way of sending that fits: email where there is no postal address, proof of posting for what is
    marked as sensitive, else first class post."""
    marked = bool((letter.content or {}).get("marking"))
    if any(line.casefold().startswith(_EMAIL_LINE) for line in letter.recipient_lines):
        return SECURE_EMAIL if marked else BY_EMAIL
    return WITH_PROOF if marked else LETTER_POST


def letter_to_print(office: Office, case_id: str, letter_id: str) -> bytes:
    """Return the PDF of a letter that may go into the post now, as it was frozen.

    Raises:
        RuleError: it was sent, replaced, taken back or removed meanwhile, or its case was changed since the approval.
        DamagedFileError: it is not what was approved.
    """
    view = open_case(office, case_id)
    letter = letter_of(view, letter_id)
    check_state(letter, (LetterState.APPROVED,))
    check_up_to_date(office, view, letter)
    return frozen_pdf(office, letter)


@dataclass(frozen=True, slots=True)
class EmailsWritten:
    """Email drafts written to a folder.

    Attributes:
        without_address: references of those in which nobody stands, because the case holds no address.
        left_out: reference and why, of letters no draft was made of.
    """

    paths: tuple[Path, ...]
    without_address: tuple[str, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()


def write_emails(office: Office, lines: Sequence[MailLine], folder: Path) -> EmailsWritten:
    """Write each letter as an email draft; no file that is there already is replaced.

    Raises:
        UnavailableError: the folder is full or cannot be written; the drafts before are there.
    """
    paths: list[Path] = []
    without: list[str] = []
    left: list[tuple[str, str]] = []
    for line in lines:
        reference = line.letter.reference
        try:
            view = open_case(office, line.letter.case_id)
            check_state(letter_of(view, line.letter.letter_id), (LetterState.APPROVED,))
            draft = kept_letter_email(office, view, line.letter.letter_id)
        except (RuleError, DamagedFileError) as error:
            left.append((reference, str(error)))
            continue
        path = _free_path(folder, file_name(reference, line.letter.code, "eml"))
        save_letter_file(path, draft.content)
        paths.append(path)
        without += [] if draft.to else [reference]
    return EmailsWritten(tuple(paths), tuple(without), tuple(left))


def _free_path(folder: Path, name: str) -> Path:
    path, number = folder / name, 1
    while path.exists():
        number += 1
        path = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
    return path


def sent_csv(rows: Sequence[Dispatched]) -> bytes:
    """Return lines of the dispatch log as CSV: UTF-8 with the mark by which Excel knows it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([title for title, _width in _LOG_HEAD])
    writer.writerows([_harmless(cell) for cell in _log_cells(row)] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def write_sent(rows: Sequence[Dispatched], path: Path) -> int:
    """Write lines of the dispatch log to a file and return how many there are.

    Raises:
        UnavailableError: the file cannot be written.
    """
    write_file(path, sent_csv(rows), "The list was not exported")
    return len(rows)


def sent_pdf(office: Office, rows: Sequence[Dispatched], from_on: date, to_on: date) -> bytes:
    """Return lines of the dispatch log on paper, a part for each day."""
    from caseworker.paper.listing import ListingPart, listing_pdf

    days: dict[date, list[Dispatched]] = {}
    for row in rows:
        days.setdefault(row.sent_on, []).append(row)
    printed = [(title, width) for title, width in _LOG_HEAD if width]
    head = tuple(title for title, _width in printed)
    parts = [
        ListingPart(
            f"{long_date(day)} ({len(sent)})", "", head,
            tuple(tuple(c for c, (_t, w) in zip(_log_cells(row), _LOG_HEAD, strict=True) if w) for row in sent),
        )
        for day, sent in sorted(days.items())
    ]  # fmt: skip
    if not parts:
        parts = [ListingPart("No letters", "Nothing was recorded as sent in these days.", head, ())]
    return listing_pdf(
        "Letters sent",
        f"{long_date(from_on)} to {long_date(to_on)}: {count_of(len(rows), 'letter')}",
        parts,
        widths=[width for _title, width in printed],
        council=office.settings.council or "Caseworker",
        colour=office.settings.colour,
    )


_LOG_HEAD: tuple[tuple[str, int], ...] = (
    ("Sent", 62), ("Reference", 84), ("Code", 0), ("Letter", 150), ("To", 190), ("By", 78), ("Tracking number", 72),
    ("Recorded by", 0), ("Approved by", 0), ("Came back", 92), ("Came back because", 0), ("Dealt with", 0),
    ("Replaced", 0),
)  # fmt: skip
"""Columns of the log, and their widths on paper in points; 0: in the file only."""


def _log_cells(row: Dispatched) -> tuple[str, ...]:
    return (
        row.sent_on.isoformat(),
        row.reference,
        row.code,
        row.title,
        row.recipient,
        row.how,
        row.tracking,
        row.sent_by,
        row.approved_by,
        row.returned_on.isoformat() if row.returned_on else "",
        row.returned_why,
        row.returned_dealt_on.isoformat() if row.returned_dealt_on else "",
        "Yes" if row.superseded else "",
    )


def _harmless(value: str) -> str:
    """The value, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def _line(office: Office, letter: ToSend) -> MailLine:
    how = way_of_sending(letter)
    pages, problem = _pages(office, letter.digest)
    words = office.vocabulary.label("dispatch_methods", how)
    problem = problem or " ".join(letter.changed)
    return MailLine(letter, how, words, pages, letter.dated_on != office.clock.today(), problem)


def _pages(office: Office, digest: str) -> tuple[int, str]:
    known = _COUNTED.get(digest)
    if known is not None:
        return known, ""
    try:
        number = page_count(letter_bytes(office, digest))
    except DamagedFileError as error:
        return 0, str(error)
    _COUNTED[digest] = number
    return number, ""


_COUNTED: dict[str, int] = {}
"""Pages by the digest of a PDF: the same bytes always have the same."""


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    from caseworker.pdfium import opened

    with opened(pdf) as document:
        return len(document)
