"""Comments on a letter while it is written and reviewed: each is dealt with by somebody, on a day."""

from __future__ import annotations

from caseworker.actions.letter_act import act_on_letter
from caseworker.actions.letter_record import LetterKept, kept, title_of
from caseworker.domain.cases import CaseView
from caseworker.domain.changes import Draft
from caseworker.domain.editing import CaseEdits
from caseworker.domain.fold import EntityState
from caseworker.domain.intake import cleaned
from caseworker.domain.letter_work import letter_state
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction

LONGEST_COMMENT = 10_000
"""Letters of a comment."""


def comments_of(view: CaseView, letter_id: str) -> tuple[EntityState, ...]:
    """Return the comments on a letter, oldest first."""
    return tuple(c for c in view.of_kind("letter_comment") if c.doc.get("letter_id") == letter_id)


def comment_on(
    office: Office, case_id: str, letter_id: str, text: str, about: str = "", *, stamp: str = ""
) -> LetterKept:
    """Add a comment to a letter that is not approved yet.

    Args:
        about: the words of the letter it is about; "" for the whole letter.

    Raises:
        ProblemsError: the comment is empty or too long.
        RuleError: the letter was approved or sent.
    """
    office.require("letter")
    words = cleaned(text)
    if not words:
        raise ProblemsError([Problem("comment", "Enter the comment")])
    if len(words) > LONGEST_COMMENT:
        raise ProblemsError([Problem("comment", f"Comment must be {LONGEST_COMMENT:,} characters or fewer")])

    def write(_view: CaseView, letter: EntityState, edits: CaseEdits) -> Draft:
        if not letter_state(letter.doc).is_open:
            raise RuleError(
                f"{title_of(letter)} was approved, so its words stand. Take back the approval to change it, or add a "
                "note."
            )
        add_comment(office, edits, letter_id, words, about)
        return edits.draft("letter.commented")

    def say(title: str, reference: str) -> str:
        return f"The comment on {title} for {reference} was kept."

    return act_on_letter(office, case_id, letter_id, write, say, stamp=stamp)


def add_comment(office: Office, edits: CaseEdits, letter_id: str, words: str, about: str = "") -> None:
    """Write a comment on a letter into edits of its case, with who made it and on which day."""
    edits.add(
        "letter_comment",
        letter_id=letter_id,
        text=words,
        about=cleaned(about),
        by=office.person.id,
        on=office.clock.today().isoformat(),
    )


def finish_comment(office: Office, case_id: str, comment_id: str) -> LetterKept:
    """Record that a comment was dealt with.

    Raises:
        RuleError: the comment is no longer part of the case, or was dealt with before.
    """
    office.require("letter")
    reference = letter_id = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference, letter_id
        view = transaction.case(case_id)
        reference = view.reference
        comment = next((c for c in view.of_kind("letter_comment") if c.id == comment_id), None)
        if comment is None:
            raise RuleError("This comment is no longer part of the case. Open the case again.")
        if comment.doc.get("done_on"):
            raise RuleError("This comment was dealt with already.")
        letter_id = str(comment.doc.get("letter_id"))
        edits = CaseEdits(view, office.ids)
        edits.set(comment, done_on=office.clock.today().isoformat(), done_by=office.person.id)
        return [edits.draft("letter.comment_done")]

    written = office.save(make)
    return kept(office.changed(f"The comment was dealt with in {reference}.", written, reference), letter_id)
