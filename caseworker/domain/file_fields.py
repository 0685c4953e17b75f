"""The fields of a file kept with a case; its bytes lie apart, by their digest (offline rule B1)."""

from __future__ import annotations

from collections.abc import Mapping

from caseworker.domain.field import Field, about

FILE: Mapping[str, Field] = {
    "name": about("File name"),
    "media_type": Field("Type of file"),
    "size_bytes": Field("Size in bytes"),
    "digest": Field("Digest of the file"),
    "kind": Field("Kind of document", values="file_kinds"),
    "description": about("Description"),
    "about_on": Field("Date of the document"),
    "added_from": Field("Added from"),
    "parent_id": Field("Attached to"),
    "stage_id": Field("Stage"),
    "from": about("From"),
    "to": about("To"),
    "cc": about("Copy to"),
    "subject": about("Subject"),
    "sent_at": Field("Sent"),
    "text": about("Words in the file"),
    "voided": Field("Removed"),
}

ADDED_FROM: Mapping[str, str] = {
    "picker": "Chosen from a folder",
    "drop": "Dropped on the page",
    "paste": "Pasted",
    "email": "Imported with an email",
    "made": "Made by Caseworker",
}
"""How a file came to the case, in words."""
