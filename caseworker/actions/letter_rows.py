"""Lists of letters: what waits to be sent, and what was sent, how and by whom (the dispatch log)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseworker.actions.letter_facts import outdated
from caseworker.office import Office
from caseworker.storage.cases import read_case
from caseworker.storage.letter_rows import LetterRow, letters_sent, waiting_letters


@dataclass(frozen=True, slots=True)
class ToSend:
    """A letter that is approved and waits for the post.

    Attributes:
        recipient_lines: of the envelope's window: the name, then the address.
        envelope: by which letters that go into one envelope, or one street, stand together when they are sorted.
        content: what its writer settled (`LetterWork.from_value`).
        changed: what was changed in the case since it was approved, such as the address, each in a sentence.
    """

    case_id: str
    letter_id: str
    reference: str
    code: str
    title: str
    recipient_lines: tuple[str, ...]
    dated_on: date | None
    approved_on: date | None
    approved_by: str
    digest: str
    enclosed: tuple[str, ...] = ()
    content: Mapping[str, Any] | None = None
    changed: tuple[str, ...] = ()

    @property
    def envelope(self) -> tuple[str, ...]:
        """The address first, then the name: letters to one house lie together."""
        return (*(line.casefold() for line in self.recipient_lines[1:]), *self.recipient_lines[:1])


@dataclass(frozen=True, slots=True)
class Dispatched:
    """A line of the dispatch log: a letter that was sent, and whether it came back.

    Attributes:
        how, returned_why: in words.
        sent_by, approved_by: names.
        superseded: whether a corrected letter took its place.
    """

    case_id: str
    letter_id: str
    reference: str
    code: str
    title: str
    recipient: str
    sent_on: date
    how: str
    tracking: str
    sent_by: str
    approved_by: str
    digest: str
    returned_on: date | None = None
    returned_why: str = ""
    returned_dealt_on: date | None = None
    superseded: bool = False


def letters_to_send(office: Office) -> tuple[ToSend, ...]:
    """Return the approved letters that were not sent yet, in the order they were begun."""
    office.require("read")
    with office.reading_lists() as raw:
        rows = waiting_letters(raw, office.reader)
        changed = dict(_changed_since(office, raw, rows))
    return tuple(
        ToSend(
            case_id,
            letter_id,
            reference,
            str(doc.get("code") or ""),
            str(doc.get("title") or ""),
            tuple(str(doc.get("recipient") or "").splitlines()),
            _day(doc.get("dated_on")),
            _day(doc.get("approved_on")),
            office.staff_name(str(doc.get("approved_by") or "")),
            str(doc.get("digest") or ""),
            tuple(str(each.get("name")) for each in doc.get("enclosed") or ()),
            doc.get("content"),
            changed[letter_id],
        )
        for case_id, letter_id, reference, doc in rows
    )


def dispatch_log(office: Office, from_on: date, to_on: date) -> tuple[Dispatched, ...]:
    """Return the letters sent from one day to another, both included, by day."""
    office.require("read")
    with office.reading_lists() as raw:
        rows = letters_sent(raw, office.reader, from_on, to_on)
    words = office.vocabulary.label
    return tuple(
        Dispatched(
            case_id,
            letter_id,
            reference,
            str(doc.get("code") or ""),
            str(doc.get("title") or ""),
            ", ".join(str(doc.get("recipient") or "").splitlines()),
            date.fromisoformat(doc["sent_on"]),
            words("dispatch_methods", str(doc.get("sent_how") or "")),
            str(doc.get("tracking") or ""),
            office.staff_name(str(doc.get("sent_by") or "")),
            office.staff_name(str(doc.get("approved_by") or "")),
            str(doc.get("digest") or ""),
            _day(doc.get("returned_on")),
            words("return_reasons", str(doc["returned_why"])) if doc.get("returned_why") else "",
            _day(doc.get("returned_dealt_on")),
            bool(doc.get("superseded_by")),
        )
        for case_id, letter_id, reference, doc in rows
    )


def _changed_since(
    office: Office, raw: Any, rows: Sequence[LetterRow]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The id of each letter, and what was changed in its case since it was approved."""
    for case_id in dict.fromkeys(row[0] for row in rows):
        view = read_case(raw, case_id)
        yield from ((letter.id, outdated(office, view, letter)) for letter in view.letters)


def _day(text: Any) -> date | None:
    return date.fromisoformat(str(text)) if text else None
