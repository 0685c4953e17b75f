"""The fields of the parts of a case: people, stops, notes, actions, points, appointments, decisions, payments."""

from __future__ import annotations

from collections.abc import Mapping

from caseworker.domain.field import Field, about

PARTY: Mapping[str, Field] = {
    "role": Field("Part in the case"),
    "full_name": about("Full name"),
    "raised_by": Field("Role", values="raised_by"),
    "relationship": about("Relationship to the child"),
    "phone": about("Phone"),
    "email": about("Email"),
    "address": about("Address"),
    "preferred_contact": Field("Preferred contact"),
    "adjustments": about("Adjustments and contact warnings"),
    "born_on": about("Date of birth"),
    "age": about("Age"),
    "child_status": Field("Status of the child", personal=True, values="child_statuses"),
    "social_care_id": about("Social care ID"),
    "person_id": Field("Person"),
    "representative_id": Field("In the directory"),
    "organisation": Field("Organisation"),
    "authority_basis": Field("Why they may act", values="authority_bases"),
    "consent": Field("Consent", values="consents"),
    "consent_asked_on": Field("Consent asked for"),
    "consent_given_on": Field("Consent given"),
    "consent_limits": about("What may be shared"),
    "contact_order": Field("Order of contact"),
    "voided": Field("Removed"),
}

PAUSE: Mapping[str, Field] = {
    "stage_id": Field("Stage"),
    "kind": Field("Why the clock stopped"),
    "from_on": Field("Stopped on"),
    "to_on": Field("Went on"),
    "reason": about("Reason"),
    "voided": Field("Removed"),
}

NOTE: Mapping[str, Field] = {
    "text": about("Note"),
    "about_on": Field("Date"),
    "kind": Field("Kind of note"),
    "voided": Field("Removed"),
}

TASK: Mapping[str, Field] = {
    "kind": Field("Kind of action"),
    "what": about("What"),
    "owner": Field("Owner"),
    "due_on": Field("Due"),
    "done_on": Field("Done"),
    "agreed_on": Field("Agreed"),
    "amount_pounds": Field("Amount"),
    "arising_from": Field("Arising from"),
    "status": Field("Status"),
    "old_reference": Field("Earlier reference"),
    "stage_reference": Field("Stage"),
    "as_imported": about("As imported"),
    "import_row": Field("Digest of the imported row"),
    "stage_id": Field("Stage it follows from"),
    "point_id": Field("Point of complaint"),
    "service": Field("Service", values="services"),
    "evidence": about("Evidence"),
    "satisfied_on": Field("Satisfied"),
    "remedy_type": Field("Remedy", values="remedies"),
    "theme": Field("Learning theme", values="learning_themes"),
    "learning": about("Learning"),
    "may_publish": Field("Learning may be published"),
    "step": Field("Step it waits for"),
    "voided": Field("Removed"),
}

POINT: Mapping[str, Field] = {
    "stage_id": Field("Stage"),
    "number": Field("Point"),
    "text": about("What is complained of"),
    "finding": Field("Finding", values="findings"),
    "reason": about("Reason for the finding"),
    "remedies": Field("Remedies", values="remedies"),
    "reply": about("Reply"),
    "recommendation": about("Recommendation"),
    "response": about("Response to the recommendation"),
    "carried_from": Field("Carried on from"),
    "voided": Field("Removed"),
}

APPOINTMENT: Mapping[str, Field] = {
    "stage_id": Field("Stage"),
    "role": Field("Part", values="appointments"),
    "full_name": about("Name"),
    "organisation": Field("Organisation"),
    "email": about("Email"),
    "phone": about("Phone"),
    "appointed_on": Field("Appointed"),
    "ended_on": Field("Ended"),
    "is_independent": Field("Independent"),
    "independence_answers": about("Independence check"),
    "checked_by": Field("Checked by", values="staff"),
    "checked_on": Field("Checked"),
    "cost_pounds": Field("Cost"),
    "voided": Field("Removed"),
}

DECISION: Mapping[str, Field] = {
    "kind": Field("Decision about", values="decisions"),
    "stage_id": Field("Stage"),
    "result": Field("Decision"),
    "answers": about("Answers"),
    "grounds": Field("Legal ground", values="legal_grounds"),
    "reason": about("Reason"),
    "decided_by": Field("Decided by", values="staff"),
    "decided_on": Field("Decided"),
    "approved_by": Field("Approved by", values="staff"),
    "approved_on": Field("Approved"),
    "review_on": Field("Review"),
    "ended_on": Field("Ended"),
    "voided": Field("Removed"),
}

PAYMENT: Mapping[str, Field] = {
    "stage_id": Field("Stage"),
    "point_id": Field("Point of complaint"),
    "task_id": Field("Action"),
    "kind": Field("Kind of payment", values="payments"),
    "amount_pounds": Field("Amount"),
    "agreed_on": Field("Agreed"),
    "paid_on": Field("Paid"),
    "payee": about("Paid to"),
    "reason": about("Reason"),
    "voided": Field("Removed"),
}

LOOK: Mapping[str, Field] = {
    "on": Field("Looked at"),
    "by": Field("By", values="staff"),
    "voided": Field("Removed"),
}
"""Somebody looked at a restricted case that day."""
