"""The fields of the work around a case: what a service was asked, links to other cases, entries that are both meant."""

from __future__ import annotations

from collections.abc import Mapping

from caseworker.domain.field import Field, about

CONTRIBUTION: Mapping[str, Field] = {
    "stage_id": Field("Stage"),
    "service": Field("Service", values="services"),
    "team": Field("Team", values="teams"),
    "contact_name": about("Contact"),
    "email": about("Email"),
    "what": about("What is asked"),
    "asked_on": Field("Asked"),
    "due_on": Field("Due"),
    "received_on": Field("Received"),
    "reply": about("Reply"),
    "chased_on": Field("Chased"),
    "escalated_on": Field("Told the head of service"),
    "escalated_to": about("Head of service told"),
    "voided": Field("Removed"),
}

LINK: Mapping[str, Field] = {
    "case_id": Field("Linked case"),
    "reference": Field("Reference of the linked case"),
    "relation": Field("Relation", values="link_relations"),
    "voided": Field("Removed"),
}

BOTH_KEPT: Mapping[str, Field] = {
    "entries": Field("Entries that are both meant"),
    "thing": Field("Kept twice"),
    "voided": Field("Removed"),
}
"""Somebody decided that two entries that look like one are both meant (C5)."""
