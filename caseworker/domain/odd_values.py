"""Values of a later version, or of nobody's: what this one makes of them, so that one odd value keeps nobody from work.

Source: offline rules P11, V1, V2.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any


def known_day(value: Any) -> date | None:
    """Return the day of an ISO text; None for anything else."""
    try:
        return date.fromisoformat(value) if value and isinstance(value, str) else None
    except ValueError:
        return None


def known_text(value: Any) -> str:
    """Return a text as it is; "" for anything else."""
    return value if isinstance(value, str) else ""


def known_texts(value: Any) -> tuple[str, ...]:
    """Return the texts of a list; none for anything else."""
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list | tuple) else ()


def is_like(value: Any, usual: Any) -> bool:
    """Whether a value has the shape of a usual one; where that is None, of a dictionary. None always has."""
    if value is None:
        return True
    if isinstance(usual, bool) or isinstance(value, bool):
        return isinstance(usual, bool) and isinstance(value, bool)
    for shape in (str, int, tuple):
        if isinstance(usual, shape):
            return isinstance(value, shape)
    return isinstance(value, Mapping)
