"""The next step that a letter of the case waits for: an address after it came back, the post, a review, a change."""

from __future__ import annotations

from caseworker.domain.cases import CaseView
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Status
from caseworker.domain.letter_work import LetterState, letter_state

_WORDS = {
    LetterState.APPROVED: "Send the letter that was approved: {title}.",
    LetterState.REVIEW: "Review the letter: {title}.",
    LetterState.RETURNED: "Change the letter that was returned with comments: {title}.",
}


def letter_step(view: CaseView, person_id: str) -> tuple[str, str] | None:
    """Return what a letter needs next from a person, in words, and its command; None where no letter waits."""
    if not view.letters:
        return None
    if any(
        letter.doc.get("returned_on") and not letter.doc.get("returned_dealt_on") for letter in view.letters
    ):
        return "A letter came back. Find out where to send it, then correct and reissue it.", "part:letters"
    letter = waiting_letter(view, person_id)
    if letter is None:
        return None
    words = _WORDS[letter_state(letter.doc)]
    return words.format(title=letter.doc.get("title") or letter.doc.get("code")), "letter.print"


def waiting_letter(view: CaseView, person_id: str) -> EntityState | None:
    """Return the letter whose next step is this person's: an approved one is anybody's, one for review its reviewer's,
    a returned one its writer's."""
    if view.status is Status.VOID:
        return None
    waiting = [letter for letter in view.letters if _waits_for(letter, person_id)]
    order = list(_WORDS)
    return min(waiting, key=lambda letter: order.index(letter_state(letter.doc)), default=None)


def _waits_for(letter: EntityState, person_id: str) -> bool:
    state = letter_state(letter.doc)
    if state is LetterState.REVIEW:
        return letter.doc.get("review_by") == person_id
    if state is LetterState.RETURNED:
        return letter.doc.get("written_by") == person_id
    return state is LetterState.APPROVED
