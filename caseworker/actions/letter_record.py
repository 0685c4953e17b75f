"""One letter of a case as the record holds it: found, judged by its state, and who wrote it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.fold import EntityState
from caseworker.domain.letter_seal import is_whole
from caseworker.domain.letter_work import LetterState, letter_state
from caseworker.errors import DamagedFileError, RuleError
from caseworker.storage.cases import ChangeEvent, read_events


@dataclass(frozen=True, slots=True)
class LetterKept(Changed):
    """What an act on a letter did, and which letter it was.

    Attributes:
        letter_id: of the letter, new or not.
    """

    letter_id: str = ""


def kept(changed: Changed, letter_id: str) -> LetterKept:
    """Return what an act did, with the letter it was about."""
    return LetterKept(changed.message, changed.case_ids, changed.group_id, changed.reference, letter_id)


def letter_of(view: CaseView, letter_id: str) -> EntityState:
    """Return a letter of a case.

    Raises:
        RuleError: it is not, or no longer, part of the case.
    """
    found = next((letter for letter in view.letters if letter.id == letter_id), None)
    if found is None:
        raise RuleError("This letter is no longer part of the case. Open the case again.")
    return found


def title_of(letter: EntityState) -> str:
    """Return what a letter is called."""
    return str(letter.doc.get("title") or letter.doc.get("code") or "Letter")


def check_state(letter: EntityState, allowed: Iterable[LetterState]) -> LetterState:
    """Let a letter pass that stands where an act needs it; else say where it stands and what to do (RuleError)."""
    state = letter_state(letter.doc)
    if state not in tuple(allowed):
        raise RuleError(f"{title_of(letter)}: {_WHY_NOT[state]}")
    return state


OPEN = (LetterState.DRAFT, LetterState.REVIEW, LetterState.RETURNED)
"""The states in which the words can be changed."""

_WHY_NOT = {
    LetterState.DRAFT: "this letter is a draft. It has to be approved first.",
    LetterState.REVIEW: "this letter is being reviewed.",
    LetterState.RETURNED: "this letter was returned with comments. Its writer changes it and gives it for review.",
    LetterState.APPROVED: (
        "this letter was approved, so its words stand. Take back the approval to change it, or send it."
    ),
    LetterState.SENT: "this letter was sent, so its words stand. Use Correct and reissue to send a corrected one.",
    LetterState.SUPERSEDED: "this letter was replaced by a corrected one. Open that one.",
}


def check_whole(letter: EntityState) -> None:
    """Let a letter pass that says what was approved (DamagedFileError)."""
    if not is_whole(letter.doc):
        raise DamagedFileError(
            f"{title_of(letter)} is not what was approved: a part of it was changed since. Take back the approval, "
            "check the letter and approve it again."
        )


def writers_of(raw: Any, case_id: str, letter: EntityState | None) -> tuple[str, ...]:
    """Return the ids of all who wrote a version of a letter, the first one first; none for a letter not kept yet."""
    if letter is None:
        return ()
    wrote = [event.author_id for event in read_events(raw, case_id) if _writes(event, letter.id)]
    return tuple(dict.fromkeys(filter(None, [*wrote, str(letter.doc.get("written_by") or "")])))


def _writes(event: ChangeEvent, letter_id: str) -> bool:
    """Whether an act gave a letter words; who takes an act back is not a writer."""
    names = {f.field for f in event.fields if f.entity_id == letter_id}
    return event.kind != "change.undone" and not names.isdisjoint(("content", "code"))
