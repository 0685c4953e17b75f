"""The one way in which something is done to a letter that lies in a case: found, changed, saved, said."""

from __future__ import annotations

from collections.abc import Callable

from caseworker.actions.letter_record import LetterKept, kept, letter_of, title_of
from caseworker.domain.cases import CaseView
from caseworker.domain.changes import Draft
from caseworker.domain.editing import CaseEdits
from caseworker.domain.fold import EntityState
from caseworker.office import Office, Transaction

Write = Callable[[CaseView, EntityState, CaseEdits], Draft]
"""Writes into the edits what is done to a letter of a case, as both stand now; gives the change to be saved."""


def act_on_letter(
    office: Office,
    case_id: str,
    letter_id: str,
    write: Write,
    say: Callable[[str, str], str],
    *,
    stamp: str = "",
) -> LetterKept:
    """Do something to a letter of a case.

    Args:
        say: gives the words that tell what was done, from the letter's title and the case's reference.
        stamp: the instant to record; now by default.

    Raises:
        RuleError: the letter is no longer part of the case, or what `write` says against it.
    """
    reference = title = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference, title
        view = transaction.case(case_id)
        letter = letter_of(view, letter_id)
        reference, title = view.reference, title_of(letter)
        return [write(view, letter, CaseEdits(view, office.ids))]

    written = office.save(make, stamp=stamp)
    return kept(office.changed(say(title, reference), written, reference), letter_id)
