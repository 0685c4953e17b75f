"""Letters that versions before 0.3 kept: one written and not printed is approved, one printed was sent."""

from __future__ import annotations

from datetime import timedelta

import pytest

from caseworker.actions.bundle import bundle_choices
from caseworker.actions.case_words import next_step
from caseworker.actions.checking import verify_office
from caseworker.actions.letter_flow import keep_letter, reissue_letter, versions_of, withdraw_approval
from caseworker.actions.letter_post import letters_to_send
from caseworker.actions.letters import letter_bytes
from caseworker.actions.look_up import list_count, open_case, query
from caseworker.domain.letter_work import LetterState, letter_state
from caseworker.errors import RuleError
from caseworker.office import Office
from tests.actions.letter_life.life_help import CODE, kept_by_an_earlier_version, letter, on_day, sent, words
from tests.example_office import TODAY, log_complaint


@pytest.fixture
def case_id(office: Office) -> str:
    """A complaint that waits for its acknowledgement."""
    return log_complaint(office).case_id


def test_a_written_letter_waits_to_be_sent_and_its_sending_acknowledges(office: Office, case_id: str) -> None:
    letter_id = kept_by_an_earlier_version(office, case_id)
    assert letter_state(letter(office, case_id, letter_id).doc) is LetterState.APPROVED
    assert [row.letter_id for row in letters_to_send(office)] == [letter_id]
    assert list_count(office, query(office, "letters_to_print")) == 1
    words_, command = next_step(office, open_case(office, case_id))
    assert (words_.startswith("Send the letter that was approved"), command) == (True, "letter.print")
    sent(office, case_id, letter_id)
    assert open_case(office, case_id).row.acknowledge_by is None
    assert verify_office(office).faults == ()


def test_a_printed_letter_was_sent_and_can_be_read_and_corrected(office: Office, case_id: str) -> None:
    letter_id = kept_by_an_earlier_version(office, case_id, "printed")
    doc = letter(office, case_id, letter_id).doc
    assert letter_state(doc) is LetterState.SENT
    assert letter_bytes(office, doc["digest"]).startswith(b"%PDF")
    assert [
        c.is_usual for c in bundle_choices(office, open_case(office, case_id)) if c.key[:6] == "letter"
    ] == [True]
    with pytest.raises(RuleError, match="Correct and reissue"):
        keep_letter(office, case_id, letter_id, CODE, words("Other."))
    new = reissue_letter(office, case_id, letter_id, "Wrong name.").letter_id
    assert letter(office, case_id, new).doc["supersedes"] == letter_id


def test_a_written_letter_can_be_taken_back_to_a_draft_and_approved_the_new_way(
    office: Office, case_id: str
) -> None:
    letter_id = kept_by_an_earlier_version(office, case_id)
    withdraw_approval(office, case_id, letter_id)
    keep_letter(office, case_id, letter_id, CODE, words("Short."))
    assert len(versions_of(office, case_id, letter_id)) == 2


def test_a_written_letter_is_sent_on_another_day_only_when_that_is_said(office: Office, case_id: str) -> None:
    letter_id = kept_by_an_earlier_version(office, case_id)
    with on_day(office, TODAY + timedelta(days=1)):
        with pytest.raises(RuleError, match="A letter bears the day it is sent"):
            sent(office, case_id, letter_id, TODAY + timedelta(days=1))
        sent(office, case_id, letter_id, TODAY + timedelta(days=1), despite_date="It was printed yesterday")
