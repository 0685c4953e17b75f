"""Whose cases somebody may see among those of a person (rule book section 11: need to know)."""

from __future__ import annotations

from caseworker.office import Office


def is_hidden(office: Office, restricted: int | None, readers: str | None, owner_id: str | None) -> bool:
    """Whether a case is restricted and the person at the keyboard is none of those who may see it."""
    if not restricted:
        return False
    case = {"restricted": True, "readers": (readers or "").split(), "owner_id": owner_id}
    return not office.reader.may_see(case)
