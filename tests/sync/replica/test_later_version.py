"""What an older Caseworker could not show is shown by the newer one that opens the file next (F15, V2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from caseworker import office_parts
from caseworker.actions import opening
from caseworker.actions.checking import verify_office
from caseworker.actions.edit import edit_case
from caseworker.actions.legal_hold import place_hold
from caseworker.actions.look_up import open_case
from caseworker.actions.note import add_note
from caseworker.domain.changes import Changeset, Draft
from caseworker.domain.editing import new_entity
from caseworker.storage.local import set_sync_state
from caseworker.storage.project import Projector
from caseworker.storage.redactions import REDACTION
from caseworker.storage.set_aside import drop, set_waiting, words_aside
from tests.example_office import log_complaint
from tests.sync.replica.offices import Pc, meet_all

NEW = "A field of the year 2030"


def of_an_older_program(apply: Callable[..., None]) -> Callable[..., None]:
    """Return the projection of a program that stumbles over what a later one wrote."""

    def stumbles(self: Projector, n: int, changeset: Changeset, **known: Any) -> None:
        if any(change.value == NEW for entity in changeset.entities for change in entity.fields):
            raise ValueError("not known here")
        apply(self, n, changeset, **known)

    return stumbles


def test_what_waited_for_a_newer_program_is_tried_again_once_when_it_opens(
    asha: Pc, ali: Pc, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = log_complaint(asha.office)
    meet_all(asha, ali)
    edit_case(asha.office, open_case(asha.office, case.case_id), case.case_id, {"summary": NEW})
    asha.meet()
    with monkeypatch.context() as older:
        older.setattr(Projector, "apply", of_an_older_program(Projector.apply))
        older.setattr(opening, "__version__", "0.0.1")
        ali.meet()
        add_note(ali.office, case.case_id, "Written by the older program meanwhile")
        ali = ali.reopened()
        assert len(ali.rows("SELECT changeset_id FROM deferred")) == 1
        assert open_case(ali.office, case.case_id).case.doc.get("summary") != NEW
        tried = ali.rows("SELECT value FROM local_setting WHERE key = ?", opening.DEFERRED_TRIED)
        assert tried == [("0.0.1",)]
    ali = ali.reopened()  # the newer program, whose version is another
    assert ali.rows("SELECT changeset_id FROM deferred") == []
    assert open_case(ali.office, case.case_id).case.doc["summary"] == NEW
    meet_all(asha, ali)
    assert asha.digest() == ali.digest()


def test_an_erasure_that_an_older_program_took_for_accepted_is_taken_back(
    asha: Pc, ali: Pc, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = log_complaint(asha.office)
    meet_all(asha, ali)
    place_hold(asha.office, case.case_id, "A claim.")
    asha.meet()
    monkeypatch.setattr(office_parts, "__version__", "0.6.0")
    named = new_entity(ali.office.ids.new(), REDACTION, scopes=[case.case_id])
    ali.office.save(lambda _: [Draft("office", "office", "case.erased", (named,), "The period is over")])
    ali.meet()
    [erasure] = asha.hub.books.held
    asha.hub.refuse_held(erasure, "It is needed.")
    # That program destroyed the words at once, and read the refused heading as its own change coming back.
    with ali.office.database.raw_writer() as raw:
        drop(raw, list(words_aside(raw)))
        set_waiting(raw, [])
        feed = asha.hub.books.feed[-1].feed
        set_sync_state(raw, cursor=feed)
        raw.execute("UPDATE packed_changeset SET held = 0, feed = ? WHERE id = ?", (feed, erasure))
    assert ali.rows("SELECT 1 FROM case_list") == []
    for _ in range(2):  # the daily check asks, and the next meeting brings the case
        ali.meet(check=True)
    asha.meet()
    assert ali.digest() == asha.digest()
    assert ali.rows("SELECT reference FROM case_list") == [(case.reference,)]
    assert verify_office(ali.office).faults == ()
