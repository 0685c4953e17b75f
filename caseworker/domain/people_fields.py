"""The fields of the register of people: a person, relationships, safety alerts, contact plans; and of the directory.

A person has a scope of their own (`PERSON_SCOPE`, the person's id), so that what is known of them belongs to no case.
Sources: rule book WHO-8, section 3 (elected members), section 8 (equalities), section 11 (need to know).
"""

from __future__ import annotations

from collections.abc import Mapping

from caseworker.domain.field import Field, about

PERSON_SCOPE = "person"

PERSON: Mapping[str, Field] = {
    "full_name": about("Full name"),
    "other_names": about("Other names"),
    "born_on": about("Date of birth"),
    "age": about("Age"),
    "social_care_id": about("Social care ID"),
    "is_child": Field("Child or young person"),
    "contacts": about("Contacts"),
    "address": about("Address"),
    "preferred_contact": Field("Preferred contact"),
    "adjustments": about("Adjustments"),
    "notes": about("Notes"),
    "merged_into": Field("Merged into"),
    "merged_on": Field("Merged on"),
    "voided": Field("Removed"),
}

RELATIONSHIP: Mapping[str, Field] = {
    "to_person": Field("To"),
    "kind": Field("Relationship", values="person_relationships"),
    "note": about("Note"),
    "pair": Field("The other side"),
    "ended_on": Field("Ended"),
    "voided": Field("Removed"),
}

ALERT: Mapping[str, Field] = {
    "risk": about("Risk"),
    "what_to_do": about("What to do"),
    "evidence": about("Evidence"),
    "recorded_on": Field("Recorded"),
    "review_on": Field("Review"),
    "ended_on": Field("Ended"),
    "ended_reason": about("Why it ended"),
    "voided": Field("Removed"),
}

CONTACT_PLAN: Mapping[str, Field] = {
    "reason": about("Reason"),
    "routes": Field("Allowed routes", values="contact_routes"),
    "how": about("How we stay in touch"),
    "approved_by": Field("Approved by", values="staff"),
    "start_on": Field("Start"),
    "review_on": Field("Review"),
    "ended_on": Field("Ended"),
    "ended_reason": about("Why it ended"),
    "voided": Field("Removed"),
}

REPRESENTATIVE: Mapping[str, Field] = {
    "full_name": about("Name"),
    "office": Field("Office", values="elected_offices"),
    "area": Field("Constituency or ward"),
    "political_party": Field("Political party"),
    "email": about("Email"),
    "phone": about("Phone"),
    "address": about("Address"),
    "assistant": about("Assistant"),
    "from_on": Field("From"),
    "to_on": Field("To"),
    "voided": Field("Removed"),
}
"""An entry of the directory of MPs and councillors; it belongs to the office."""

EQUALITY: Mapping[str, Field] = {
    "party_id": Field("Of whom"),
    "age_band": Field("Age band", personal=True, values="equality_age_bands"),
    "gender": Field("Gender", personal=True, values="equality_genders"),
    "disability": Field("Disability", personal=True, values="equality_disabilities"),
    "ethnicity": Field("Ethnicity", personal=True, values="equality_ethnicities"),
    "sexual_orientation": Field("Sexual orientation", personal=True, values="equality_orientations"),
    "religion": Field("Religion", personal=True, values="equality_religions"),
    "carer": Field("Carer", personal=True, values="equality_carers"),
    "voided": Field("Removed"),
}
"""Equalities monitoring of one person in one case; apart from everything those who decide on it see."""
