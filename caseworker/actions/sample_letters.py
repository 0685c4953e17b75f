"""The letters of the sample office, written, checked, approved and sent by the acts a caseworker uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from caseworker.actions.answer_missing import Answer
from caseworker.actions.letter_checks import check_letter
from caseworker.actions.letter_flow import (
    approve_letter,
    comment_on,
    keep_letter,
    return_letter,
    submit_letter,
)
from caseworker.actions.letter_post import record_came_back, send_letters
from caseworker.actions.letters import preview_letter
from caseworker.actions.look_up import open_case
from caseworker.domain.letter_work import LetterWork
from caseworker.domain.rich_text import blocks_of_text
from caseworker.office import Office


def play_letter(office: Office, case_id: str, step: Mapping[str, Any]) -> None:
    """Write a letter as the script says and take it as far as `to` says: draft, review, returned, approved or sent.

    The step names who writes it (`by`) and who approves or reviews it (`approver`); `parts` are its written parts,
    `accept` is why remarks of the checks are let stand, `answer` what is known of the answer it gives.
    """
    work = LetterWork(
        free={name: blocks_of_text(text) for name, text in step.get("parts", {}).items()},
        changed=step.get("changed", {}),
    )
    code, to = step["code"], step.get("to", "approved")
    me = office.person.full_name
    with _somebody(office, step.get("by", me)):
        letter_id = keep_letter(office, case_id, "", code, work).letter_id
    approver = office.staff_named(step.get("approver", step.get("by", me)))
    if to in ("review", "returned"):
        with _somebody(office, step["by"]):
            submit_letter(office, case_id, letter_id, approver.id, work)
        with _somebody(office, approver.full_name):
            if to == "returned":
                return_letter(office, case_id, letter_id, [step["comment"]])
            else:
                comment_on(office, case_id, letter_id, step["comment"])
    if to in ("approved", "sent"):
        with _somebody(office, approver.full_name):
            _approve(office, case_id, letter_id, code, work, step.get("accept", ""))
    if to == "sent":
        answers = {case_id: Answer(**step["answer"])} if "answer" in step else None
        send_letters(office, [(case_id, letter_id)], step["how"], office.clock.today(), answers=answers)


def play_came_back(office: Office, case_id: str, on: date, why: str) -> None:
    """The letter sent last comes back."""
    letter = open_case(office, case_id).letters[-1]
    record_came_back(office, case_id, letter.id, on, why)


def _approve(office: Office, case_id: str, letter_id: str, code: str, work: LetterWork, accept: str) -> None:
    """Approve with every remark that needs a word accepted for the same reason."""
    view = open_case(office, case_id)
    preview = preview_letter(office, view, code, work)
    checks = check_letter(office, view, code, work, preview, recipient_checked=True)
    accepted = {check.code: accept for check in checks if check.needs_reason}
    approve_letter(office, case_id, letter_id, code, work, recipient_checked=True, accepted=accepted)


@contextmanager
def _somebody(office: Office, name: str) -> Iterator[None]:
    before = office.person
    office.person = office.staff_named(name)
    try:
        yield
    finally:
        office.person = before
