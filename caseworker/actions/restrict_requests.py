"""A subject access request is restricted from the start: it holds a family's records. Source: interface brief 4.6.

Question: what of an office that is shared by a file, which can hide nothing (decision 8)? Choice: the request is logged
all the same, for the law's time runs; it is not restricted, and says so at logging and on the case. Only a person's own
wish to restrict a case is refused there. Cost: everybody of such an office sees the request.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caseworker.actions.doing import Doing
from caseworker.domain.cases import CaseView
from caseworker.domain.kinds import Kind
from caseworker.domain.readers import NOT_RESTRICTED
from caseworker.office import Office

REASON = "A subject access request is restricted by default"


def restricted_from_the_start(office: Office, kind: Kind, owner_id: str) -> dict[str, Any]:
    """Return the fields that restrict a new case of this kind to its owner; none for kinds that are not restricted."""
    if kind is not Kind.SAR:
        return {}
    if office.hides_nothing:
        return {"restricted": False, "restricted_reason": NOT_RESTRICTED, "readers": []}
    return {
        "restricted": True,
        "restricted_reason": REASON,
        "readers": [owner_id] if owner_id else [],
    }


def not_restricted_words(values: Mapping[str, Any]) -> str:
    """Return the sentence for a case with these fields that would be restricted and is not, after a space; else ""."""
    return f" {NOT_RESTRICTED}" if values.get("restricted_reason") == NOT_RESTRICTED else ""


def restricted_values(office: Office, kind: Kind, view: CaseView) -> dict[str, Any]:
    """Return the same for a case that becomes one of this kind; one that is restricted already stays as it is."""
    if view.value("restricted"):
        return {}
    return restricted_from_the_start(office, kind, str(view.value("owner_id") or ""))


def let_see(doing: Doing, person_id: str) -> None:
    """Let somebody who has a part in a restricted case open it; nothing where everybody may."""
    readers = set(doing.view.value("readers") or ())
    if doing.view.value("restricted") and person_id not in readers:
        doing.set_case(readers=sorted({*readers, person_id}))
