"""The letter that is still to be written about something that happened, named beside the next step of a case."""

from __future__ import annotations

from caseworker.actions.letter_choices import letter_due
from caseworker.domain.cases import CaseView
from caseworker.office import Office


def letter_sentence(office: Office, view: CaseView) -> str:
    """Return the letter that is due because of what was done in the last days, in a sentence, or "".

    Such as "Write the letter: Stage 1 extension (L09).".
    """
    due = letter_due(office, view)
    return f"Write the letter: {due.title} ({due.code})." if due else ""
