"""What Undo and redo may do to a letter that was approved or sent."""

from __future__ import annotations

from datetime import timedelta

import pytest

from caseworker.actions.letter_flow import (
    approve_letter,
    keep_letter,
    reissue_letter,
    withdraw_approval,
)
from caseworker.actions.letter_post import record_not_sent
from caseworker.actions.look_up import open_case
from caseworker.actions.undo import undo
from caseworker.domain.letter_work import LetterState, letter_state
from caseworker.errors import ProblemsError, RuleError
from caseworker.office import Office
from tests.actions.letter_life.life_help import (
    CODE,
    approved,
    at_the_keyboard,
    letter,
    on_day,
    sent,
    words,
)
from tests.example_office import TODAY, log_complaint

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def case_id(office: Office) -> str:
    """A complaint that waits for its acknowledgement."""
    return log_complaint(office).case_id


def state(office: Office, case_id: str, letter_id: str) -> LetterState:
    return letter_state(letter(office, case_id, letter_id).doc)


def test_undo_of_an_approval_puts_the_draft_back_exactly(office: Office, case_id: str) -> None:
    letter_id = keep_letter(office, case_id, "", CODE, words()).letter_id
    before = {k: v for k, v in letter(office, case_id, letter_id).doc.items() if v}
    changed = approve_letter(office, case_id, letter_id, CODE, words(), recipient_checked=True)
    undo(office, changed.group_id)
    assert {k: v for k, v in letter(office, case_id, letter_id).doc.items() if v} == before


def test_what_was_sent_is_not_unsent_on_another_day(office: Office, case_id: str) -> None:
    letter_id = approved(office, case_id)
    changed = sent(office, case_id, letter_id)
    with (
        on_day(office, TOMORROW),
        pytest.raises(RuleError, match="what was sent is not called back on another day"),
    ):
        undo(office, changed.group_id)
    assert state(office, case_id, letter_id) is LetterState.SENT


def test_a_letter_that_never_went_out_is_said_so_with_a_reason(office: Office, case_id: str) -> None:
    letter_id = approved(office, case_id)
    sent(office, case_id, letter_id)
    with pytest.raises(ProblemsError, match="why the letter was not sent"):
        record_not_sent(office, case_id, letter_id, " ")
    with on_day(office, TOMORROW):
        record_not_sent(office, case_id, letter_id, "It lay under the tray.")
    doc = letter(office, case_id, letter_id).doc
    assert letter_state(doc) is LetterState.APPROVED
    assert not doc["sent_on"]


def test_saying_that_a_corrected_letter_was_not_sent_puts_the_first_one_back_in_force(
    office: Office, case_id: str
) -> None:
    old = approved(office, case_id)
    sent(office, case_id, old)
    new = reissue_letter(office, case_id, old, "Wrong name.").letter_id
    approve_letter(office, case_id, new, CODE, words(), recipient_checked=True)
    sent(office, case_id, new)
    record_not_sent(office, case_id, new, "It was not posted.")
    assert state(office, case_id, old) is LetterState.SENT
    assert not letter(office, case_id, old).doc["superseded_by"]


def test_an_approval_is_not_done_again_over_other_words(office: Office, case_id: str) -> None:
    letter_id = keep_letter(office, case_id, "", CODE, words("One.")).letter_id
    changed = approve_letter(office, case_id, letter_id, CODE, words("One."), recipient_checked=True)
    undone = undo(office, changed.group_id)
    keep_letter(office, case_id, letter_id, CODE, words("Two."))
    with pytest.raises(RuleError, match="has to be approved again"):
        undo(office, undone.group_id, redo=True)
    assert state(office, case_id, letter_id) is LetterState.DRAFT


def test_only_who_approved_does_the_approval_again(office: Office, case_id: str) -> None:
    letter_id = approved(office, case_id)
    taken_back = withdraw_approval(office, case_id, letter_id)
    with at_the_keyboard(office, "Ali Demir"), pytest.raises(RuleError, match="Asha Khan approved it"):
        undo(office, taken_back.group_id)
    undo(office, taken_back.group_id)
    assert state(office, case_id, letter_id) is LetterState.APPROVED


def test_a_draft_with_a_later_step_is_not_unmade(office: Office, case_id: str) -> None:
    kept = keep_letter(office, case_id, "", CODE, words())
    approve_letter(office, case_id, kept.letter_id, CODE, words(), recipient_checked=True)
    with pytest.raises(RuleError, match="cannot be undone"):
        undo(office, kept.group_id)
    assert open_case(office, case_id).letters
