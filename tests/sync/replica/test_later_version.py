"""What an older Caseworker could not show is shown by the newer one that opens the file next (F15, V2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from caseworker.actions import opening
from caseworker.actions.edit import edit_case
from caseworker.actions.look_up import open_case
from caseworker.actions.note import add_note
from caseworker.domain.changes import Changeset
from caseworker.storage.project import Projector
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
