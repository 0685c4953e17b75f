"""A letter as a file for elsewhere: a Word document, or an email draft with the letter attached. Nothing is recorded.

What was approved stands: its Word file says the same words, or is refused; its email carries the very PDF that was
frozen. An email draft is made of approved letters only. Only people open such a file: nothing here does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from caseworker.actions.letter_facts.outdated import check_up_to_date
from caseworker.actions.letter_recipients import Recipient, recipient_of
from caseworker.actions.letter_record import check_whole, letter_of, title_of
from caseworker.actions.letters import (
    LetterPreview,
    letter_bytes,
    letter_template,
    logo_picture,
    preview_letter,
)
from caseworker.actions.reports import write_file
from caseworker.domain.cases import CaseView
from caseworker.domain.fold import EntityState
from caseworker.domain.letter_work import Enclosure, LetterWork, letter_state
from caseworker.domain.letters import MARKING, Letter, Look
from caseworker.errors import RuleError
from caseworker.office import Office

if TYPE_CHECKING:
    from caseworker.letters.as_eml import Attachment


@dataclass(frozen=True, slots=True)
class EmailDraft:
    """An email draft as a file.

    Attributes:
        to: whom it is addressed to, in words; "" where the address has to be filled in by hand.
        hints: what to look at before it is sent, a sentence each.
    """

    content: bytes
    to: str = ""
    hints: tuple[str, ...] = ()


def file_name(reference: str, code: str, ending: str) -> str:
    """Return what a letter's file is called, without a person's name: "CYP-2026-0412 L01.docx"."""
    return f"{reference} {code}.{ending}"


def letter_word(
    office: Office, view: CaseView, code: str, work: LetterWork, *, look: Look | None = None
) -> bytes:
    """Return a letter that is being written as a Word document.

    Args:
        look: another look than the one settled for the letter, such as large print.

    Raises:
        ProblemsError: facts the letter needs and the case does not have.
        RuleError: there is no such letter, or it does not fit the case; a picture or address that cannot be used.
    """
    return _word(office, preview_letter(office, view, code, _with_look(work, look)))


def kept_letter_word(office: Office, view: CaseView, letter_id: str, *, look: Look | None = None) -> bytes:
    """Return a letter of a case as a Word document: as it was approved, else as it would be today.

    Raises:
        RuleError: it would not say any more what was approved; its PDF does.
        DamagedFileError: it is not what was approved.
    """
    letter = letter_of(view, letter_id)
    work = LetterWork.from_value(letter.doc.get("content"))
    code = str(letter.doc.get("code") or "")
    if letter_state(letter.doc).is_open:
        return letter_word(office, view, code, work, look=look)
    return _word(office, _as_approved(office, view, letter, code, work), look)


def kept_letter_email(office: Office, view: CaseView, letter_id: str) -> EmailDraft:
    """Return an approved or sent letter as an email draft: its PDF as it was frozen, its enclosures beside it.

    The draft is addressed to the letter's recipient where the case holds an email address; nobody is guessed.

    Raises:
        RuleError: the letter is not approved yet, its case was changed since (address, deadline), or the bytes of an
            enclosure are not kept here.
        DamagedFileError: it is not what was approved.
        ProblemsError: the recipient's email address is none.
    """
    office.require("letter")
    from caseworker.letters.as_eml import letter_eml

    letter = letter_of(view, letter_id)
    if letter_state(letter.doc).is_open:
        raise RuleError(
            f"{title_of(letter)} is not approved yet. Approve it first: an email carries what was approved."
        )
    check_up_to_date(office, view, letter)
    work = LetterWork.from_value(letter.doc.get("content"))
    code = str(letter.doc.get("code") or "")
    pdf = frozen_pdf(office, letter)
    recipient = _as_frozen(letter, recipient_of(office, view, letter_template(office, code), work))
    head = office.settings.letterhead(None)
    may = recipient is not None and recipient.email and not _is_barred(recipient)
    to = [(recipient.name, recipient.email)] if recipient and may else []
    content = letter_eml(
        _frame(view, letter), head, pdf, to, enclosures=list(_attachments(office, view, work.enclosures))
    )
    return EmailDraft(content, to[0][1] if to else "", _hints(recipient, work))


def _as_frozen(letter: EntityState, recipient: Recipient | None) -> Recipient | None:
    """The recipient, unless another is the usual one now: nobody gets a letter that was approved for somebody else."""
    if recipient is None or not letter.doc.get("seal"):
        return recipient
    return recipient if recipient.party_id == str(letter.doc.get("party_id") or "") else None


def frozen_pdf(office: Office, letter: EntityState) -> bytes:
    """Return the PDF of an approved or sent letter, byte for byte.

    Raises:
        DamagedFileError: it is not what was approved.
    """
    check_whole(letter)
    return letter_bytes(office, str(letter.doc.get("digest") or ""))


def save_letter_file(path: Path, content: bytes) -> None:
    """Write a letter's file whole or not at all.

    Raises:
        UnavailableError: the folder is full or cannot be written.
    """
    write_file(path, content, "The letter was not saved")


def _word(office: Office, preview: LetterPreview, look: Look | None = None) -> bytes:
    from caseworker.letters.as_docx import letter_docx

    letter = replace(preview.letter, look=look) if look else preview.letter
    return letter_docx(letter, office.settings.letterhead(logo_picture(office)))


def _with_look(work: LetterWork, look: Look | None) -> LetterWork:
    return replace(work, look=look) if look else work


def _frame(view: CaseView, letter: EntityState) -> Letter:
    """What an email says around a letter: who writes to whom, when, under which reference, as it was frozen."""
    facts = letter.doc.get("facts") or {}
    lines = tuple(str(letter.doc.get("recipient") or "").splitlines())
    name = lines[0] if lines else ""
    return Letter(
        code=str(letter.doc.get("code") or ""),
        title=title_of(letter),
        reference=view.reference,
        dated_on=date.fromisoformat(str(letter.doc["dated_on"])),
        recipient_lines=lines,
        salutation=str(facts.get("salutation") or (f"Dear {name}" if name else "Hello")),
        blocks=(),
        signatory_name=str(facts.get("signatory_name") or ""),
        signatory_role=str(facts.get("signatory_role") or ""),
        marking=MARKING if (letter.doc.get("content") or {}).get("marking") else "",
    )


def _as_approved(
    office: Office, view: CaseView, letter: EntityState, code: str, work: LetterWork
) -> LetterPreview:
    """The letter made again as of the day it bears; it must say what was approved."""
    check_whole(letter)
    day = letter.doc.get("dated_on")
    digest = str(letter.doc.get("signature_digest") or "")
    picture = letter_bytes(office, digest) if digest else None
    on = date.fromisoformat(str(day)) if day else None
    try:
        made = preview_letter(office, view, code, work, on=on, signature=picture)
    except RuleError as error:
        raise RuleError(f"{_CHANGED.format(title=title_of(letter))} {error}") from error
    if made.text != letter.doc.get("text"):
        raise RuleError(_CHANGED.format(title=title_of(letter)))
    return made


_CHANGED = (
    "{title} would not say in Word what was approved, because the case or the wording was changed since. Use its PDF, "
    "which is what was approved."
)


def _attachments(office: Office, view: CaseView, enclosures: Sequence[Enclosure]) -> Iterator[Attachment]:
    from caseworker.letters.as_eml import Attachment

    files = {each.id: each.doc for each in view.of_kind("file")}
    for each in enclosures:
        if each.digest:
            doc = files.get(each.file_id, {})
            name = str(doc.get("name") or each.name)
            media_type = str(doc.get("media_type") or "application/octet-stream")
            yield Attachment(name, letter_bytes(office, each.digest), media_type)


def _is_barred(recipient: Recipient) -> bool:
    """Whether a contact plan leaves email out."""
    roads = set(recipient.routes) - {"one_officer"}
    return bool(roads) and "email" not in roads


def _hints(recipient: Recipient | None, work: LetterWork) -> tuple[str, ...]:
    """What a person must look at before they send: the address, the road, what cannot be attached."""
    hints = []
    if recipient is not None and _is_barred(recipient):
        hints.append(f"{recipient.plan}. Email is not among these routes, so nobody stands in the draft.")
    elif recipient is None or not recipient.email:
        who = recipient.name if recipient and recipient.name else "the person it goes to"
        hints.append(f"The case holds no email address for {who}, so none stands in the draft: fill it in.")
    else:
        hints.append(f"Check the address {recipient.email} against the case before you send it.")
    if work.marking:
        hints.append("It is marked as sensitive: send it by secure email only.")
    else:
        hints.append("Send it by secure email unless the person asked for ordinary email.")
    loose = [each.name for each in work.enclosures if not each.digest]
    if loose:
        hints.append(f"Attach what is not kept with the case: {'; '.join(loose)}.")
    if work.copies:
        hints.append(f"Copies go to {'; '.join(work.copies)}: nobody was put in copy.")
    return tuple(hints)
