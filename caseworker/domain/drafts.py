"""A draft of a page: what somebody typed and has not finished."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PageDraft:
    """One draft.

    Attributes:
        page: which page it belongs to: "intake", "note", "letter" …
        case_id: the case it is about, empty for a new one.
        doc: field values as typed, and "focus": the field edited last.
        started_at, saved_at, discarded_at: instants, UTC, ISO 8601.
    """

    id: str
    page: str
    case_id: str
    author_id: str
    title: str
    doc: Mapping[str, Any]
    started_at: str
    saved_at: str
    discarded_at: str | None = None
