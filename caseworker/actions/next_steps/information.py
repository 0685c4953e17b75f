"""The next step of information requests, reviews and data protection complaints."""

from __future__ import annotations

from caseworker.domain.cases import CaseView
from caseworker.office import Office


def next_step_of(office: Office, view: CaseView) -> tuple[str, str] | None:
    """Return the next step in words and its command; None where the general rules say enough."""
    return None
