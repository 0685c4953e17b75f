"""What was changed in a case after a letter was written that is not sent yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caseworker.actions.letter_record import title_of
from caseworker.domain.cases import CaseView
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Status
from caseworker.domain.letter_work import LetterState, letter_state
from caseworker.errors import RuleError

_AGAIN = "after this letter was approved. Approve it again."


def check_up_to_date(view: CaseView, letter: EntityState) -> None:
    """Let a letter go out whose case still says what was approved, or say what is different (RuleError).

    A person who moved away must not be found by a letter to the old address; a changed deadline is not told wrongly.
    """
    if said := outdated(view, letter):
        raise RuleError(f"{title_of(letter)}: {' '.join(said)}")


def outdated(view: CaseView, letter: EntityState) -> tuple[str, ...]:
    """Return in sentences what was changed in the case after a letter was approved that is not sent yet."""
    written = letter.versions("digest")
    if letter_state(letter.doc) is not LetterState.APPROVED or not written:
        return ()
    if view.status is Status.VOID:
        return ("This case is void, so no letter of it goes out.",)
    said = (
        _of_recipient(view, letter, written[0]),
        _of_kind(view, letter, written[0]),
        _of_deadline(view, letter, written[0]),
    )
    return tuple(filter(None, said))


def _of_recipient(view: CaseView, letter: EntityState, written: str) -> str:
    person = _addressed(view, letter)
    if person is None:
        return (
            f"The person it goes to was taken out of the case {_AGAIN}" if letter.doc.get("party_id") else ""
        )
    if person.doc.get("consent") == "refused" and _changed_after(person, ("consent",), written):
        return f"Consent was refused {_AGAIN}"
    is_as_printed = _lines_of(person) == letter.doc.get("recipient")
    if not is_as_printed and _changed_after(person, ("full_name", "address"), written):
        return f"The name or address of the person was changed {_AGAIN}"
    return ""


def _of_kind(view: CaseView, letter: EntityState, written: str) -> str:
    if not _changed_after(view.case, ("kind",), written):
        return ""
    from caseworker.actions.letter_texts import shipped_catalogue

    template = shipped_catalogue().templates.get(str(letter.doc.get("code")))
    is_for_this = template is not None and view.kind in template.kinds
    return "" if is_for_this else f"The type of the case was changed {_AGAIN}"


def _of_deadline(view: CaseView, letter: EntityState, written: str) -> str:
    """A letter that names the deadline names the one in force; a stage that began meanwhile has one of its own."""
    due, facts = view.row.due_on, letter.doc.get("facts") or {}
    names_deadline = not letter.doc.get("seal") or bool(facts.get("due_date") or facts.get("max_due_date"))
    is_as_printed = due and long_date(due) in " ".join(str(letter.doc.get("text") or "").split())
    if names_deadline and not is_as_printed and _changed_after(view.stage, ("clocks",), written):
        return f"The deadline was changed {_AGAIN}"
    return ""


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
