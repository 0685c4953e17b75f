"""One of two acknowledgements is taken back: the case stays acknowledged by the other."""

from __future__ import annotations

from datetime import date, timedelta

from caseworker.actions.acknowledge import acknowledge
from caseworker.actions.letter_returns import record_not_sent
from caseworker.actions.look_up import open_case
from caseworker.actions.undo import undo
from caseworker.domain.cases import CaseView
from caseworker.office import Office
from tests.actions.letter_life.life_help import CODE, approved, on_day, sent
from tests.example_office import TODAY, log_complaint

NEXT_DAY = TODAY + timedelta(days=1)


def acknowledged_on(office: Office, case_id: str) -> date | None:
    view = open_case(office, case_id)
    on = view.stage.doc.get("acknowledged_on") if view.stage else None
    return date.fromisoformat(str(on)) if on else None


def steps_done(view: CaseView) -> list[object]:
    return [task.doc.get("done_on") for task in view.tasks if task.doc.get("step") == "case.acknowledged"]


def test_undo_of_the_first_of_two_acknowledgements_leaves_the_case_acknowledged(office: Office) -> None:
    case_id = log_complaint(office).case_id
    first = sent(office, case_id, approved(office, case_id, CODE))
    sent(office, case_id, approved(office, case_id, CODE))
    before = open_case(office, case_id)
    assert before.stage is not None
    undo(office, first.group_id)
    after = open_case(office, case_id)
    assert after.stage is not None
    assert acknowledged_on(office, case_id) == TODAY
    assert after.stage.doc["clocks"] == before.stage.doc["clocks"]
    assert steps_done(after) == steps_done(before)


def test_undo_of_both_takes_the_acknowledgement_back(office: Office) -> None:
    case_id = log_complaint(office).case_id
    first = sent(office, case_id, approved(office, case_id, CODE))
    second = sent(office, case_id, approved(office, case_id, CODE))
    undo(office, second.group_id)
    undo(office, first.group_id)
    assert acknowledged_on(office, case_id) is None


def test_a_letter_sent_on_a_later_day_acknowledges_from_that_day(office: Office) -> None:
    case_id = log_complaint(office).case_id
    told = acknowledge(office, case_id, TODAY, "Phone")
    with on_day(office, NEXT_DAY):
        sent(office, case_id, approved(office, case_id, CODE), NEXT_DAY)
        due = open_case(office, case_id).row.due_on
        undo(office, told.group_id)
        assert acknowledged_on(office, case_id) == NEXT_DAY
        now = open_case(office, case_id).row.due_on
    assert due is not None
    assert now is not None
    assert now >= due


def test_a_letter_that_never_went_out_takes_back_only_its_own_acknowledgement(office: Office) -> None:
    case_id = log_complaint(office).case_id
    letters = [approved(office, case_id, CODE) for _ in range(2)]
    for letter_id in letters:
        sent(office, case_id, letter_id)
    done = record_not_sent(office, case_id, letters[0], "It fell behind a desk.")
    assert acknowledged_on(office, case_id) == TODAY
    assert "stays acknowledged, because another acknowledgement was sent." in done.message


def test_the_other_letter_taken_back_first_leaves_the_first_to_take_all_back(office: Office) -> None:
    case_id = log_complaint(office).case_id
    letters = [approved(office, case_id, CODE) for _ in range(2)]
    for letter_id in letters:
        sent(office, case_id, letter_id)
    record_not_sent(office, case_id, letters[1], "It fell behind a desk.")
    assert acknowledged_on(office, case_id) == TODAY
    record_not_sent(office, case_id, letters[0], "This one too.")
    assert acknowledged_on(office, case_id) is None


def test_undo_of_the_first_and_then_of_the_second_takes_the_acknowledgement_back(office: Office) -> None:
    case_id = log_complaint(office).case_id
    fresh = open_case(office, case_id)
    first = sent(office, case_id, approved(office, case_id, CODE))
    second = sent(office, case_id, approved(office, case_id, CODE))
    undo(office, first.group_id)
    taken = undo(office, second.group_id)
    after = open_case(office, case_id)
    assert acknowledged_on(office, case_id) is None
    assert fresh.stage is not None
    assert after.stage is not None
    assert after.stage.doc["clocks"] == fresh.stage.doc["clocks"]
    assert steps_done(after) == steps_done(fresh)
    assert after.row.acknowledge_by == fresh.row.acknowledge_by
    undo(office, taken.group_id, redo=True)
    assert acknowledged_on(office, case_id) == TODAY


def test_the_first_and_then_the_second_recorded_as_not_sent_leaves_nothing(office: Office) -> None:
    case_id = log_complaint(office).case_id
    letters = [approved(office, case_id, CODE) for _ in range(2)]
    for letter_id in letters:
        sent(office, case_id, letter_id)
    record_not_sent(office, case_id, letters[0], "It fell behind a desk.")
    done = record_not_sent(office, case_id, letters[1], "This one too.")
    assert acknowledged_on(office, case_id) is None
    assert "is not acknowledged any more." in done.message
    assert steps_done(open_case(office, case_id)) == [None] * len(steps_done(open_case(office, case_id)))


def test_of_two_days_the_second_letters_day_stands_until_it_is_taken_back_too(office: Office) -> None:
    case_id = log_complaint(office).case_id
    first = approved(office, case_id, CODE)
    sent(office, case_id, first)
    with on_day(office, NEXT_DAY):
        second = sent(office, case_id, approved(office, case_id, CODE), NEXT_DAY)
        record_not_sent(office, case_id, first, "It fell behind a desk.")
        assert acknowledged_on(office, case_id) == NEXT_DAY
        undo(office, second.group_id)
        assert acknowledged_on(office, case_id) is None


def test_what_was_acknowledged_by_phone_outlasts_every_letter(office: Office) -> None:
    case_id = log_complaint(office).case_id
    acknowledge(office, case_id, TODAY, "Letter")
    letters = [approved(office, case_id, CODE) for _ in range(2)]
    done = [sent(office, case_id, letter_id) for letter_id in letters]
    record_not_sent(office, case_id, letters[0], "It fell behind a desk.")
    undo(office, done[1].group_id)
    assert acknowledged_on(office, case_id) == TODAY


def test_a_letter_left_to_acknowledge_by_undo_of_the_call_is_taken_back_with_it(office: Office) -> None:
    case_id = log_complaint(office).case_id
    told = acknowledge(office, case_id, TODAY, "Phone")
    with on_day(office, NEXT_DAY):
        second = sent(office, case_id, approved(office, case_id, CODE), NEXT_DAY)
        undo(office, told.group_id)
        undo(office, second.group_id)
        assert acknowledged_on(office, case_id) is None
