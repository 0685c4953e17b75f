"""Whose cases somebody may see among those of a person (rule book section 11: need to know)."""

from __future__ import annotations

from caseworker.office import Office


def is_hidden(office: Office, restricted: int | None, readers: str | None, owner_id: str | None) -> bool:
    """Whether a case is restricted and the person at the keyboard is none of those who may see it."""
    if not restricted:
        return False
    me = office.person
    role = office.roles.get(me.role)
    if role is not None and "restricted" in role.may:
        return False
    return me.id != owner_id and me.id not in (readers or "").split()
