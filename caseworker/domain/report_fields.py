"""The fields of a report that was published: what stood in it is kept as it was (decision 8 of the reports).

`seal` covers everything written at publication, so that one changed letter of it is found.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from caseworker.domain.changes import canonical
from caseworker.domain.field import Field, about

PUBLICATION: Mapping[str, Field] = {
    "document": Field("Report"),
    "title": Field("Title"),
    "period": Field("Period"),
    "data_on": Field("Figures as recorded on"),
    "data_at": Field("Moment the figures were read"),
    "published_on": Field("Published"),
    "published_by": Field("Published by", values="staff"),
    "approved_by": Field("Approved by", values="staff"),
    "approved": Field("Approval as printed"),
    "marking": Field("Marking"),
    "limits": Field("What was hidden"),
    "reasons": about("Reasons given"),
    "figures_digest": Field("Digest of the figures"),
    "pdf_digest": Field("Digest of the PDF"),
    "html_digest": Field("Digest of the web page"),
    "seal": Field("Seal over what was published"),
    "withdrawn_on": Field("Withdrawn"),
    "withdrawn_by": Field("Withdrawn by", values="staff"),
    "withdrawn_why": about("Why it was withdrawn"),
    "note": about("Note"),
    "voided": Field("Removed"),
}

FROZEN = (
    "document",
    "title",
    "period",
    "data_on",
    "data_at",
    "published_on",
    "published_by",
    "approved_by",
    "approved",
    "marking",
    "limits",
    "reasons",
    "figures_digest",
    "pdf_digest",
    "html_digest",
)
"""The fields that a publication writes and nothing changes afterwards."""

KEPT: Mapping[str, str] = {
    "figures_digest": "The figures",
    "pdf_digest": "The PDF",
    "html_digest": "The web page",
}
"""The fields that name kept bytes, and what they are."""


def publication_seal(doc: Mapping[str, Any]) -> str:
    """Return the seal over what was published."""
    kept = {name: doc[name] for name in FROZEN if doc.get(name)}
    return hashlib.sha256(canonical(kept).encode()).hexdigest()
