"""Letters on their way out: sent, dated anew, come back, corrected."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from caseworker.actions.edit import edit_case
from caseworker.actions.letter_flow import approve_letter, keep_letter, reissue_letter
from caseworker.actions.letter_mail import read_post
from caseworker.actions.letter_post import (
    deal_with_return,
    dispatch_log,
    letters_to_send,
    other_days,
    record_came_back,
    record_not_sent,
    redate_letters,
    send_letters,
    what_sending_does,
)
from caseworker.actions.letters import letter_bytes
from caseworker.actions.look_up import list_count, open_case, query
from caseworker.actions.undo import undo
from caseworker.domain.kinds import Kind
from caseworker.domain.letter_seal import is_whole
from caseworker.domain.letter_work import LetterState, LetterWork, letter_state
from caseworker.errors import ProblemsError, RuleError
from caseworker.office import Office
from tests.actions.letter_life.life_help import CODE, approved, letter, on_day, sent, words
from tests.example_office import TODAY, log_complaint

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def case_id(office: Office) -> str:
    """A complaint that waits for its acknowledgement."""
    return log_complaint(office).case_id


def test_sending_the_acknowledgement_acknowledges_the_case_and_says_so_before(
    office: Office, case_id: str
) -> None:
    letter_id = approved(office, case_id)
    view = open_case(office, case_id)
    assert "Sending it acknowledges" in what_sending_does(office, view, view.letters[0])
    changed = sent(office, case_id, letter_id)
    assert "was acknowledged" in changed.message
    after = open_case(office, case_id)
    assert after.stage is not None
    assert after.stage.doc["acknowledged_on"] == TODAY.isoformat()
    assert after.row.acknowledge_by is None
    undo(office, changed.group_id)
    assert open_case(office, case_id).row.acknowledge_by is not None
    assert letter_state(letter(office, case_id, letter_id).doc) is LetterState.APPROVED


def test_many_letters_are_sent_in_one_act_with_one_undo(office: Office) -> None:
    cases = [log_complaint(office).case_id for _ in range(3)]
    pairs = [(case_id, approved(office, case_id)) for case_id in cases]
    assert list_count(office, query(office, "letters_to_print")) == 3
    assert [(row.case_id, row.letter_id) for row in letters_to_send(office)] == pairs
    changed = send_letters(office, pairs, "signed_for", TODAY, "AB 123")
    assert changed.message.startswith("3 letters were recorded as sent")
    assert letters_to_send(office) == ()
    rows = dispatch_log(office, TODAY, TODAY)
    assert [(r.how, r.tracking, r.sent_by) for r in rows] == [("Signed-for post", "AB 123", "Asha Khan")] * 3
    undo(office, changed.group_id)
    assert len(letters_to_send(office)) == 3


def test_one_letter_that_cannot_go_stops_them_all(office: Office) -> None:
    first, second = log_complaint(office).case_id, log_complaint(office).case_id
    pairs = [
        (first, approved(office, first)),
        (second, keep_letter(office, second, "", CODE, words()).letter_id),
    ]
    with pytest.raises(RuleError, match="has to be approved first"):
        send_letters(office, pairs, "first_class", TODAY)
    assert len(letters_to_send(office)) == 1


@pytest.mark.parametrize(
    ("how", "on", "told"),
    [
        ("pigeon", TODAY, "Choose how the letters were sent"),
        ("email", TOMORROW, "today or in the past"),
        ("email", TODAY - timedelta(days=1), "on or after Wednesday 15 October 2025"),
    ],
    ids=["unknown way", "in the future", "before the approval"],
)
def test_a_way_or_day_that_cannot_be_is_refused(
    office: Office, case_id: str, how: str, on: date, told: str
) -> None:
    letter_id = approved(office, case_id)
    with pytest.raises(ProblemsError, match=told):
        send_letters(office, [(case_id, letter_id)], how, on)


def test_a_letter_sent_on_another_day_than_it_bears_is_dated_anew_first(office: Office, case_id: str) -> None:
    letter_id = approved(office, case_id)
    with on_day(office, TOMORROW):
        assert other_days(office, [(case_id, letter_id)], TOMORROW) == ((case_id, letter_id),)
        with pytest.raises(RuleError, match="A letter bears the day it is sent"):
            sent(office, case_id, letter_id, TOMORROW)
        redate_letters(office, [(case_id, letter_id)])
        doc = letter(office, case_id, letter_id).doc
        assert "16 October 2025" in doc["text"]
        assert letter_bytes(office, doc["digest"])
        assert is_whole(doc)
        assert doc["approved_on"] == TODAY.isoformat()
        sent(office, case_id, letter_id, TOMORROW)
    after = open_case(office, case_id)
    assert after.stage is not None
    assert after.stage.doc["acknowledged_on"] == TOMORROW.isoformat()


def test_a_letter_made_at_the_moment_of_sending_is_dated_in_the_same_act(
    office: Office, case_id: str
) -> None:
    letter_id = approved(office, case_id)
    with on_day(office, TOMORROW):
        send_letters(office, [(case_id, letter_id)], "email", TOMORROW, date_to_that_day=True)
    doc = letter(office, case_id, letter_id).doc
    assert (doc["dated_on"], doc["sent_on"]) == (TOMORROW.isoformat(), TOMORROW.isoformat())
    assert is_whole(doc)


def test_paper_that_left_with_its_old_day_is_recorded_with_the_reason(office: Office, case_id: str) -> None:
    letter_id = approved(office, case_id)
    with on_day(office, TOMORROW):
        sent(office, case_id, letter_id, TOMORROW, despite_date="Was in the tray overnight")
    doc = letter(office, case_id, letter_id).doc
    assert (doc["dated_on"], doc["sent_on"]) == (TODAY.isoformat(), TOMORROW.isoformat())


def test_a_letter_is_not_dated_anew_when_the_case_says_something_else_now(
    office: Office, case_id: str
) -> None:
    letter_id = approved(office, case_id)
    view = open_case(office, case_id)
    edit_case(office, view, case_id, {"summary": "Somebody came."})
    with on_day(office, TOMORROW), pytest.raises(RuleError, match="changed since it was approved"):
        redate_letters(office, [(case_id, letter_id)])


def test_a_letter_that_came_back_waits_for_somebody_to_deal_with_it(office: Office, case_id: str) -> None:
    letter_id = approved(office, case_id)
    sent(office, case_id, letter_id)
    record_came_back(office, case_id, letter_id, TODAY, "gone_away")
    [row] = dispatch_log(office, TODAY, TODAY)
    assert (row.returned_on, row.returned_why) == (TODAY, "Gone away")
    deal_with_return(office, case_id, letter_id, "Her sister gave the new address.")
    assert letter(office, case_id, letter_id).doc["returned_dealt_on"] == TODAY.isoformat()
    with pytest.raises(RuleError, match="did not come back"):
        deal_with_return(office, case_id, letter_id, "Again.")


def test_a_corrected_letter_replaces_the_one_sent_openly_when_it_is_sent(
    office: Office, case_id: str
) -> None:
    old = approved(office, case_id)
    sent(office, case_id, old)
    new = reissue_letter(office, case_id, old, "The name was spelt wrong.").letter_id
    with pytest.raises(RuleError, match="begun already"):
        reissue_letter(office, case_id, old, "Again.")
    assert letter_state(letter(office, case_id, old).doc) is LetterState.SENT
    approve_letter(office, case_id, new, CODE, words(), recipient_checked=True)
    changed = sent(office, case_id, new)
    doc = letter(office, case_id, old).doc
    assert letter_state(doc) is LetterState.SUPERSEDED
    assert doc["superseded_by"] == new
    assert is_whole(doc)
    undo(office, changed.group_id)
    assert letter_state(letter(office, case_id, old).doc) is LetterState.SENT


def test_a_letter_whose_address_was_changed_since_its_approval_says_so_before_it_goes(
    office: Office, case_id: str
) -> None:
    letter_id = approved(office, case_id)
    assert letters_to_send(office)[0].changed == ()
    view = open_case(office, case_id)
    assert view.complainant is not None
    edit_case(
        office,
        view,
        view.complainant.id,
        {"address": {"lines": "The Refuge\nPO Box 7", "postcode": "NM1 1AA"}},
    )
    [row] = letters_to_send(office)
    assert row.changed[0].startswith(
        "The name or address of the person was changed after this letter was approved"
    )
    view = open_case(office, case_id)
    assert "Approve it again" in what_sending_does(office, view, letter(office, case_id, letter_id))
    [line] = read_post(office).to_send
    assert line.problem == " ".join(row.changed)


def test_nothing_of_a_letter_is_changed_by_hand(office: Office, case_id: str) -> None:
    letter_id = approved(office, case_id)
    before = letter(office, case_id, letter_id).doc
    for name in ("text", "status", "sent_on"):
        with pytest.raises((RuleError, KeyError)):
            edit_case(office, open_case(office, case_id), letter_id, {name: "2025-10-15"})
    assert letter(office, case_id, letter_id).doc == before


def test_an_acknowledgement_that_never_went_out_acknowledged_nothing(office: Office) -> None:
    with on_day(office, date(2026, 5, 6)):
        case_id = log_complaint(office, kind=Kind.CORPORATE, received_on=date(2026, 5, 5)).case_id
        before = open_case(office, case_id)
        letter_id = approved(office, case_id, "L24", LetterWork())
        sent(office, case_id, letter_id, date(2026, 5, 6))
        assert open_case(office, case_id).row.due_on == date(2026, 5, 20)
    with on_day(office, date(2026, 5, 8)):
        said = record_not_sent(office, case_id, letter_id, "It lay under the tray.").message
        assert "is not acknowledged any more" in said
        after = open_case(office, case_id)
        assert (after.row.due_on, after.row.acknowledge_by) == (before.row.due_on, before.row.acknowledge_by)
        redate_letters(office, [(case_id, letter_id)])
        assert "was acknowledged" in sent(office, case_id, letter_id, date(2026, 5, 8)).message
        assert open_case(office, case_id).row.due_on == date(2026, 5, 22)
