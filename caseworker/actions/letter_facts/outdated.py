"""What was changed in a case after a letter was written that is not sent yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caseworker.domain.cases import CaseView
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.fold import EntityState
from caseworker.domain.letter_work import LetterState, letter_state


def outdated(view: CaseView, letter: EntityState) -> tuple[str, ...]:
    """Return in sentences what was changed in the case after a letter was approved that is not sent yet."""
    written = letter.versions("digest")
    if letter_state(letter.doc) is not LetterState.APPROVED or not written:
        return ()
    found, person, due = [], _addressed(view, letter), view.row.due_on
    is_recipient_as_printed = person and _lines_of(person) == letter.doc.get("recipient")
    if not is_recipient_as_printed and _changed_after(person, ("full_name", "address"), written[0]):
        found.append(
            "The name or address of the person was changed after this letter was approved. Approve it again."
        )
    is_date_as_printed = due and long_date(due) in " ".join(str(letter.doc.get("text") or "").split())
    if not is_date_as_printed and _changed_after(view.stage, ("clocks",), written[0]):
        found.append("The deadline was changed after this letter was approved. Approve it again.")
    return tuple(found)


def _addressed(view: CaseView, letter: EntityState) -> EntityState | None:
    """The person of the case a letter goes to; None for an office. One of an earlier version went to who complains."""
    if not letter.doc.get("seal"):
        return view.complainant
    return next((p for p in view.parties if p.id == letter.doc.get("party_id")), None)


def _changed_after(state: EntityState | None, names: tuple[str, ...], changeset_id: str) -> bool:
    """Whether a field was changed after a changeset: their ids sort by the time they were made."""
    return state is not None and any(v > changeset_id for name in names for v in state.versions(name))


def _lines_of(person: EntityState) -> str:
    from caseworker.letters.compose import recipient_lines

    return "\n".join(recipient_lines(str(person.doc.get("full_name") or ""), _address(person.doc)))


def _address(person: Mapping[str, Any]) -> str:
    address = person.get("address") or {}
    return "\n".join(filter(None, (address.get("lines", ""), address.get("postcode", ""))))
