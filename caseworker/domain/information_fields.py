"""The fields of what belongs to requests for information alone: exemptions, and people whose data are asked for too."""

from __future__ import annotations

from collections.abc import Mapping

from caseworker.domain.field import Field, about

EXEMPTION: Mapping[str, Field] = {
    "stage_id": Field("Stage"),
    "section": Field("Exemption", values="exemptions"),
    "subsection": Field("Subsection"),
    "test": Field("Kind of exemption", values="exemption_tests"),
    "about": about("What it is applied to"),
    "why": about("Why it applies"),
    "public_interest_for": about("Public interest in disclosing"),
    "public_interest_against": about("Public interest in withholding"),
    "balance": Field("Where the balance lies", values="exemption_balances"),
    "balance_reason": about("Why the balance lies there"),
    "opinion_by": about("Qualified person"),
    "opinion_on": Field("Opinion given"),
    "opinion": about("Opinion of the qualified person"),
    "voided": Field("Removed"),
}

THIRD_PARTY: Mapping[str, Field] = {
    "stage_id": Field("Stage"),
    "full_name": about("Person asked"),
    "about": about("What they were asked about"),
    "asked_on": Field("Asked"),
    "answered_on": Field("Answered"),
    "answer": Field("Answer", values="third_party_answers"),
    "views": about("Views"),
    "voided": Field("Removed"),
}
