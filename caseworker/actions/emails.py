"""Import a saved email: into a case as a note with its files, or as the draft of a new intake."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from caseworker.actions.case_words import moment_words
from caseworker.actions.drafts import save_draft
from caseworker.actions.files import Attached, check_case, keep_ready, refused_words
from caseworker.actions.gather_files import Gathered, Source, gather, none_kept, sent_on
from caseworker.actions.waiting_files import Waiting, keep_gathered_waiting
from caseworker.domain.changes import Draft
from caseworker.domain.dates_in_words import count_of, listed
from caseworker.domain.drafts import PageDraft
from caseworker.domain.editing import CaseEdits
from caseworker.domain.file_types import file_type
from caseworker.domain.intake import LONGEST, cleaned
from caseworker.errors import Problem, ProblemsError
from caseworker.imports.email_read import ReadEmail
from caseworker.imports.emails import read_email
from caseworker.office import Office, Transaction
from caseworker.storage.file_rows import cases_with_file


@dataclass(frozen=True, slots=True)
class EmailOffer:
    """A saved email, read and ready to be imported.

    Attributes:
        sent_on: the day in London on which it was sent; today where it does not say.
        cases: references of the cases that hold this very email already.
    """

    email: ReadEmail
    gathered: Gathered
    sent_on: date
    cases: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of its file."""
        return self.gathered.files[0].name

    @property
    def words(self) -> str:
        """Whom it is from and what it is about, in a line."""
        subject = self.email.subject or "no subject"
        attached = len(self.gathered.files[0].inside)
        more = f", {count_of(attached, 'attachment')}" if attached else ""
        return f"{self.email.sender or 'Unknown sender'}: {subject}{more}"


def read_offer(office: Office, source: Source | Path, added_from: str = "picker") -> EmailOffer:
    """Read a saved email (.eml or .msg).

    Raises:
        ProblemsError: it is no email, or cannot be read or kept.
    """
    gathered = gather(office, [source], added_from)
    if not gathered.files:
        raise none_kept(gathered.refused)
    file = gathered.files[0]
    kind = file_type(file.media_type)
    if kind.shows != "email":
        message = f"{file.name} is not an email. Choose one saved from Outlook (.msg) or elsewhere (.eml)."
        raise ProblemsError([Problem("files", message)])
    read = read_email(file.content, kind)
    with office.reading() as raw:
        cases = cases_with_file(raw, hashlib.sha256(file.content).hexdigest())
    return EmailOffer(read, gathered, sent_on(office, read), tuple(cases))


def import_into_case(office: Office, case_id: str, offer: EmailOffer, *, stamp: str = "") -> Attached:
    """Add the email to a case: a note of the kind email with its words, and its files; one act, one Undo."""
    office.require("file")
    office.require("note")
    reference = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference
        view = transaction.case(case_id)
        reference = view.reference
        check_case(view)
        edits = CaseEdits(view, office.ids)
        edits.add("note", text=note_text(offer.email), kind="email", about_on=offer.sent_on.isoformat())
        keep_ready(transaction, edits, offer.gathered.files)
        return [edits.draft("email.imported")]

    written = office.save(make, stamp=stamp)
    inside = len(offer.gathered.files[0].inside)
    more = f" with {count_of(inside, 'attachment')}" if inside else ""
    said = [f"The email was added to {reference}{more}.", *refused_words(offer.gathered.refused)]
    changed = office.changed(" ".join(said), written, reference)
    return Attached(
        changed.message, changed.case_ids, changed.group_id, reference,
        offer.gathered.refused, offer.gathered.warnings,
    )  # fmt: skip


def note_text(read: ReadEmail) -> str:
    """Return an email as the words of a note: its head in lines, then what it says."""
    sent = moment_words(read.sent_at.isoformat()) if read.sent_at else ""
    head = (
        ("From", read.sender),
        ("To", read.to),
        ("Copy to", read.cc),
        ("Sent", sent),
        ("Subject", read.subject),
    )
    lines = [f"{label}: {value}" for label, value in head if value]
    return cleaned("\n".join([*lines, "", read.body]))[:LONGEST]


def intake_values(offer: EmailOffer) -> dict[str, str]:
    """Return what an email says to the fields of an intake, as somebody would type it."""
    email, day = offer.email, offer.sent_on
    return {
        "channel": "Email",
        "received_on": f"{day.day}/{day.month}/{day.year}",
        "full_name": cleaned(email.sender_name or email.sender_email),
        "email": cleaned(email.sender_email),
        "subject": cleaned(email.subject)[:300],
        "summary": cleaned(email.body)[:LONGEST],
    }


def keep_offer(office: Office, offer: EmailOffer) -> tuple[Waiting, ...]:
    """Keep the bytes of an email and its attachments for a draft; return what the draft shall say of them."""
    office.require("log")
    return keep_gathered_waiting(office, offer.gathered).files


def begin_intake(office: Office, offer: EmailOffer) -> PageDraft:
    """Begin the draft of an intake with an email: sender, day, words and waiting files; the type is left to choose."""
    files = keep_offer(office, offer)
    doc = {
        **intake_values(offer),
        "owner_id": office.person.id,
        "acknowledge": True,
        "focus": "kind",
        "needed": "type of case",
        "files": list(files),
    }
    title = ", ".join(filter(None, ("New case", intake_values(offer)["full_name"])))
    return save_draft(office, "intake", doc, title=title)


def already_words(offer: EmailOffer) -> str:
    """Return in a sentence which cases hold this email already; "" for none."""
    return f"This email is with {listed(offer.cases)} already." if offer.cases else ""
