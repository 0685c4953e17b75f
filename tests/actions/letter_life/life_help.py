"""Steps of a letter that many tests take, by people of the example office."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

from caseworker.actions.letter_flow import approve_letter, keep_letter
from caseworker.actions.letter_post import LettersSent, send_letters
from caseworker.actions.letters import preview_letter
from caseworker.actions.look_up import open_case
from caseworker.actions.settings_change import change_settings
from caseworker.clock import Clock
from caseworker.domain.changes import Draft
from caseworker.domain.editing import CaseEdits
from caseworker.domain.fold import EntityState
from caseworker.domain.letter_work import LetterWork
from caseworker.domain.rich_text import blocks_of_text
from caseworker.office import Office, Transaction
from caseworker.storage.blobs import keep_bytes
from tests.example_office import TODAY, noon

CODE = "L01"


def words(text: str = "", **changed: Any) -> LetterWork:
    """A letter of which nothing but its summary was put into other words."""
    told = {"summary": text} if text else {}
    return LetterWork(changed=told, **changed)


def part(name: str, text: str) -> LetterWork:
    """A letter with one part written."""
    return LetterWork(free={name: blocks_of_text(text)})


@contextmanager
def at_the_keyboard(office: Office, name: str) -> Iterator[None]:
    """Somebody else of the staff list sits down for a while."""
    before = office.person
    office.person = office.staff_named(name)
    try:
        yield
    finally:
        office.person = before


@contextmanager
def on_day(office: Office, day: date) -> Iterator[None]:
    """The office's clock stands at another day for a while."""
    before = office.clock
    office.clock = Clock(day, noon)
    try:
        yield
    finally:
        office.clock = before


def second_person(office: Office, code: str = CODE) -> None:
    """The council wants a second person to approve a letter."""
    change_settings(office, {"letter_approval": {code: "second"}})


def letter(office: Office, case_id: str, letter_id: str) -> EntityState:
    """One letter of a case as it stands."""
    return next(each for each in open_case(office, case_id).letters if each.id == letter_id)


def approved(office: Office, case_id: str, code: str = CODE, work: LetterWork | None = None) -> str:
    """Keep a letter and approve it. Return its id."""
    kept = keep_letter(office, case_id, "", code, work or words())
    accepted = sent_again(office, case_id)
    approve_letter(
        office, case_id, kept.letter_id, code, work or words(), recipient_checked=True, accepted=accepted
    )
    return kept.letter_id


def sent_again(office: Office, case_id: str) -> dict[str, str]:
    """The word why a letter goes that went before, for every letter of a case."""
    return {
        f"same letter:{each.id} {state}": "It was asked for again"
        for each in open_case(office, case_id).letters
        for state in ("approved", "sent")
    }


def sent(office: Office, case_id: str, letter_id: str, on: date = TODAY, **more: Any) -> LettersSent:
    """Send one letter by first class post."""
    return send_letters(office, [(case_id, letter_id)], "first_class", on, **more)


def manager_too(office: Office, name: str) -> None:
    """Somebody of the staff list may sign off as well."""
    found = office.staff_named(name)
    office.staff = {**office.staff, found.id: replace(found, role="complaints_manager")}


def kept_by_an_earlier_version(office: Office, case_id: str, status: str = "written") -> str:
    """A letter with the fields that versions before 0.3 kept: "written", or "printed" and so sent. Return its id."""
    found = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal found
        view = transaction.case(case_id)
        preview = preview_letter(office, view, CODE)
        edits = CaseEdits(view, office.ids)
        found = edits.add(
            "letter",
            code=CODE,
            title=preview.letter.title,
            status=status,
            dated_on=preview.letter.dated_on.isoformat(),
            recipient="\n".join(preview.letter.recipient_lines),
            text=preview.text,
            digest=keep_bytes(transaction.raw, preview.pdf, "application/pdf"),
        )
        return [edits.draft("letter.written")]

    office.save(make)
    return found
