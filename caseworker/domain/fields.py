"""What is kept about each thing: every field, its name on screen, and whether it is about a person.

One catalogue, so that erasure, the history page and the importer have an answer for each field. A new meaning is a new
field; fields are only ever added (offline rule V1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its label, whether it holds personal data, and what list its values come from (if any)."""

    label: str
    personal: bool = False
    values: str | None = None


def _about(label: str) -> Field:
    return Field(label, personal=True)


CASE: Mapping[str, Field] = {
    "reference": Field("Reference"),
    "old_references": Field("Earlier references"),
    "kind": Field("Type", values="kinds"),
    "kind_at_closure": Field("Type at closure", values="kinds"),
    "channel": Field("How it arrived", values="channels"),
    "received_on": Field("Date received"),
    "raised_by": Field("Raised by", values="raised_by"),
    "summary": _about("What happened"),
    "wants": _about("What they want"),
    "risk": Field("Child at risk now", values="risk"),
    "division": Field("Division", values="divisions"),
    "service": Field("Service", values="services"),
    "team": Field("Team", values="teams"),
    "theme": Field("Main category", values="themes"),
    "other_themes": Field("Other themes", values="themes"),
    "root_cause": Field("Root cause", values="root_causes"),
    "payment_related": Field("Payment related"),
    "case_review": Field("Historic case review"),
    "staff_named": _about("Staff named"),
    "owner_id": Field("Owner", values="staff"),
    "status": Field("Status", values="statuses"),
    "waiting_for": Field("Waiting for", values="waiting_for"),
    "follow_up_on": Field("Follow-up date"),
    "closed_on": Field("Date closed"),
    "outcome": Field("Outcome", values="outcomes"),
    "outcome_reason": _about("Reason for the outcome"),
    "late_reason": Field("Why it was late"),
    "subject": Field("Subject"),
    "requester_type": Field("Requester", values="requester_types"),
    "parent_reference": Field("Goes back to"),
    "request_type": Field("Request"),
    "supported_at": Field("Supported at"),
    "eligible_group": Field("Eligible group"),
    "referred_by": Field("Referred by"),
    "provider": Field("Advocacy provider"),
    "hours": Field("Hours delivered"),
    "advocate_involved": Field("Advocate involved"),
    "identity_checked": Field("Identity and authority checked"),
    "equalities": _about("Equalities monitoring"),
    "as_imported": _about("As imported"),
    "import_source": Field("Imported from"),
    "import_row": Field("Digest of the imported row"),
    "ward": Field("Ward"),
    "void_reason": Field("Why it was made void"),
}

STAGE: Mapping[str, Field] = {
    "number": Field("Stage"),
    "label": Field("Stage name"),
    "procedure": Field("Procedure"),
    "scheme": Field("Timescales"),
    "started_on": Field("Started"),
    "accepted_on": Field("Accepted"),
    "acknowledged_on": Field("Acknowledged"),
    "acknowledged_how": Field("Acknowledged how"),
    "extended_to": Field("Extended to"),
    "extension_reason": _about("Reason for the extension"),
    "extension_notice_on": Field("Told of the extension"),
    "main_step": Field("Clock of the answer"),
    "ack_step": Field("Clock of the acknowledgement"),
    "clocks": Field("Deadlines"),
    "recorded_due_on": Field("Date due, as recorded"),
    "recorded_extended_on": Field("Extended date, as recorded"),
    "extension_agreed": Field("Extension agreed"),
    "answered_on": Field("Answered"),
    "answered_how": Field("Answered how"),
    "outcome": Field("Outcome", values="outcomes"),
    "outcome_reason": _about("Reason for the outcome"),
    "escalation_reason": Field("Reason for going further"),
    "details": _about("Details"),
    "remedy": Field("Remedy"),
    "compensation_pounds": Field("Compensation"),
    "investigating_officer": _about("Investigating officer"),
    "independent_person": _about("Independent person"),
    "suspended_on": Field("Suspended"),
    "resumed_on": Field("Taken up again"),
    "withdrawn_on": Field("Withdrawn"),
    "panel_on": Field("Panel met"),
    "panel_findings_on": Field("Panel findings issued"),
    "ombudsman_reference": Field("Ombudsman's reference"),
    "advocate_involved": Field("Advocate involved"),
    "division": Field("Division", values="divisions"),
    "service": Field("Service", values="services"),
    "old_reference": Field("Earlier reference"),
    "as_imported": _about("As imported"),
    "import_row": Field("Digest of the imported row"),
    "voided": Field("Made void"),
}

PARTY: Mapping[str, Field] = {
    "role": Field("Part in the case"),
    "full_name": _about("Full name"),
    "raised_by": Field("Role", values="raised_by"),
    "relationship": _about("Relationship to the child"),
    "phone": _about("Phone"),
    "email": _about("Email"),
    "address": _about("Address"),
    "preferred_contact": Field("Preferred contact"),
    "adjustments": _about("Adjustments and contact warnings"),
    "born_on": _about("Date of birth"),
    "age": _about("Age"),
    "child_status": Field("Status of the child", personal=True, values="child_statuses"),
    "social_care_id": _about("Social care ID"),
    "voided": Field("Removed"),
}

PAUSE: Mapping[str, Field] = {
    "stage_id": Field("Stage"),
    "kind": Field("Why the clock stopped"),
    "from_on": Field("Stopped on"),
    "to_on": Field("Went on"),
    "reason": _about("Reason"),
    "voided": Field("Removed"),
}

NOTE: Mapping[str, Field] = {
    "text": _about("Note"),
    "about_on": Field("Date"),
    "kind": Field("Kind of note"),
    "voided": Field("Removed"),
}

LETTER: Mapping[str, Field] = {
    "code": Field("Letter"),
    "title": Field("Title"),
    "status": Field("State"),
    "dated_on": Field("Dated"),
    "recipient": _about("To"),
    "text": _about("Text"),
    "digest": Field("Digest of the PDF"),
    "voided": Field("Removed"),
}

TASK: Mapping[str, Field] = {
    "kind": Field("Kind of action"),
    "what": _about("What"),
    "owner": Field("Owner"),
    "due_on": Field("Due"),
    "done_on": Field("Done"),
    "agreed_on": Field("Agreed"),
    "amount_pounds": Field("Amount"),
    "arising_from": Field("Arising from"),
    "status": Field("Status"),
    "old_reference": Field("Earlier reference"),
    "stage_reference": Field("Stage"),
    "as_imported": _about("As imported"),
    "import_row": Field("Digest of the imported row"),
    "voided": Field("Removed"),
}

STAFF: Mapping[str, Field] = {
    "full_name": _about("Name"),
    "job": Field("Job title"),
    "role": Field("Role", values="roles"),
    "email": _about("Email"),
    "phone": _about("Phone"),
    "team": Field("Team"),
    "from_on": Field("From"),
    "to_on": Field("To"),
    "accounts": _about("Sign-in names"),
    "voided": Field("Taken back"),
}

SETTING: Mapping[str, Field] = {"value": Field("Value"), "voided": Field("Taken back")}

ENTITY_KINDS: Mapping[str, Mapping[str, Field]] = {
    "case": CASE,
    "stage": STAGE,
    "party": PARTY,
    "pause": PAUSE,
    "note": NOTE,
    "letter": LETTER,
    "task": TASK,
    "staff": STAFF,
    "setting": SETTING,
}


def label_of(entity_kind: str, name: str) -> str:
    """Return the field's name on screen; a field this version does not know is shown by its code."""
    known = ENTITY_KINDS.get(entity_kind, {}).get(name)
    return known.label if known else name
