"""The two ends of a letter: a draft that is discarded, and a sent letter that a corrected one takes the place of."""

from __future__ import annotations

from dataclasses import replace

from caseworker.actions.letter_act import act_on_letter
from caseworker.actions.letter_record import OPEN, LetterKept, check_state, title_of
from caseworker.domain.cases import CaseView
from caseworker.domain.changes import Draft
from caseworker.domain.editing import CaseEdits
from caseworker.domain.fold import EntityState
from caseworker.domain.intake import cleaned
from caseworker.domain.letter_work import LetterState
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office


def discard_letter(office: Office, case_id: str, letter_id: str) -> LetterKept:
    """Discard a draft; Undo brings it back, and the history keeps its versions.

    Raises:
        RuleError: the letter was approved or sent: such a letter is never discarded.
    """
    office.require("letter")

    def write(_view: CaseView, letter: EntityState, edits: CaseEdits) -> Draft:
        check_state(letter, OPEN)
        edits.set(letter, voided=True)
        return edits.draft("letter.discarded")

    def say(title: str, reference: str) -> str:
        return f"The draft of {title} for {reference} was discarded."

    return act_on_letter(office, case_id, letter_id, write, say)


def reissue_letter(office: Office, case_id: str, letter_id: str, reason: str) -> LetterKept:
    """Begin a corrected letter in place of one that was sent: a new draft with its words.

    The letter that was sent stays as it is and is replaced when the new one is sent, openly: each names the other. The
    first letter's day stays the day of the answer, because the date sent is the response date (rule book 9.1 rule 4)
    and a later correction neither makes a late answer timely nor a timely one late.

    Raises:
        ProblemsError: the reason is missing.
        RuleError: the letter was not sent, or a corrected one was begun already.
    """
    office.require("letter")
    new_id = ""

    def write(view: CaseView, letter: EntityState, edits: CaseEdits) -> Draft:
        nonlocal new_id
        title = title_of(letter)
        check_state(letter, (LetterState.SENT,))
        if not cleaned(reason):
            raise ProblemsError([Problem("reason", "Enter why the letter is corrected")])
        if any(other.doc.get("supersedes") == letter_id for other in view.letters):
            raise RuleError(f"A corrected letter in place of {title} was begun already. Open that one.")
        new_id = edits.add(
            "letter",
            code=letter.doc.get("code"),
            title=title,
            status=LetterState.DRAFT.value,
            stage_id=letter.doc.get("stage_id"),
            content=letter.doc.get("content"),
            written_by=office.person.id,
            supersedes=letter_id,
            reissue_reason=cleaned(reason),
        )
        return edits.draft("letter.reissued", cleaned(reason))

    def say(title: str, reference: str) -> str:
        return f"A corrected letter in place of {title} was begun for {reference}. It replaces it when it is sent."

    return replace(act_on_letter(office, case_id, letter_id, write, say), letter_id=new_id)
