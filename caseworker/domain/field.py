"""One field of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its label, whether it holds personal data, and what list its values come from (if any)."""

    label: str
    personal: bool = False
    values: str | None = None


def about(label: str) -> Field:
    """Return a field that holds personal data."""
    return Field(label, personal=True)
