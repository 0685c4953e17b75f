"""What the council has chosen for information cases."""

from __future__ import annotations

from caseworker.office import Office


def wants_sign_off(office: Office) -> bool:
    """Return whether every answer needs a second person's sign-off today (rule book 4.6)."""
    return bool(office.settings.choice_on("information_sign_off", office.clock.today()))
