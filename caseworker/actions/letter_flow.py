"""The way of a letter from draft to approval: kept in versions, given for review, returned with comments, approved.

Every step is one change of the case, so History shows who did it and Undo takes it back. A step that the letter's state
does not allow says where the letter stands and what to do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from caseworker.actions.letter_act import act_on_letter
from caseworker.actions.letter_approval import (
    Approval,
    approval,
    approve_letter,
    approved_words,
    withdraw_approval,
)
from caseworker.actions.letter_approvers import approval_of, reviewers_for, why_not_approve
from caseworker.actions.letter_comments import add_comment, comment_on, comments_of, finish_comment
from caseworker.actions.letter_ends import discard_letter, reissue_letter
from caseworker.actions.letter_record import (
    OPEN,
    LetterKept,
    check_state,
    kept,
    letter_of,
)
from caseworker.actions.letter_versions import LetterVersion, check_newest, difference, versions_of
from caseworker.actions.letters import letter_template
from caseworker.domain.cases import CaseView
from caseworker.domain.changes import Draft
from caseworker.domain.editing import CaseEdits
from caseworker.domain.fold import EntityState
from caseworker.domain.intake import cleaned
from caseworker.domain.kinds import Status
from caseworker.domain.letter_difference import Piece
from caseworker.domain.letter_work import LetterState, LetterWork, letter_state
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction

__all__ = [
    "LetterKept",
    "LetterVersion",
    "Piece",
    "approval_of",
    "approve_letter",
    "check_newest",
    "comment_on",
    "comments_of",
    "difference",
    "discard_letter",
    "finish_comment",
    "keep_letter",
    "reissue_letter",
    "return_letter",
    "reviewers_for",
    "submit_letter",
    "versions_of",
    "why_not_approve",
    "withdraw_approval",
]


def keep_letter(
    office: Office,
    case_id: str,
    letter_id: str,
    code: str,
    work: LetterWork,
    *,
    seen: int | None = None,
    stamp: str = "",
) -> LetterKept:
    """Keep what was written as a version of the letter; the same words again are no version.

    A letter that was returned is a draft again once it is changed; one that is being reviewed stays there.

    Args:
        letter_id: "" for a letter that was not kept yet.
        seen: number of the version the writer began with; None where nobody else can have written meanwhile.

    Raises:
        RuleError: the letter was approved already, somebody kept a newer version, or it does not fit the case.
    """
    office.require("letter")
    reference = title = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference, title, letter_id
        view = transaction.case(case_id)
        reference, title = view.reference, letter_template(office, code).title
        check_newest(office, case_id, letter_id, seen)
        edits = CaseEdits(view, office.ids)
        letter_id = keep_version(office, view, edits, letter_id, code, work)
        return [edits.draft(_kind_of_version(view, letter_id))] if edits else []

    written = office.save(make, stamp=stamp)
    said = f"{title} for {reference} was kept." if written else f"{title} for {reference} was kept already."
    return kept(office.changed(said, written, reference), letter_id)


def submit_letter(
    office: Office,
    case_id: str,
    letter_id: str,
    reviewer_id: str,
    work: LetterWork,
    *,
    code: str = "",
    stamp: str = "",
) -> LetterKept:
    """Keep the letter and give it to somebody for review.

    Args:
        letter_id: "" for a letter that was not kept yet; `code` names it then.

    Raises:
        ProblemsError: the reviewer is nobody who could approve it.
        RuleError: the letter is not a draft.
    """
    office.require("letter")
    reference = title = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference, title, letter_id
        view = transaction.case(case_id)
        reference = view.reference
        letter = letter_of(view, letter_id) if letter_id else None
        of = str(letter.doc["code"]) if letter else code
        title = letter_template(office, of).title
        _check_reviewer(office, view, of, letter_id, reviewer_id)
        edits = CaseEdits(view, office.ids)
        given = {
            "status": LetterState.REVIEW.value,
            "review_by": reviewer_id,
            "review_on": office.clock.today().isoformat(),
            "returned_by": None,
        }
        letter_id = keep_version(office, view, edits, letter_id, of, work, **given)
        return [edits.draft("letter.submitted")]

    written = office.save(make, stamp=stamp)
    who = office.staff_name(reviewer_id)
    return kept(
        office.changed(f"{title} for {reference} was given to {who} for review.", written, reference),
        letter_id,
    )


def return_letter(
    office: Office, case_id: str, letter_id: str, comments: Sequence[str], *, stamp: str = ""
) -> LetterKept:
    """Send a letter back to its writer with comments.

    Raises:
        ProblemsError: nothing says what to change, neither here nor in a comment made before.
        RuleError: the letter is not being reviewed.
    """
    office.require("letter")

    def write(view: CaseView, letter: EntityState, edits: CaseEdits) -> Draft:
        check_state(letter, (LetterState.REVIEW,))
        texts = [text for text in map(cleaned, comments) if text]
        if not texts and not any(not comment.doc.get("done_on") for comment in comments_of(view, letter_id)):
            raise ProblemsError([Problem("comments", "Enter what is to be changed")])
        edits.set(letter, status=LetterState.RETURNED.value, returned_by=office.person.id)
        for text in texts:
            add_comment(office, edits, letter_id, text)
        return edits.draft("letter.returned")

    def say(title: str, reference: str) -> str:
        return f"{title} for {reference} was returned with comments."

    return act_on_letter(office, case_id, letter_id, write, say, stamp=stamp)


def write_and_approve(
    office: Office, case_id: str, code: str, work: LetterWork, accepted: Mapping[str, str]
) -> LetterKept:
    """Keep a new letter and approve it: two acts saved together or not at all, so that Undo leaves the draft.

    Whoever calls this vouches that a person ticked its name and address.

    Raises:
        ProblemsError, RuleError: see `approve_letter`.
    """
    office.require("letter")
    made: list[Approval] = []
    ids: list[str] = []

    def keep(transaction: Transaction) -> list[Draft]:
        view = transaction.case(case_id)
        edits = CaseEdits(view, office.ids)
        ids.append(keep_version(office, view, edits, "", code, work))
        return [edits.draft("letter.drafted")]

    def approve(transaction: Transaction) -> list[Draft]:
        made.append(
            approval(
                office, transaction, case_id, ids[0], code, work, recipient_checked=True, accepted=accepted
            )
        )
        return [made[0].draft]

    with office.saving_together() as save:
        save(keep)
        written = save(approve)
    return kept(office.changed(approved_words(made[0]), written, made[0].reference), ids[0])


def keep_version(
    office: Office,
    view: CaseView,
    edits: CaseEdits,
    letter_id: str,
    code: str,
    work: LetterWork,
    **more: str | None,
) -> str:
    """Write the version and what goes with it into edits of its case. Return the letter's id.

    Raises:
        RuleError: the letter was approved already, or it does not fit the case.
    """
    if view.status is Status.VOID:
        raise RuleError("This case is void, so no letter is written for it.")
    template = letter_template(office, code)
    if view.kind not in template.kinds:
        raise RuleError(f"{template.title} is not for a case of the type {view.kind.label}.")
    content = work.to_value()
    if not letter_id:
        values = {"status": LetterState.DRAFT.value, **more}
        return edits.add(
            "letter",
            code=code,
            title=template.title,
            stage_id=view.stage.id if view.stage else None,
            content=content,
            written_by=office.person.id,
            **values,
        )
    letter = letter_of(view, letter_id)
    _check_same(letter, code)
    changed = {} if (letter.doc.get("content") or {}) == content else {"content": content}
    status = (
        {} if not changed or letter_state(letter.doc) is not LetterState.RETURNED else {"status": "draft"}
    )
    edits.set(letter, **{**status, **changed, **more})
    return letter_id


def _check_same(letter: EntityState, code: str) -> None:
    check_state(letter, OPEN)
    if letter.doc.get("code") != code:
        raise RuleError("This is another letter than the one that was kept. Open it again.")


def _kind_of_version(view: CaseView, letter_id: str) -> str:
    known = any(letter.id == letter_id for letter in view.letters)
    return "letter.changed" if known else "letter.drafted"


def _check_reviewer(office: Office, view: CaseView, code: str, letter_id: str, reviewer_id: str) -> None:
    """Let somebody review who can approve it then, or name those who can (ProblemsError)."""
    offered = reviewers_for(office, view, code, letter_id)
    if any(person.id == reviewer_id for person in offered):
        return
    if not offered:
        why = "Nobody else on the staff list may approve it. Settings, Letters (Who approves) says who may"
        raise ProblemsError([Problem("reviewer", why)])
    names = ", ".join(person.full_name for person in offered)
    raise ProblemsError([Problem("reviewer", f"Choose who reviews the letter: {names}")])
