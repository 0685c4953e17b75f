"""The fields of what belongs to the whole office: its staff, its settings, and what was taken out of it."""

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

EXPORT: Mapping[str, Field] = {
    "what": Field("What was exported"),
    "on": Field("Day"),
    "by": Field("By", values="staff"),
    "folder": Field("Written to"),
    "cases": Field("Cases"),
    "left_out": Field("What was left out"),
    "voided": Field("Taken back"),
}
"""Everything, or the disclosure log, was written to files that day (rule book section 11, audit)."""

REDACTION: Mapping[str, Field] = {
    "scopes": Field("Cases erased"),
    "changesets": Field("Changes erased"),
    "blobs": Field("Files erased"),
    "authority": Field("On whose authority"),
}
"""What was erased for ever, by ids and digests alone: every computer empties it, also what comes late (E1, E2)."""

FORK: Mapping[str, Field] = {
    "changesets": Field("Changes of one number"),
    "explained_on": Field("Explained"),
}
"""Why a computer gave one number to two changes, as when an older copy of its folder was put back and used on: the
reason is the change's own."""
