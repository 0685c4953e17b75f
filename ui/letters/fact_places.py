"""Where on the case a fact of a letter is recorded: the part of the case, or the act, that opens at it."""

from __future__ import annotations

from caseworker.domain.letter_checks import Check

DETAILS = "details"
_BY_PLACE = {
    "points": ("points", "points_for_agreement", "outcome_overall"),
    "actions": ("actions", "payments", "payment_total", "recommendations", "remedies_ombudsman"),
    "stages": (
        "acknowledged_date", "adjudicating_officer", "answered_date", "decision_made_date", "decision_reason",
        "decision_review_date", "exemptions", "independent_person", "investigating_officer", "next_stage_by_date",
        "ombudsman_due_date", "panel_by_date", "panel_chair", "panel_date", "panel_members", "panel_response_date",
        "requested_date", "resubmit_by_date", "review_deadline", "clarify_by_date", "fee_amount", "fee_by_date",
    ),
    "case.ask_service": ("asked_due_date", "asked_of_service"),
    "case.extend": ("extension_reason",),
    "case.triage": ("route",),
    "people": ("consent_limits", "advocate_name", "advocate_org", "representing"),
}  # fmt: skip
_BY_FACT = {fact: place for place, facts in _BY_PLACE.items() for fact in facts}
_BY_AREA = {"points": "points", "disclosure": "case.disclosure", "consent": "people"}
"""By area of a check that has no field on the page."""


def place_on_case(fact: str, check: Check | None = None) -> str:
    """Return what the case's page is opened for, its details where nothing fits better."""
    area = check.area if check is not None else ""
    return _BY_FACT.get(fact) or _BY_AREA.get(area, DETAILS)
