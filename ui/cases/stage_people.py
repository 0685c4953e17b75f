"""Who holds a part at a stage, with the independence check, and what was decided, each in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from caseworker.actions.value_words import value_words
from caseworker.domain.cases import CaseView
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Kind
from caseworker.office import Office
from ui.widgets.key_value_list import KeyValue

NOBODY = "Not appointed yet"

_PARTS: dict[tuple[Kind, str], tuple[tuple[str, int], ...]] = {
    (Kind.STATUTORY, "2"): (
        ("investigating_officer", 1),
        ("independent_person", 1),
        ("adjudicating_officer", 1),
    ),
    (Kind.STATUTORY, "3"): (("panel_chair", 1), ("panel_member", 2)),
    (Kind.CORPORATE, "2"): (("responding_manager", 1),),
    (Kind.CORPORATE, "3"): (("independent_adjudicator", 1),),
}
"""The parts of a stage, and by how many people each is held."""


def people_rows(office: Office, view: CaseView, stage: EntityState) -> tuple[KeyValue, ...]:
    """Return who holds each part of a stage, then who stood down; parts nobody holds say so while the stage runs."""
    parts = dict(_PARTS.get((view.kind, str(stage.doc.get("number") or "")), ()))
    known = view.of_stage("appointment", stage.id)
    runs = view.status.is_active and view.stage is stage
    rows = []
    for role in dict.fromkeys((*parts, *(str(a.doc.get("role") or "") for a in known))):
        held = [a for a in known if a.doc.get("role") == role and not a.doc.get("ended_on")]
        for appointed in held:
            rows.append((appointed.id, role, _person(office, appointed.doc)))
        if runs and len(held) < parts.get(role, 0):
            missing = parts[role] - len(held)
            rows.append((f"{role}-nobody", role, NOBODY if missing == 1 else f"{NOBODY} ({missing} people)"))
    rows += [
        (a.id, str(a.doc.get("role") or ""), _person(office, a.doc)) for a in known if a.doc.get("ended_on")
    ]
    labels = {role: office.vocabulary.label("appointments", role) for _id, role, _words in rows}
    return tuple(KeyValue(name, labels[role], words, False) for name, role, words in rows)


def decision_rows(office: Office, view: CaseView, stage: EntityState) -> tuple[KeyValue, ...]:
    """Return what was decided at a stage, the latest first; what holds for the whole case is shown with the last."""
    mine = (stage.id, None) if view.stage is stage else (stage.id,)
    found = [d for d in view.of_kind("decision") if d.doc.get("stage_id") in mine]
    return tuple(
        KeyValue(
            d.id,
            office.vocabulary.label("decisions", str(d.doc.get("kind") or "")),
            _decision(office, d.doc),
            False,
        )
        for d in reversed(found)
    )


def _person(office: Office, doc: dict[str, Any]) -> str:
    name = ", ".join(filter(None, (str(doc.get("full_name") or ""), str(doc.get("organisation") or ""))))
    return " ".join(filter(None, (f"{name}.", *_told(office, doc))))


def _told(office: Office, doc: dict[str, Any]) -> Iterator[str]:
    if doc.get("appointed_on"):
        yield f"Appointed {_day(doc['appointed_on'])}."
    answers = doc.get("independence_answers")
    if answers and isinstance(answers, dict):
        said = "; ".join(
            f"{str(words)[:1].lower()}{str(words)[1:]}: {str(a).lower()}" for words, a in answers.items()
        )
        by = office.staff_name(str(doc.get("checked_by") or ""))
        yield f"Independence checked{f' by {by}' if by else ''} ({said})."
    if doc.get("cost_pounds") is not None:
        yield f"Cost £{float(doc['cost_pounds']):,.2f}."
    if doc.get("ended_on"):
        yield f"Stood down {_day(doc['ended_on'])}."


def _decision(office: Office, doc: dict[str, Any]) -> str:
    return " ".join(_decided(office, doc)) or "Open"


def _decided(office: Office, doc: dict[str, Any]) -> Iterator[str]:
    if doc.get("result"):
        yield _sentence(value_words(office, "decision", "result", doc["result"]))
    by, on = office.staff_name(str(doc.get("decided_by") or "")), doc.get("decided_on")
    if by or on:
        yield f"Decided{f' by {by}' if by else ''}{f' on {_day(on)}' if on else ''}."
    if doc.get("approved_on"):
        yield f"Approved by {office.staff_name(str(doc.get('approved_by') or ''))} on {_day(doc['approved_on'])}."
    if doc.get("grounds"):
        yield _sentence(f"Ground: {value_words(office, 'decision', 'grounds', doc['grounds'])}")
    if doc.get("reason"):
        yield _sentence(f"Reason: {doc['reason']}")
    if doc.get("answers"):
        yield _sentence(value_words(office, "decision", "answers", doc["answers"]))
    if doc.get("review_on") and not doc.get("ended_on"):
        yield f"Review on {_day(doc['review_on'])}."
    if doc.get("ended_on"):
        yield f"Ended {_day(doc['ended_on'])}."


def _sentence(words: str) -> str:
    return f"{words.rstrip('.')}."


def _day(text: Any) -> str:
    return long_date(date.fromisoformat(str(text)))
