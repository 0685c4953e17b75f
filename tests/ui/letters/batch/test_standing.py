"""How the letters of a batch stand, without a window."""

from __future__ import annotations

from caseworker.actions.letter_batch import BatchCase
from caseworker.domain.letter_work import LetterWork
from caseworker.domain.letters import Look
from ui.letters.batch.look_step import State
from ui.letters.batch.standing import Standing


def standing() -> Standing:
    made = Standing()
    made.forget("L01")
    made.cases = (
        BatchCase("a", "CYP-2025-0001", "Ann Abbot"),
        BatchCase("b", "CYP-2025-0002", "Mo Marsh"),
        BatchCase("c", "CYP-2025-0003", "Zoe Zeal", "It is closed."),
    )
    made.write(LetterWork())
    return made


def test_only_cases_that_get_the_letter_stand_in_the_list() -> None:
    assert [row.case_id for row in standing().rows()] == ["a", "b"]


def test_a_tick_counts_until_the_case_is_changed() -> None:
    made = standing()
    made.tick("a", "Dear Ann")
    assert made.unticked() == ["b"]
    made.case_changed("a")
    assert made.unticked() == ["a", "b"]
    assert made.states["a"] is State.WAITING


def test_other_words_take_ticks_and_what_was_let_stand_away_and_the_same_words_keep_them() -> None:
    made = standing()
    made.tick("a", "Dear Ann")
    made.let_stand("a", "names:rhys", "He is her brother.")
    made.write(LetterWork())
    assert made.is_ticked("a")
    made.write(LetterWork(look=Look.LARGE_16))
    assert not made.is_ticked("a")
    assert made.accepted("a") == {}


def test_who_is_left_out_gets_nothing_even_where_it_was_ticked() -> None:
    made = standing()
    made.tick("a", "Dear Ann")
    made.leave_out("a", True)
    made.case_changed("a")
    assert [entry.case_id for entry in made.entries()] == ["b"]
    assert made.left_out() == 1


def test_what_is_right_or_left_out_is_not_checked_again() -> None:
    made = standing()
    made.found_right(["a"])
    assert [entry.case_id for entry in made.to_check()] == ["b"]
    made.found_wrong("a")
    assert [entry.case_id for entry in made.to_check()] == ["a", "b"]


def test_a_case_is_found_by_the_reference_an_error_names() -> None:
    assert standing().case_of("CYP-2025-0002") == "b"
    assert standing().case_of("Something else") == ""
