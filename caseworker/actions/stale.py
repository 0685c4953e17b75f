"""Refuse a change by somebody who looked at an older value than is stored now (S3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from caseworker.domain.fields import label_of
from caseworker.domain.fold import EntityState
from caseworker.errors import RuleError


def refuse_stale(seen: EntityState, now: EntityState, values: Mapping[str, Any]) -> None:
    """Let a change pass unless a field was changed meanwhile to something else.

    Raises:
        RuleError: it was; the message says to what, and names the field.
    """
    for name in values:
        if seen.versions(name) != now.versions(name) and now.doc.get(name) != values[name]:
            raise RuleError(
                f"{label_of(now.kind, name)} was changed meanwhile and is now: "
                f"{_shown(now, name)}. Look at it and change it again if it is still wrong.",
                field=name,
            )


def thing_with_id(things: Iterable[EntityState], entity_id: str) -> EntityState:
    """Return the part of a case with that id.

    Raises:
        RuleError: it was removed, or never was part of the case.
    """
    for state in things:
        if state.id == entity_id:
            return state
    raise RuleError("This entry is no longer part of the case. Open the case again.")


def _shown(state: EntityState, name: str) -> str:
    value = state.doc.get(name)
    return "empty" if value in (None, "") else str(value)
