"""A letter came back, which it says until somebody has dealt with it; or it never went out."""

from __future__ import annotations

from datetime import date

from caseworker.actions.acknowledged_still import rests_on, without_letter
from caseworker.actions.letter_act import act_on_letter
from caseworker.actions.letter_record import LetterKept, check_state, title_of
from caseworker.domain.cases import CaseView
from caseworker.domain.changes import Draft
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.editing import CaseEdits
from caseworker.domain.fold import EntityState
from caseworker.domain.intake import cleaned
from caseworker.domain.letter_work import LetterState
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office

_OUT = (LetterState.SENT, LetterState.SUPERSEDED)
_OF_THE_WAY = (
    "sent_on",
    "sent_how",
    "sent_by",
    "tracking",
    "returned_on",
    "returned_why",
    "returned_dealt_on",
)
"""What is recorded of a letter on its way; nothing of it holds for one that never went out."""


def record_came_back(
    office: Office, case_id: str, letter_id: str, returned_on: date, why: str, note: str = ""
) -> LetterKept:
    """Record that a letter came back. The case needs a look until that is dealt with.

    Args:
        why: code of the list "return_reasons".
        note: what else is known, kept with the change.

    Raises:
        ProblemsError: the day or the reason is wrong.
        RuleError: the letter was not sent.
    """
    office.require("letter")

    def write(_view: CaseView, letter: EntityState, edits: CaseEdits) -> Draft:
        check_state(letter, _OUT)
        _check(office, returned_on, why, str(letter.doc.get("sent_on") or ""))
        edits.set(letter, returned_on=returned_on.isoformat(), returned_why=why, returned_dealt_on=None)
        return edits.draft("letter.came_back", cleaned(note))

    def say(title: str, reference: str) -> str:
        return f"{title} for {reference} came back. Find out where to send it, then correct and reissue it."

    return act_on_letter(office, case_id, letter_id, write, say)


def deal_with_return(office: Office, case_id: str, letter_id: str, what: str = "") -> LetterKept:
    """Record that a letter that came back was dealt with, and how.

    Raises:
        ProblemsError: nothing says how.
        RuleError: the letter did not come back, or that was dealt with before.
    """
    office.require("letter")
    if not cleaned(what):
        raise ProblemsError([Problem("what", "Enter what was done about it")])

    def write(_view: CaseView, letter: EntityState, edits: CaseEdits) -> Draft:
        if not letter.doc.get("returned_on") or letter.doc.get("returned_dealt_on"):
            raise RuleError(
                f"{title_of(letter)} is not waiting for anybody to deal with it: it did not come back."
            )
        edits.set(letter, returned_dealt_on=office.clock.today().isoformat())
        return edits.draft("letter.return_settled", cleaned(what))

    def say(title: str, reference: str) -> str:
        return f"{title} for {reference}, which came back, was dealt with."

    return act_on_letter(office, case_id, letter_id, write, say)


def record_not_sent(office: Office, case_id: str, letter_id: str, reason: str) -> LetterKept:
    """Record that a letter that was recorded as sent never went out; it waits to be sent again.

    An acknowledgement it gave is taken back with it: the case was never acknowledged. An answer stays, because much may
    have been built on it; the message says what to do.

    Raises:
        ProblemsError: the reason is missing.
        RuleError: the letter was not recorded as sent.
    """
    office.require("letter")
    if not cleaned(reason):
        raise ProblemsError([Problem("reason", "Enter why the letter was not sent after all")])
    rest = ""

    def write(view: CaseView, letter: EntityState, edits: CaseEdits) -> Draft:
        nonlocal rest
        check_state(letter, (LetterState.SENT,))
        rest = _take_back(office, view, edits, letter)
        emptied = {name: None for name in _OF_THE_WAY if letter.doc.get(name)}
        edits.set(letter, status=LetterState.APPROVED.value, **emptied)
        old = next((each for each in view.letters if each.id == letter.doc.get("supersedes")), None)
        if old is not None:
            edits.set(old, status=LetterState.SENT.value, superseded_by=None)
        return edits.draft("letter.not_sent", cleaned(reason))

    def say(title: str, reference: str) -> str:
        return f"{title} for {reference} waits to be sent again. {rest}".strip()

    return act_on_letter(office, case_id, letter_id, write, say)


def _take_back(office: Office, view: CaseView, edits: CaseEdits, letter: EntityState) -> str:
    """Take back the acknowledgement that the letter's sending gave, where the case still stands so. Return what became
    of the case, in words."""
    stage, since = view.stage, letter.versions("sent_on")
    if stage is None or not since:
        return ""
    if stage.versions("answered_on") == since:
        return "The case was answered with it: reopen it, so that the answer counts from the day it goes out."
    with office.reading() as raw:
        if stage.versions("acknowledged_on") != since and not rests_on(office, raw, view, stage, letter):
            return ""
        if not view.status.is_active or stage.doc.get("answered_on"):
            return "The case says that it was acknowledged with it."
        changed = without_letter(office, raw, view, stage, letter)
    for thing, values in changed:
        edits.set(thing, **values)
    if changed[0][1].get("acknowledged_on"):
        return f"{view.reference} stays acknowledged, because another acknowledgement was sent."
    return f"{view.reference} is not acknowledged any more."


def _check(office: Office, returned_on: date, why: str, sent_on: str) -> None:
    problems = []
    if returned_on > office.clock.today():
        problems.append(Problem("returned_on", "Date it came back must be today or in the past"))
    if sent_on and returned_on.isoformat() < sent_on:
        day = long_date(date.fromisoformat(sent_on))
        problems.append(
            Problem("returned_on", f"Date it came back must be on or after {day}, when it was sent")
        )
    if not office.vocabulary.has("return_reasons", why):
        problems.append(Problem("why", "Choose why it came back"))
    if problems:
        raise ProblemsError(problems)
