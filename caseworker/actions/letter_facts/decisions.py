"""Which decision a letter tells of: that of the event it is written for, else the last one the person is told of."""

from __future__ import annotations

from collections.abc import Mapping

from caseworker.actions.letter_facts.known import Known
from caseworker.domain.fold import EntityState
from caseworker.domain.triage_answers import Proposal

OF_EVENT: Mapping[str, tuple[str, ...]] = {
    "complaint.screened": ("late_acceptance", "triage"),
    "proceedings.waited_for": ("concurrent", "triage"),
    "proceedings.reviewed": ("concurrent",),
    "proceedings.ended": ("concurrent",),
    "freeze.decided": ("freeze",),
    "freeze.requested": ("freeze",),
    "freeze.ended": ("freeze",),
    "refusal.approved": ("refuse_stage_2",),
    "early_referral.approved": ("early_referral",),
    "early_referral.proposed": ("early_referral",),
    "complaint.withdrawn": ("management_review",),
    "resolution.tried": ("resolution",),
    "burden.decided": ("section_14",),
    "cost_limit.decided": ("cost_limit",),
    "case.triaged": ("sufficient_interest", "late_acceptance", "concurrent", "triage"),
}
"""By the event a letter is written for, the decisions it can be about, the fitting one first."""

_TOLD = ("late_acceptance", "sufficient_interest", "concurrent", "freeze", "refuse_stage_2", "early_referral",
         "management_review", "resolution", "cost_limit", "section_14")  # fmt: skip
"""Decisions people are told of; the rest is the office's own business."""


def decision_told(known: Known) -> EntityState | None:
    """Return the decision the letter tells of; None where none was made."""
    made = [d for d in known.view.of_kind("decision") if d.doc.get("decided_on") or d.doc.get("approved_on")]
    kinds = [kind for event in known.when for kind in OF_EVENT.get(event, ())]
    for kind in dict.fromkeys(kinds):
        found = [d for d in made if d.doc.get("kind") == kind]
        if found:
            return found[-1]
    told = [d for d in made if d.doc.get("kind") in _TOLD]
    triaged = [d for d in made if d.doc.get("kind") == "triage"]
    return next(iter((told or triaged)[-1:]), None)


def proposal_of(known: Known) -> Proposal | None:
    """Return what the check at the start came to; None where it was not made."""
    from caseworker.actions.triage import answers_known  # it asks for letters itself
    from caseworker.domain.triage import propose

    if not any(d.doc.get("kind") == "triage" for d in known.view.of_kind("decision")):
        return None
    return propose(answers_known(known.view), known.view.row.received_on)


def triage_reason(known: Known, decision: EntityState) -> str:
    """Return why the check at the start came to what was decided: the person's words, else its own sentences."""
    proposal = proposal_of(known)
    said = str(decision.doc.get("reason") or "")
    return said or " ".join(reason.sentence for reason in proposal.reasons) if proposal else said
