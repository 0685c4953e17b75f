"""One letter approved for many cases: all or none, one Undo, and others save while the letters are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from caseworker.actions import letter_approval
from caseworker.actions.edit import edit_case
from caseworker.actions.letter_batch import BatchDone, BatchEntry, look_at
from caseworker.actions.letter_batch_approval import approve_batch, ready_batch
from caseworker.actions.letter_mail import read_post
from caseworker.actions.look_up import open_case
from caseworker.actions.settings_change import change_settings
from caseworker.actions.undo import undo
from caseworker.errors import RuleError
from caseworker.office import Office
from tests.actions.letter_life.life_help import CODE, words
from tests.actions.test_letter_batch import Ear, cases, entries, without_address

__all__ = ["cases"]


def approved(office: Office, given: Sequence[BatchEntry]) -> BatchDone | None:
    ready = ready_batch(office, CODE, given, Ear())
    assert ready is not None
    return approve_batch(office, CODE, ready, Ear())


def test_all_are_approved_in_one_act_with_one_undo(office: Office, cases: list[str]) -> None:
    done = approved(office, entries(cases))
    assert done is not None
    assert done.message == "Acknowledgement, statutory stage 1 was approved for 3 cases."
    assert [line.name for line in read_post(office).to_send] == ["Ann Abbot", "Mo Marsh", "Zoe Zeal"]
    assert len(done.refs) == 3
    undo(office, done.group_id)
    assert not read_post(office).to_send


def test_one_that_cannot_be_approved_stops_all_and_is_named(office: Office, cases: list[str]) -> None:
    homeless = without_address(office)
    with pytest.raises(RuleError, match=r"CYP-2025-0004: .*address"):
        approved(office, entries([*cases, homeless]))
    assert not read_post(office).to_send


def test_a_letter_that_reads_otherwise_than_what_was_ticked_is_not_approved(
    office: Office, cases: list[str]
) -> None:
    item = look_at(office, cases[0], CODE, words())
    assert item.preview is not None
    edit_case(office, open_case(office, cases[0]), cases[0], {"summary": "Something else."})
    with pytest.raises(RuleError, match="CYP-2025-0001: "):
        approved(office, entries(cases[:1], seen=item.preview.text))


@dataclass
class Colleague(Ear):
    """Changes a case as soon as the first letter was made."""

    office: Office | None = None
    case_id: str = ""

    def report(self, fraction: float, words: str = "") -> None:
        assert self.office is not None
        if not self.heard:
            view = open_case(self.office, self.case_id)
            edit_case(self.office, view, self.case_id, {"summary": "Changed meanwhile."})
        super().report(fraction, words)


def test_others_save_while_the_letters_are_made_and_none_is_made_twice(
    office: Office, cases: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = without_address(office)
    ready = ready_batch(office, CODE, entries(cases), Colleague(office=office, case_id=other))
    assert ready is not None
    assert open_case(office, other).case.doc["summary"] == "Changed meanwhile."
    monkeypatch.setattr(letter_approval, "make_ready", None)
    assert approve_batch(office, CODE, ready, Ear()) is not None
    assert len(read_post(office).to_send) == 3


def test_a_letter_whose_case_was_changed_after_it_was_made_is_made_anew(
    office: Office, cases: list[str]
) -> None:
    seen = look_at(office, cases[0], CODE, words()).preview
    assert seen is not None
    given = [BatchEntry(cases[0], words(), {}, seen.text), *entries(cases[1:])]
    ready = ready_batch(office, CODE, given, Colleague(office=office, case_id=cases[0]))
    assert ready is not None
    with pytest.raises(RuleError, match="CYP-2025-0001: The case or the wording was changed"):
        approve_batch(office, CODE, ready, Ear())
    assert not read_post(office).to_send


def test_letters_made_before_the_settings_changed_are_made_anew(office: Office, cases: list[str]) -> None:
    ready = ready_batch(office, CODE, entries(cases), Ear())
    assert ready is not None
    change_settings(office, {"department": "The new complaints team"})
    done = approve_batch(office, CODE, ready, Ear())
    assert done is not None
    texts = [open_case(office, case_id).letters[0].doc["text"] for case_id in cases]
    assert all("The new complaints team" in str(text) for text in texts)


@pytest.mark.parametrize("stop_at", ["Making", "Approving"])
def test_stopping_in_the_middle_approves_nothing(office: Office, cases: list[str], stop_at: str) -> None:
    ear = Ear(stop_at)
    ready = ready_batch(office, CODE, entries(cases), ear)
    assert (ready is None) is (stop_at == "Making")
    if ready is not None:
        assert approve_batch(office, CODE, ready, ear) is None
    assert [words for words in ear.heard if stop_at in words] == [f"{stop_at} 3 letters"]
    assert not read_post(office).to_send
