"""Who may approve a letter: its writer, or somebody else who may sign off, as the letter or the council says.

Source: the letter's own line `approve`, or Settings (who approves); rule book section 11 (roles).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from caseworker.actions.letter_record import letter_of, writers_of
from caseworker.actions.letters import letter_template
from caseworker.domain.cases import CaseView
from caseworker.domain.staff import Person, check_permitted
from caseworker.errors import NotPermittedError, RuleError
from caseworker.office import Office

if TYPE_CHECKING:
    from caseworker.letters.template import Template


def approval_of(office: Office, template: Template) -> str:
    """Return who approves a letter: "self", or "second" for somebody else who may sign off."""
    return office.settings.letter_approval.get(template.code) or template.approve


def reviewers_for(office: Office, view: CaseView, code: str, letter_id: str = "") -> tuple[Person, ...]:
    """Return those a letter can be given to for review, by name: somebody else who may write letters, and who may
    sign off where a second person approves."""
    letter = letter_of(view, letter_id) if letter_id else None
    with office.reading() as raw:
        writers = writers_of(raw, view.case_id, letter)
    return _reviewers(office, letter_template(office, code), (*writers, office.person.id))


def why_not_approve(office: Office, view: CaseView, code: str, letter_id: str = "") -> str:
    """Return why the person at the keyboard cannot approve a letter, or ""."""
    letter = letter_of(view, letter_id) if letter_id else None
    with office.reading() as raw:
        writers = writers_of(raw, view.case_id, letter)
    try:
        check_approver(office, letter_template(office, code), writers, is_new=letter is None)
    except RuleError as error:
        return str(error)
    return ""


def check_approver(office: Office, template: Template, writers: Sequence[str], *, is_new: bool) -> None:
    """Let the person at the keyboard approve, or say who can (RuleError)."""
    office.require("letter")
    if approval_of(office, template) == "self":
        return
    me = office.person.id
    is_writer = is_new or me in writers
    if not is_writer:
        office.require("sign_off")
        return
    others = _reviewers(office, template, (*writers, me))
    if others:
        names = ", ".join(person.full_name for person in others[:3])
        raise NotPermittedError(
            f"{template.title} has to be approved by somebody who did not write it. Give it for review to {names}.",
            source="Who approves: the letter, or Settings",
        )
    raise NotPermittedError(
        f"{template.title} has to be approved by somebody who did not write it, and nobody else on the staff list may. "
        "Add a second person in Settings, Staff, or let its writer approve this letter in Settings, Letters (Who "
        "approves).",
        source="Who approves: the letter, or Settings",
    )


def _reviewers(office: Office, template: Template, without: Sequence[str]) -> tuple[Person, ...]:
    acts = ("letter", "sign_off") if approval_of(office, template) == "second" else ("letter",)
    found = [p for p in office.staff.values() if p.id not in without and _may(office, p, acts)]
    return tuple(sorted(found, key=lambda person: person.full_name.casefold()))


def _may(office: Office, person: Person, acts: Sequence[str]) -> bool:
    try:
        for act in acts:
            check_permitted(person, office.roles, act, office.clock.today())
    except NotPermittedError:
        return False
    return True
