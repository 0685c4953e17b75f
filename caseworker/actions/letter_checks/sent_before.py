"""Whether the same letter went to the same person a moment ago: two people may write it, each without the other (C8).

A letter that is meant to go again days later, such as one that says how things stand, is not asked about.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from caseworker.actions.letter_checks.subject import Subject
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.fold import EntityState
from caseworker.domain.letter_checks.check import Check
from caseworker.domain.letter_work import LetterState, letter_state

TITLE = "The same letter"
_LATELY = timedelta(days=1)
_OUT = {LetterState.APPROVED: "approved", LetterState.SENT: "sent"}


def sent_before(subject: Subject) -> Iterator[Check]:
    """Ask for a word why a letter goes to somebody to whom it was approved or sent today or yesterday."""
    for letter in _alike(subject):
        doc, office = letter.doc, subject.office
        state = letter_state(doc)
        by = office.staff_name(str(doc.get("sent_by") or doc.get("approved_by") or "")) or "somebody"
        name = str(doc.get("recipient") or "").partition("\n")[0]
        yield Check(
            f"same letter:{letter.id} {state.value}",
            TITLE,
            "note",
            f"The same letter to {name} was {_OUT[state]} by {by} on {long_date(_day(letter))}.",
            "Leave this one, or say why it goes again.",
            needs_reason=True,
        )


def _alike(subject: Subject) -> list[EntityState]:
    stage = subject.view.stage
    to_party = subject.recipient.party_id if subject.recipient else ""
    replaced = {str(each.doc.get("supersedes") or "") for each in subject.view.letters}
    return [
        each
        for each in subject.view.letters
        if each.doc.get("code") == subject.template.code
        and each.id not in replaced
        and not each.doc.get("superseded_by")
        and not each.doc.get("returned_on")
        and letter_state(each.doc) in _OUT
        and str(each.doc.get("stage_id") or "") == (stage.id if stage else "")
        and to_party
        and str(each.doc.get("party_id") or "") == to_party
        and _day(each) >= subject.today - _LATELY
    ]


def _day(letter: EntityState) -> date:
    day = letter.doc.get("sent_on") or letter.doc.get("approved_on")
    return date.fromisoformat(str(day)) if day else date.min
