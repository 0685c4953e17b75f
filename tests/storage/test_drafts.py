"""Drafts: what is being typed survives, apart from the record, and is gone when its page is finished (D5, U1)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from caseworker.actions.drafts import (
    KEPT_DAYS,
    discard_draft,
    list_drafts,
    open_draft,
    restore_draft,
    save_draft,
)
from caseworker.actions.note import add_note
from caseworker.clock import Clock
from caseworker.errors import ProblemsError, RuleError
from caseworker.office import Office
from caseworker.storage.rebuild import counts
from tests.example_office import log_complaint, noon

TYPED = {"full_name": "Siân “Nan” O’Brien", "children": [{"age": "9"}], "focus": "summary", "risk": None}


def later(office: Office, **by: int) -> None:
    """Let the office's clock go on; a real day passes, so it must not stand on one."""
    office.clock = Clock(None, lambda: noon() + timedelta(**by))


def test_a_draft_is_read_back_as_it_was_typed(office: Office) -> None:
    made = save_draft(office, "intake", TYPED, title="Siân")
    assert open_draft(office, made.id) == made
    assert (made.doc, made.title, made.author_id) == (TYPED, "Siân", office.person.id)


def test_a_draft_saved_again_takes_the_place_of_the_one_before_and_keeps_when_it_was_begun(
    office: Office,
) -> None:
    made = save_draft(office, "intake", {"text": "a"})
    later(office, minutes=5)
    again = save_draft(office, "intake", {"text": "ab"}, draft_id=made.id, started_at=made.started_at)
    assert [d.doc for d in list_drafts(office)] == [{"text": "ab"}]
    assert (again.started_at, again.saved_at > made.saved_at) == (made.started_at, True)


def test_the_draft_saved_last_comes_first(office: Office) -> None:
    first = save_draft(office, "intake", {})
    later(office, minutes=1)
    second = save_draft(office, "note", {}, case_id="c")
    assert [d.id for d in list_drafts(office)] == [second.id, first.id]


def test_a_draft_is_not_in_the_record(office: Office) -> None:
    with office.reading() as raw:
        before = counts(raw)
    save_draft(office, "intake", TYPED)
    with office.reading() as raw:
        assert counts(raw) == before


def test_a_discarded_draft_can_be_brought_back_for_thirty_days_and_not_longer(office: Office) -> None:
    kept, old = save_draft(office, "intake", {"n": 1}), save_draft(office, "intake", {"n": 2})
    discard_draft(office, old.id)
    later(office, days=KEPT_DAYS + 1)
    discard_draft(office, kept.id)
    assert [d.id for d in list_drafts(office, discarded=True)] == [kept.id]
    assert list_drafts(office) == []
    restore_draft(office, kept.id)
    assert [d.doc for d in list_drafts(office)] == [{"n": 1}]
    with pytest.raises(RuleError, match="finished or removed"):
        open_draft(office, old.id)


def test_a_finished_page_takes_its_draft_along_in_the_same_save(office: Office) -> None:
    case_id = log_complaint(office).case_id
    draft = save_draft(office, "note", {"text": "Rang"}, case_id=case_id)
    add_note(office, case_id, "Rang", draft_id=draft.id)
    assert list_drafts(office) == list_drafts(office, discarded=True) == []


def test_a_page_that_is_refused_keeps_its_draft(office: Office) -> None:
    case_id = log_complaint(office).case_id
    draft = save_draft(office, "note", {"text": " "}, case_id=case_id)
    with pytest.raises(ProblemsError):
        add_note(office, case_id, " ", draft_id=draft.id)
    with pytest.raises(RuleError):
        add_note(office, "no such case", "Rang", draft_id=draft.id)
    assert [d.id for d in list_drafts(office)] == [draft.id]
