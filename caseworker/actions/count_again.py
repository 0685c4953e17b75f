"""Count a stage's clocks again after its case's type or date received was changed: openly, and from the start."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from caseworker.actions.stage_clocks import begin_stage, count_clocks, event_fields, plan_stage, recounted
from caseworker.domain.cases import CaseView
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.editing import CaseEdits
from caseworker.domain.fields import label_of
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Kind, Procedure
from caseworker.domain.stages import date_in_force
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office

_EXTENSION = ("extended_to", "extension_notice_on", "extension_reason")
_RECORDED = ("recorded_due_on", "recorded_extended_on")
_COUNTED = ("procedure", "scheme", "main_step", "ack_step", "clocks", *_EXTENSION, *_RECORDED)
"""What a stage loses when it is counted anew, unless the new count brings it: a date recorded for another type or
another day received is no longer the one in force (it stays in the history, and among the facts as imported)."""


def count_again(
    office: Office,
    view: CaseView,
    edits: CaseEdits,
    values: Mapping[str, Any],
    *,
    happened: Mapping[str, Any] | None = None,
) -> str:
    """A new type starts the stage's clocks by its own rules; a new date received counts the same rules again.

    Args:
        happened: further fields of the stage that are told in the same act and count for its clocks.

    Returns: when the answer is due then, in words; empty when nothing was counted.
    """
    stage = view.stage
    if stage is None or not {"kind", "received_on"} & set(edits.changed_fields):
        return ""
    if len(view.stages) > 1:
        raise RuleError(
            "The type and the date received cannot be changed once the case has gone to a further stage.",
            field="kind",
        )
    if view.row.paused_since:
        raise RuleError(
            "The clock of this case is stopped. Let it go on before you change the type or the date received.",
            field="kind",
        )
    kind = Kind(values.get("kind") or view.kind)
    received = date.fromisoformat(values.get("received_on") or view.case.doc["received_on"])
    _refuse_received_after(view, stage, received)
    begun = _begun(office, view, stage, kind, received)
    counts = {name: stage.doc[name] for name in _happened(stage, begun) if stage.doc.get(name)}
    is_no_answer = kind is not view.kind and view.status.is_active  # such as a reply to the Ombudsman
    if is_no_answer:
        counts.pop("answered_on", None)
    counts |= happened or {}
    if begun.get("procedure") and (counts or view.pauses):
        fresh = EntityState(stage.id, "stage", stage.scope_id, begun)
        begun |= recounted(office, kind, fresh, _pauses(view), **counts)
    kept = {name: None for name in _COUNTED if stage.doc.get(name) is not None}
    if is_no_answer:
        kept |= {name: None for name in ("answered_on", "answered_how") if stage.doc.get(name)}
    edits.set(stage, **{**kept, **begun})
    due = date_in_force({**stage.doc, **kept, **begun})
    return (
        f" The answer is due {long_date(date.fromisoformat(due))}."
        if due
        else " No day is set for the answer."
    )


def _begun(office: Office, view: CaseView, stage: EntityState, kind: Kind, received: date) -> dict[str, Any]:
    """A review keeps the law of its request: a review of an EIR request is not one under FOI."""
    if kind is not view.kind or kind is not Kind.INTERNAL_REVIEW or stage.doc.get("number") != "review":
        return begin_stage(office, kind, received)
    kept = {"number": "review", "label": stage.doc.get("label"), "started_on": received.isoformat()}
    if not stage.doc.get("procedure"):
        return kept
    planned = plan_stage(
        office, Procedure(str(stage.doc["procedure"])), "review", str(stage.doc.get("label") or ""), received
    )
    return {**planned, "clocks": count_clocks(office, kind, planned, ())}


def _happened(stage: EntityState, begun: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what goes on counting: what has happened, and an extension only under the rules it was given by."""
    same_rules = stage.doc.get("scheme") and stage.doc.get("scheme") == begun.get("scheme")
    return ("acknowledged_on", *event_fields(begun), *(_EXTENSION if same_rules else ()))


def _refuse_received_after(view: CaseView, stage: EntityState, received: date) -> None:
    """Nothing can have happened to a case before it was received."""
    known = [(label_of("stage", name), stage.doc.get(name)) for name in ("acknowledged_on", "answered_on")]
    known += [(label_of("pause", "from_on"), pause.doc.get("from_on")) for pause in view.pauses]
    for label, day in known:
        if day and received.isoformat() > day:
            raise ProblemsError(
                [
                    Problem(
                        "received_on",
                        f"Date received must be on or before {long_date(date.fromisoformat(day))} ({label.lower()})",
                    )
                ]
            )


def _pauses(view: CaseView) -> list[Mapping[str, Any]]:
    return [pause.doc for pause in view.pauses]
