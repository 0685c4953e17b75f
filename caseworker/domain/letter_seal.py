"""The seal over what was approved: one digest over every field of a letter that may not change any more.

The PDF has a digest of its own; the seal covers that digest, the text, the facts, the checks, what was written and who
approved it, so that one changed letter in any of them is found. Source: rule book 9.1 rule 4; interface rule S11.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from caseworker.domain.changes import canonical
from caseworker.domain.letter_work import LetterState, letter_state

FROZEN = (
    "code",
    "title",
    "content",
    "dated_on",
    "recipient",
    "recipient_role",
    "party_id",
    "text",
    "digest",
    "template_version",
    "facts",
    "checks",
    "approved_by",
    "approved_on",
    "signatory_id",
    "signature_digest",
    "enclosed",
)
"""The fields that an approval writes and nothing changes afterwards."""

WRITTEN_AT_APPROVAL = tuple(name for name in FROZEN if name not in ("code", "title", "content"))
"""Those that are empty before an approval, and again when it is taken back."""


def seal_of(doc: Mapping[str, Any]) -> str:
    """Return the seal over a letter's frozen fields; a field that is empty or was never set is the same."""
    kept = {name: doc[name] for name in FROZEN if doc.get(name)}
    return hashlib.sha256(canonical(kept).encode()).hexdigest()


def is_frozen(doc: Mapping[str, Any]) -> bool:
    """Whether a letter is approved, sent or replaced, so that its words stand."""
    return not letter_state(doc).is_open


def is_whole(doc: Mapping[str, Any]) -> bool:
    """Whether a letter says what was approved; one of an earlier version, which has neither seal nor approver, is taken
    as it is."""
    if not is_frozen(doc):
        return True
    return doc["seal"] == seal_of(doc) if doc.get("seal") else not doc.get("approved_by")


RANK: Mapping[LetterState, int] = {
    LetterState.DRAFT: 0,
    LetterState.RETURNED: 0,
    LetterState.REVIEW: 0,
    LetterState.APPROVED: 1,
    LetterState.SENT: 2,
    LetterState.SUPERSEDED: 3,
}
"""How far a letter has come on its way out."""
