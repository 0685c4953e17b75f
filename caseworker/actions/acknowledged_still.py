"""What still acknowledges a case when one acknowledgement is taken back: another letter that said so and went out."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from caseworker.actions.letter_effects import HOW_IT_WENT, is_for_them
from caseworker.actions.letters import letter_template
from caseworker.actions.stage_clocks import recounted
from caseworker.domain.cases import CaseView
from caseworker.domain.change_kinds import change_kind
from caseworker.domain.changes import Value
from caseworker.domain.fold import EntityState
from caseworker.domain.letter_seal import RANK
from caseworker.domain.letter_work import LetterState, letter_state
from caseworker.errors import RuleError
from caseworker.office import Office
from caseworker.storage.cases import ChangeEvent, read_events

_BY_LETTERS = ("letter.sent", "letter.not_sent")
_TAKEN_BACK = tuple(change_kind(kind).title for kind in ("letter.sent", "case.acknowledged"))


def still_acknowledged(
    office: Office, view: CaseView, stage: EntityState, gone: Collection[str]
) -> dict[str, Value]:
    """Return the fields of a stage as the first letter that still acknowledges it leaves them, {} where none does.

    Args:
        gone: the ids of the letters that count no more.
    """
    found = [
        each for each in view.letters if each.id not in gone and _acknowledges(office, view, stage, each)
    ]
    if not found:
        return {}
    letter = min(found, key=lambda each: str(each.doc["sent_on"])).doc
    how = HOW_IT_WENT.get(str(letter.get("sent_how") or ""), "Letter")
    pauses = [pause.doc for pause in view.pauses if pause.doc.get("stage_id") == stage.id]
    return recounted(
        office, view.kind, stage, pauses, acknowledged_on=str(letter["sent_on"]), acknowledged_how=how
    )


def rests_on(office: Office, raw: Any, view: CaseView, stage: EntityState, letter: EntityState) -> bool:
    """Whether a stage is acknowledged by this letter, though its sending did not write it: another acknowledgement was
    taken back before, which left it to this one."""
    how = HOW_IT_WENT.get(str(letter.doc.get("sent_how") or ""), "Letter")
    given = stage.doc.get("acknowledged_on"), stage.doc.get("acknowledged_how")
    if given != (letter.doc.get("sent_on"), how) or not _acknowledges(office, view, stage, letter):
        return False
    return _is_by_letters(raw, view, stage, "acknowledged_on")


def without_letter(
    office: Office, raw: Any, view: CaseView, stage: EntityState, letter: EntityState
) -> list[tuple[EntityState, dict[str, Value]]]:
    """Return what becomes of an acknowledged stage, and of the action to acknowledge it, without a letter."""
    if left := still_acknowledged(office, view, stage, {letter.id}):
        return [(stage, left)]
    pauses = [pause.doc for pause in view.pauses if pause.doc.get("stage_id") == stage.id]
    nothing: dict[str, Value] = {"acknowledged_on": None, "acknowledged_how": None}
    changed = [(stage, recounted(office, view.kind, stage, pauses, **nothing))]
    for task in view.tasks:
        is_step = task.doc.get("step") == "case.acknowledged" and bool(task.doc.get("done_on"))
        if is_step and _is_by_letters(raw, view, task, "done_on"):
            changed.append((task, {"done_on": None}))
    return changed


def _is_by_letters(raw: Any, view: CaseView, thing: EntityState, name: str) -> bool:
    """Whether the sending of letters, and taking it back, gave a field its value; not a person by another act."""
    made_by = set(thing.versions(name))
    events = [event for event in read_events(raw, view.case_id) if event.changeset_id in made_by]
    return bool(events) and all(_is_of_letters(event, thing.id, name) for event in events)


def _is_of_letters(event: ChangeEvent, thing_id: str, name: str) -> bool:
    if event.kind != "change.undone":
        return event.kind in _BY_LETTERS
    had_one = any(f.before for f in event.fields if (f.entity_id, f.field) == (thing_id, name))
    is_letters = any(f.entity_kind == "letter" for f in event.fields)
    return event.reason in _TAKEN_BACK and (had_one or is_letters)


def _acknowledges(office: Office, view: CaseView, stage: EntityState, letter: EntityState) -> bool:
    if RANK[letter_state(letter.doc)] < RANK[LetterState.SENT] or not letter.doc.get("sent_on"):
        return False
    try:
        template = letter_template(office, str(letter.doc.get("code")))
    except RuleError:  # the council's own, ended since
        return False
    return (
        letter.doc.get("stage_id") in (None, "", stage.id)
        and template.purpose == "acknowledge"
        and view.kind in template.kinds
        and is_for_them(view, letter, template)
    )
