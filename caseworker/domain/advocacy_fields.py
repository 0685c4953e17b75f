"""The fields of advocacy: what was offered to a young person, who helps, and the hours given."""

from __future__ import annotations

from collections.abc import Mapping

from caseworker.domain.field import Field, about

ADVOCACY: Mapping[str, Field] = {
    "party_id": Field("Young person"),
    "offered_on": Field("Offered"),
    "offered_by": Field("Offered by", values="staff"),
    "answer": Field("Answer", values="advocacy_answers"),
    "reason": about("Reason"),
    "referred_on": Field("Referred"),
    "referred_by": Field("Referred by", values="advocacy_sources"),
    "eligible_group": Field("Eligible group", values="advocacy_groups"),
    "purpose": Field("What for", values="advocacy_reasons"),
    "provider": Field("Provider"),
    "advocate": about("Advocate"),
    "organisation": Field("Organisation"),
    "appointed_on": Field("Advocate appointed"),
    "is_independent": Field("Independent of those complained about"),
    "stage_label": Field("Stage helped"),
    "wishes": about("Wishes in their own words"),
    "ended_on": Field("Ended"),
    "result": about("What came of it"),
    "voided": Field("Removed"),
}

ADVOCACY_HOURS: Mapping[str, Field] = {
    "advocacy_id": Field("Advocacy"),
    "on": Field("Day"),
    "hours": Field("Hours"),
    "what": about("What was done"),
    "voided": Field("Removed"),
}
"""Hours are kept as decimal hours: 1.5 is an hour and a half."""
