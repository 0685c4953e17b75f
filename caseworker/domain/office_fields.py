"""The fields of what belongs to the whole office: its staff and its settings."""

from __future__ import annotations

from collections.abc import Mapping

from caseworker.domain.field import Field, about

STAFF: Mapping[str, Field] = {
    "full_name": about("Name"),
    "job": Field("Job title"),
    "role": Field("Role", values="roles"),
    "email": about("Email"),
    "phone": about("Phone"),
    "team": Field("Team"),
    "from_on": Field("From"),
    "to_on": Field("To"),
    "accounts": about("Sign-in names"),
    "away_from": Field("Away from"),
    "away_to": Field("Away to"),
    "deputy_id": Field("Deputy", values="staff"),
    "voided": Field("Taken back"),
}

SETTING: Mapping[str, Field] = {"value": Field("Value"), "voided": Field("Taken back")}
