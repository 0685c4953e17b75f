"""What still acknowledges a case when one acknowledgement is taken back: another letter that said so and went out."""

from __future__ import annotations

from collections.abc import Collection

from caseworker.actions.letter_effects import HOW_IT_WENT, is_for_them
from caseworker.actions.letters import letter_template
from caseworker.actions.stage_clocks import recounted
from caseworker.domain.cases import CaseView
from caseworker.domain.changes import Value
from caseworker.domain.fold import EntityState
from caseworker.domain.letter_seal import RANK
from caseworker.domain.letter_work import LetterState, letter_state
from caseworker.errors import RuleError
from caseworker.office import Office


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
