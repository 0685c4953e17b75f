"""Keep what is being typed: drafts survive a call, a lock, a kill (P1, U1)."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

from caseworker.actions.people_visible import is_hidden
from caseworker.domain.drafts import PageDraft
from caseworker.domain.intake import cleaned
from caseworker.errors import RuleError
from caseworker.office import Office
from caseworker.storage import drafts as stored
from caseworker.storage.file_rows import forget_unused
from caseworker.storage.withholding import is_gone

KEPT_DAYS = 30
"""Days a discarded draft can be brought back."""


def save_draft(
    office: Office,
    page: str,
    doc: Mapping[str, Any],
    *,
    draft_id: str = "",
    case_id: str = "",
    title: str = "",
    started_at: str = "",
) -> PageDraft:
    """Write a draft, new or again, and return it as it was saved; of a case that is gone nothing is written."""
    now = office.clock.stamp()
    draft = PageDraft(
        draft_id or office.ids.new(),
        page,
        case_id,
        office.person.id,
        cleaned(title),
        dict(doc),
        started_at or now,
        now,
    )
    with office.database.raw_writer() as raw:
        if not (case_id and is_gone(raw, case_id)):
            stored.save_draft(raw, draft)
    return draft


def list_drafts(office: Office, *, discarded: bool = False) -> list[PageDraft]:
    """Return the drafts of this computer, the one saved last first.

    Those of others about cases that the person at the keyboard may not see are left out; one's own words are not.
    """
    me = office.person.id
    with office.reading() as raw:
        found = stored.read_drafts(raw, discarded=discarded)
        hidden = _hidden_cases(office, raw, {draft.case_id for draft in found if draft.author_id != me})
    return [draft for draft in found if draft.author_id == me or draft.case_id not in hidden]


def _hidden_cases(office: Office, raw: Any, case_ids: Collection[str]) -> frozenset[str]:
    rows = raw.execute(
        "SELECT id, restricted, readers, owner_id FROM case_list"
        " WHERE restricted AND id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(case_ids)),),
    )
    return frozenset(str(case_id) for case_id, *who in rows.fetchall() if is_hidden(office, *who))


def open_draft(office: Office, draft_id: str) -> PageDraft:
    """Return one draft.

    Raises:
        RuleError: it was finished or removed meanwhile.
    """
    with office.reading() as raw:
        draft = stored.read_draft(raw, draft_id)
    if draft is None:
        raise RuleError("This draft was finished or removed meanwhile.")
    return draft


def discard_draft(office: Office, draft_id: str) -> None:
    """Put a draft aside; for 30 days it can be brought back. After that its words and its waiting files are gone."""
    long_ago = (office.clock.now() - timedelta(days=KEPT_DAYS)).isoformat(timespec="milliseconds")
    with office.database.raw_writer() as raw:
        stored.set_discarded(raw, draft_id, office.clock.stamp())
        gone = stored.files_waiting(raw, long_ago)
        stored.remove_old_discarded(raw, long_ago)
        forget_unused(raw, gone - stored.files_waiting(raw))


def restore_draft(office: Office, draft_id: str) -> None:
    """Bring a discarded draft back."""
    with office.database.raw_writer() as raw:
        stored.set_discarded(raw, draft_id, None)


def finish_draft(office: Office, draft_id: str) -> None:
    """Remove a draft whose words are in the record now; one that was never written is no matter."""
    with office.database.raw_writer() as raw:
        stored.remove_draft(raw, draft_id)
