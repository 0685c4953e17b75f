"""Reopen a case that was answered; its first closure stays with it, every answer in the history."""

from __future__ import annotations

from collections.abc import Mapping

from caseworker.actions.stage_clocks import count_clocks
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft, Value
from caseworker.domain.editing import CaseEdits
from caseworker.domain.fold import EntityState
from caseworker.domain.intake import cleaned
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.stages import open_pause
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction

_NO_OUTCOME = {"outcome": "", "outcome_reason": ""}
"""An open case has no outcome, and no reason for one; those of the first answer stay in the history."""


def reopen_case(office: Office, case_id: str, reason: str, *, stamp: str = "") -> Changed:
    """Reopen an answered, closed or withdrawn case. Its deadline is the one it had.

    Raises:
        ProblemsError: the reason is missing.
        RuleError: the case is open or void.
    """
    office.require("reopen")
    words = cleaned(reason)
    if not words:
        raise ProblemsError([Problem("reason", "Enter the reason for reopening the case")])
    reference = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference
        view = transaction.case(case_id)
        reference = view.reference
        if view.status.is_active:
            raise RuleError("This case is open already.")
        if view.status is Status.VOID:
            raise RuleError("A void case cannot be reopened. Undo making it void, or log a new case.")
        edits = CaseEdits(view, office.ids)
        edits.set(
            view.case,
            status=_status(view).value,
            closed_on=None,
            kind_at_closure="",
            late_reason="",
            **first_closure(view),
            **_NO_OUTCOME,
        )
        if view.stage is not None:
            edits.set(view.stage, **_with_clocks(office, view, view.stage, _not_answered(view)))
        for sign_off in _sign_offs(view):
            edits.set(sign_off, ended_on=office.clock.today().isoformat())
        return [edits.draft("case.reopened", words)]

    written = office.save(make, stamp=stamp)
    return office.changed(f"{reference} was reopened.", written, reference)


def _sign_offs(view: CaseView) -> list[EntityState]:
    """The approvals of the answer that is taken back: the new one needs its own."""
    given = view.of_stage("decision", view.stage.id) if view.stage else ()
    return [d for d in given if d.doc.get("kind") == "sign_off" and not d.doc.get("ended_on")]


def _status(view: CaseView) -> Status:
    """A clock that still stood when the case was closed, as a lapsed request's does, stands still again."""
    stop = open_pause((pause.doc for pause in view.pauses), view.stage.id if view.stage else "")
    return Status.PAUSED if stop else Status.OPEN


def _not_answered(view: CaseView) -> dict[str, Value]:
    """The answer is to come; what was answered to the Ombudsman stays answered."""
    if view.kind is Kind.OMBUDSMAN:
        return {"closed_on": None, **_NO_OUTCOME}
    return {"answered_on": None, "answered_how": "", **_NO_OUTCOME, **_not_ended(view)}


def _with_clocks(
    office: Office, view: CaseView, stage: EntityState, values: Mapping[str, Value]
) -> Mapping[str, Value]:
    """What counted from the answer alone is due no more, such as the last day to ask for stage 2; the rest stays."""
    clocks = stage.doc.get("clocks") or {}
    if not clocks or "answered_on" not in values:
        return values
    pauses = [p.doc for p in view.pauses if p.doc.get("stage_id") == stage.id]
    counted = count_clocks(office, view.kind, {**stage.doc, **values}, pauses)
    return {**values, "clocks": {step: clock for step, clock in clocks.items() if step in counted}}


def _not_ended(view: CaseView) -> dict[str, Value]:
    """A stage that was withdrawn, settled or refused goes on."""
    stage = view.stage.doc if view.stage else {}
    ended: dict[str, Value] = {name: None for name in ("withdrawn_on", "closed_on") if stage.get(name)}
    if stage.get("request_outcome") in ("withdrawn", "adr", "rejected"):
        ended["request_outcome"] = ""
    return ended


def first_closure(view: CaseView) -> dict[str, Value]:
    """When and with what outcome the case was closed for the first time; kept once, whatever follows."""
    if view.value("first_closed_on") or not view.value("closed_on"):
        return {}
    return {"first_closed_on": view.value("closed_on"), "first_outcome": view.value("outcome") or ""}
