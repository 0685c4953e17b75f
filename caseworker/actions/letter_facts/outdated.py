"""What was changed in a case after a letter was written that is not sent yet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from caseworker.actions.letter_facts.answers import FINDING_WORDS
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
    looks = (_of_recipient, of_findings, _of_kind, _of_deadline)
    said = (look(view, letter, written[0]) for look in looks)
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


_HEADING = re.compile(r"^Point (\d+)$", re.MULTILINE)


def of_findings(view: CaseView, letter: EntityState, _written: str = "") -> str:
    """Return that a letter that answers point by point says something else than the points do now, or ""."""
    told = str((letter.doc.get("facts") or {}).get("points") or "")
    points = view.of_stage("point", str(letter.doc.get("stage_id") or ""))
    if not told or any(_HEADING.search(str(value)) for p in points for value in p.doc.values()):
        return ""  # nothing to compare, or a text that cannot be told from the headings of the letter
    parts = _HEADING.split(told)[1:]
    sections = dict(zip(parts[::2], parts[1::2], strict=True))
    as_told = len(points) == len(sections) and all(
        _is_told(point.doc, sections.get(str(point.doc.get("number")), "")) for point in points
    )
    return "" if as_told else f"The points of complaint or their findings were changed {_AGAIN}"


def _is_told(point: Mapping[str, Any], section: str) -> bool:
    """Whether a section of the letter says what was found on a point, and why."""
    words = " ".join(section.split())
    finding = FINDING_WORDS.get(str(point.get("finding")), "")
    said = (finding, *(str(point.get(name) or "") for name in ("reason", "reply")))
    return bool(point.get("finding")) and all(" ".join(text.split()) in words for text in said)


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
