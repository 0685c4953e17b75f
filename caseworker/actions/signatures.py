"""Pictures of signatures, one for each person who signs; a letter carries it only once it is approved.

Source: rule book 9.1 (signature images are placed on approval only).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from caseworker.actions.letters import letter_bytes
from caseworker.actions.settings_change import setting_drafts
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.letters import Letter, Paragraph
from caseworker.domain.staff import Person
from caseworker.errors import NotPermittedError, Problem, ProblemsError, RuleError
from caseworker.files import told_of_os
from caseworker.office import Office, Transaction
from caseworker.storage.blobs import keep_bytes

LARGEST = 2_000_000
_TOO_LARGE = "The picture must be a PNG or JPEG file of at most 2 MB. Save it smaller and choose it again"


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """One person of the staff list.

    Attributes:
        has_picture: whether letters they sign carry their signature.
        may_change: whether the person at the keyboard may change it.
    """

    person: Person
    has_picture: bool
    may_change: bool
    works_here: bool


def signature_rows(office: Office) -> tuple[SignatureRow, ...]:
    """Return who works here and who has a picture kept, by name; who has left stands last."""
    today, kept = office.clock.today(), office.settings.signatures
    rows = [
        SignatureRow(
            person, bool(kept.get(person.id)), not why_not(office, person.id), person.works_on(today)
        )
        for person in office.staff.values()
        if person.works_on(today) or kept.get(person.id)
    ]
    return tuple(sorted(rows, key=lambda row: (not row.works_here, row.person.full_name.casefold())))


def why_not(office: Office, staff_id: str) -> str:
    """Return why the person at the keyboard cannot change this signature, or ""."""
    try:
        _check(office, staff_id)
    except RuleError as error:
        return str(error)
    return ""


def set_signature(office: Office, staff_id: str, picture: bytes | None) -> Changed:
    """Keep the picture of somebody's signature, or take it away with None. Letters already approved keep theirs.

    Raises:
        RuleError: nobody of this id is on the staff list, or it is somebody else's signature.
        ProblemsError: the picture cannot be printed, is empty, or is too large.
    """
    _check(office, staff_id)
    person = office.staff[staff_id]
    if picture is not None:
        check_signature(picture)

    def make(transaction: Transaction) -> list[Draft]:
        digest = None
        if picture is not None:
            media = "image/png" if picture.startswith(b"\x89PNG") else "image/jpeg"
            digest = keep_bytes(transaction.raw, picture, media)
        return setting_drafts(transaction, {f"signature:{staff_id}": digest}, reason=message)

    done = "is kept. Letters they sign carry it once approved" if picture is not None else "was taken away"
    message = f"The signature of {person.full_name} {done}."
    written = office.save(make)
    return office.changed(message if written else "Nothing was different.", written)


def signature_picture(office: Office, staff_id: str) -> bytes | None:
    """Return the kept picture of somebody's signature; None where there is none."""
    digest = office.settings.signatures.get(staff_id)
    return letter_bytes(office, digest) if digest else None


def read_signature(path: Path) -> bytes:
    """Return the picture in a file, checked.

    Raises:
        ProblemsError: letters cannot carry it.
        UnavailableError: the file cannot be read.
    """
    with told_of_os("The picture was not read", path):
        if path.stat().st_size > LARGEST:
            raise ProblemsError([Problem("signature", _TOO_LARGE)])
        picture = path.read_bytes()
    check_signature(picture)
    return picture


def check_signature(picture: bytes) -> None:
    """Let a picture pass that letters can carry.

    Raises:
        ProblemsError: it is no PNG or JPEG, cannot be read, is empty or too large.
    """
    from caseworker.paper.pictures import picture as printable

    is_picture = picture.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"))
    if not is_picture or len(picture) > LARGEST:
        raise ProblemsError([Problem("signature", _TOO_LARGE)])
    try:
        printable(picture, "The picture of the signature", "signature", trimmed=True)
    except RuleError as error:
        raise ProblemsError([Problem("signature", str(error))]) from error


def signed_example(office: Office, staff_id: str, picture: bytes) -> bytes:
    """Return an example letter (PDF) signed by somebody with a picture that is being tried out."""
    from caseworker.actions.letters import logo_picture
    from caseworker.letters.as_pdf import letter_pdf

    person = office.staff[staff_id]
    letter = Letter(
        "L01",
        "How a letter is signed",
        f"{office.settings.reference_prefix}-{office.clock.today().year}-0001",
        office.clock.today(),
        ("Full name of the person", "First line of the address", "Town", "Postcode"),
        "Dear …",
        (Paragraph("This is how a letter ends once it is approved."),),
        person.full_name,
        person.job,
        signature=picture,
    )
    return letter_pdf(letter, office.settings.letterhead(logo_picture(office)))


def _check(office: Office, staff_id: str) -> None:
    if staff_id not in office.staff:
        raise RuleError("This person is no longer on the staff list.")
    if staff_id == office.person.id:
        office.require("letter")
        return
    try:
        office.require("settings")
    except NotPermittedError as error:
        name = office.staff[staff_id].full_name
        raise NotPermittedError(
            f"You can change your own signature. That of {name} is changed by {name}, or by somebody who may change "
            "the office's settings.",
            source=error.source,
        ) from error
