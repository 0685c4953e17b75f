"""A draft whose words are in the record is not offered again."""

from __future__ import annotations

from caseworker.actions.drafts import finish_draft, list_drafts, save_draft
from caseworker.office import Office


def test_a_finished_draft_is_neither_open_nor_discarded(office: Office) -> None:
    kept = save_draft(office, "act:case.outcome", {"reason": "The visit was missed."}, case_id="c1")
    finish_draft(office, kept.id)
    assert list_drafts(office) == list_drafts(office, discarded=True) == []


def test_finishing_what_was_never_kept_changes_nothing(office: Office) -> None:
    save_draft(office, "note", {"text": "Rang"})
    finish_draft(office, "no such draft")
    assert len(list_drafts(office)) == 1
