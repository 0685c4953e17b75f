"""Add a note to a case: a call, an email, something to remember."""

from __future__ import annotations

from datetime import date

from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.editing import CaseEdits
from caseworker.domain.intake import LONGEST, cleaned
from caseworker.errors import Problem, ProblemsError
from caseworker.office import Office, Transaction
from caseworker.storage.drafts import remove_draft

NOTE_KINDS = {
    "note": "Note",
    "call": "Telephone call",
    "email": "Email",
    "meeting": "Meeting",
    "post": "Post",
}


def add_note(
    office: Office,
    case_id: str,
    text: str,
    *,
    kind: str = "note",
    follow_up_on: date | None = None,
    waiting_for: str | None = None,
    draft_id: str = "",
    stamp: str = "",
) -> Changed:
    """Add a note, and with it, where given, a follow-up date and whom the case now waits for.

    Raises:
        ProblemsError: the note is empty or too long, or the follow-up date is past.
    """
    office.require("note")
    words = cleaned(text)
    problems = []
    if not words:
        problems.append(Problem("text", "Enter the note"))
    if len(words) > LONGEST:
        problems.append(Problem("text", f"Note must be {LONGEST:,} characters or fewer"))
    if follow_up_on and follow_up_on < office.clock.today():
        problems.append(Problem("follow_up_on", "Follow-up date must be today or later"))
    if kind not in NOTE_KINDS:
        problems.append(Problem("kind", "Choose the kind of note"))
    if problems:
        raise ProblemsError(problems)
    reference = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference
        view = transaction.case(case_id)
        reference = view.reference
        edits = CaseEdits(view, office.ids)
        edits.add("note", text=words, kind=kind, about_on=office.clock.today().isoformat())
        follow: dict[str, str] = {}
        if follow_up_on:
            follow["follow_up_on"] = follow_up_on.isoformat()
        if waiting_for is not None:
            follow["waiting_for"] = waiting_for
        edits.set(view.case, **follow)
        if draft_id:
            remove_draft(transaction.raw, draft_id)
        return [edits.draft("note.added")]

    written = office.save(make, stamp=stamp)
    message = f"{NOTE_KINDS[kind]} added to {reference}."
    if follow_up_on:
        message += f" Follow up on {long_date(follow_up_on)}."
    return office.changed(message, written, reference)
