"""Drafts: what somebody has typed and not yet finished. Local to this PC, outside the record (offline rule D5)."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from caseworker.domain.drafts import PageDraft

_COLUMNS = "id, page, case_id, author_id, title, doc, started_at, saved_at, discarded_at"


def save_draft(raw: Any, draft: PageDraft) -> None:
    """Write the draft over its earlier state."""
    raw.execute(
        f"INSERT INTO draft ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
        " title = excluded.title, doc = excluded.doc, saved_at = excluded.saved_at,"
        " discarded_at = excluded.discarded_at",
        (
            draft.id,
            draft.page,
            draft.case_id,
            draft.author_id,
            draft.title,
            json.dumps(dict(draft.doc)),  # in ASCII: what is half typed is kept as it is, half characters too
            draft.started_at,
            draft.saved_at,
            draft.discarded_at,
        ),
    )


def read_drafts(raw: Any, *, discarded: bool = False) -> list[PageDraft]:
    """Return the drafts of this PC, the one saved last first."""
    condition = "IS NOT NULL" if discarded else "IS NULL"
    rows = raw.execute(
        f"SELECT {_COLUMNS} FROM draft WHERE discarded_at {condition} ORDER BY saved_at DESC, id"
    )
    return [_draft(row) for row in rows]


def read_draft(raw: Any, draft_id: str) -> PageDraft | None:
    """Return one draft, also when it was discarded."""
    row = raw.execute(f"SELECT {_COLUMNS} FROM draft WHERE id = ?", (draft_id,)).fetchone()
    return _draft(row) if row else None


def set_discarded(raw: Any, draft_id: str, discarded_at: str | None) -> None:
    """Put a draft aside, or bring it back."""
    raw.execute("UPDATE draft SET discarded_at = ? WHERE id = ?", (discarded_at, draft_id))


def remove_draft(raw: Any, draft_id: str) -> None:
    """Remove a draft whose page was finished: its words are in the record now."""
    raw.execute("DELETE FROM draft WHERE id = ?", (draft_id,))


def remove_old_discarded(raw: Any, before: str) -> int:
    """Remove drafts discarded before the instant given; return how many."""
    return int(raw.execute("DELETE FROM draft WHERE discarded_at < ?", (before,)).rowcount)


def files_waiting(raw: Any, before: str = "") -> set[str]:
    """Return the digests of the files that wait in drafts; with an instant, in drafts discarded before it only."""
    where = "discarded_at < ?" if before else "1"
    found: set[str] = set()
    for (doc,) in raw.execute(f"SELECT doc FROM draft WHERE {where}", (before,) if before else ()):
        files = json.loads(doc).get("files")
        found |= (
            {str(f.get("digest")) for f in files if isinstance(f, dict)} if isinstance(files, list) else set()
        )
    return found


def _draft(row: tuple[Any, ...]) -> PageDraft:
    draft = PageDraft(*row)
    return replace(draft, doc=json.loads(row[5]))
