"""A subject access request is restricted from the start: it holds a family's records. Source: interface brief 4.6."""

from __future__ import annotations

from typing import Any

from caseworker.actions.doing import Doing
from caseworker.domain.cases import CaseView
from caseworker.domain.kinds import Kind

REASON = "A subject access request is restricted by default"


def restricted_from_the_start(kind: Kind, owner_id: str) -> dict[str, Any]:
    """Return the fields that restrict a new case of this kind to its owner; none for kinds that are not restricted."""
    if kind is not Kind.SAR:
        return {}
    return {
        "restricted": True,
        "restricted_reason": REASON,
        "readers": [owner_id] if owner_id else [],
    }


def restricted_values(kind: Kind, view: CaseView) -> dict[str, Any]:
    """Return the same for a case that becomes one of this kind; one that is restricted already stays as it is."""
    if view.value("restricted"):
        return {}
    return restricted_from_the_start(kind, str(view.value("owner_id") or ""))


def let_see(doing: Doing, person_id: str) -> None:
    """Let somebody who has a part in a restricted case open it; nothing where everybody may."""
    readers = set(doing.view.value("readers") or ())
    if doing.view.value("restricted") and person_id not in readers:
        doing.set_case(readers=sorted({*readers, person_id}))
