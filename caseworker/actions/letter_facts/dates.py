"""The days a letter names: deadlines of the stage, what has happened, what was decided. All in full."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from caseworker.actions.closing_period import closing_day
from caseworker.actions.letter_facts.decisions import decision_told, proposal_of, triage_reason
from caseworker.actions.letter_facts.known import Known, Provider, in_full
from caseworker.domain.compensation import pennies_of, pounds_words
from caseworker.domain.deadlines import add_months
from caseworker.domain.information import running_stop
from caseworker.domain.kinds import Kind
from caseworker.domain.stages import date_in_force, main_clock, original_date

RESUBMIT_MONTHS = 12
"""For how long a complaint can be sent in again after other proceedings. Source: SI 2006/1738, reg. 8."""


def _requested(known: Known) -> str:
    """The day a further stage or a review was asked for; stage 1 was asked for when it was received."""
    return known.stage_day("started_on")


def _max_due(known: Known) -> str:
    clock = main_clock(known.stage) if known.stage else None
    return in_full((clock or {}).get("max_on"))


def _answered(known: Known) -> str:
    """When this stage was answered, else the last stage that was."""
    days = [str(s.doc["answered_on"]) for s in known.view.stages if s.doc.get("answered_on")]
    return known.stage_day("answered_on") or in_full(days[-1] if days else None)


def _panel_day(known: Known) -> str:
    return known.stage_day("panel_on") or known.stage_day("panel_set_for")


def _clarify_by(known: Known) -> str:
    """After which day a request is closed when what was asked for has not come."""
    if running_stop(known.view, "CLARIFY", "ID") is None:
        return ""
    return in_full(closing_day(known.office, known.view))


def _fee(known: Known) -> str:
    amount = known.stage.get("fee_pounds")
    return pounds_words(pennies_of(amount)) if amount else ""


def _ombudsman_due(known: Known) -> str:
    """The day the Ombudsman set for what is due next: the reply, comments on a draft, or the report."""
    if known.view.kind is not Kind.OMBUDSMAN:
        return ""
    return in_full(date_in_force(known.stage) or known.stage.get("set_due_on"))


def _resubmit_by(known: Known) -> str:
    """A year after the other proceedings end; in words while nobody knows when that is."""
    found = [d.doc for d in known.view.of_kind("decision") if d.doc.get("kind") == "concurrent"]
    ended = str(found[-1].get("ended_on") or "") if found else ""
    if ended:
        return in_full(add_months(date.fromisoformat(ended), RESUBMIT_MONTHS))
    return "one year after the other proceedings end" if found or _may_wait(known) else ""


def _may_wait(known: Known) -> bool:
    """Whether the check at the start says that other proceedings come first."""
    proposal = proposal_of(known)
    return proposal is not None and "L07" in proposal.letters


def _decided(known: Known, field: str) -> str:
    decision = decision_told(known)
    return in_full(decision.doc.get(field)) if decision else ""


def _decision_reason(known: Known) -> str:
    decision = decision_told(known)
    if decision is None:
        return ""
    if decision.doc.get("kind") == "triage":
        return triage_reason(known, decision)
    return str(decision.doc.get("reason") or "")


def _due(known: Known) -> str:
    return in_full(known.view.row.due_on)


PROVIDERS: Mapping[str, Provider] = {
    "requested_date": _requested,
    "acknowledged_date": lambda k: k.stage_day("acknowledged_on"),
    "answered_date": _answered,
    "due_date": _due,
    "first_due_date": lambda k: in_full(original_date(k.stage)) if k.stage else "",
    "max_due_date": _max_due,
    "extension_reason": lambda k: k.stage_text("extension_reason"),
    "clarify_by_date": _clarify_by,
    "fee_amount": _fee,
    "fee_by_date": lambda k: k.clock_day("FOI_FEE_BY"),
    "panel_by_date": lambda k: k.clock_day("CA_S3_PANEL"),
    "panel_date": _panel_day,
    "panel_response_date": lambda k: k.clock_day("CA_S3_RESP"),
    "ombudsman_due_date": _ombudsman_due,
    "resubmit_by_date": _resubmit_by,
    "decision_made_date": lambda k: _decided(k, "decided_on"),
    "decision_review_date": lambda k: _decided(k, "review_on"),
    "decision_reason": _decision_reason,
}
