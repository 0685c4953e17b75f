"""The order of a history, corrected clocks, and ids of what a move makes once: all functions of the set alone."""

from __future__ import annotations

import itertools

import pytest

from caseworker.domain.changes import corrected
from caseworker.domain.history_order import Made, in_order
from caseworker.domain.ids import IdMaker, derived_id


@pytest.mark.parametrize(
    ("recorded_at", "offset", "wanted"),
    [
        ("2025-10-15T12:00:00.000Z", 0, "2025-10-15T12:00:00.000Z"),
        ("2025-10-15T12:00:00.250Z", 3600, "2025-10-15T13:00:00.250Z"),
        ("2026-10-15T12:00:00.000Z", -365 * 86400, "2025-10-15T12:00:00.000Z"),
        ("9999-12-31T23:59:59.000Z", 3600, "9999-12-31T23:59:59.000Z"),
        ("no instant", 5, "no instant"),
    ],
)
def test_an_instant_is_told_by_the_clock_of_the_hub(recorded_at: str, offset: int, wanted: str) -> None:
    assert corrected(recorded_at, offset) == wanted


def test_history_stands_by_time_but_never_before_what_was_seen_in_any_order_of_arrival() -> None:
    made = [
        Made("11:00", "fast", 1, "a"),
        Made("10:05", "right", 1, "b"),  # its author had seen the change of the fast clock
        Made("10:01", "right", 2, "c"),  # its clock was put back after b
        Made("10:30", "other", 1, "d"),
    ]
    parents = {"b": ["a"], "c": ["not here"]}
    for some in itertools.permutations(made):
        assert [some[number].id for number in in_order(some, parents)] == ["d", "a", "b", "c"]


def test_a_circle_which_only_damage_makes_still_has_an_order() -> None:
    made = [Made("10:00", "x", 1, "a"), Made("09:00", "y", 1, "b")]
    assert sorted(in_order(made, {"a": ["b"], "b": ["a"]})) == [0, 1]


def test_a_long_history_needs_no_recursion() -> None:
    made = [Made("10:00", "x", number, f"{number:05}") for number in range(5000)]
    assert in_order(list(reversed(made)), {}) == list(reversed(range(5000)))


def test_the_same_move_makes_the_same_id_right_after_the_stage_before_and_again_another() -> None:
    before, later = IdMaker(lambda: 1_700_000_000_000).new(), IdMaker(lambda: 1_700_000_900_000).new()
    first, again = (derived_id("case", "stage 2", count, before) for count in (0, 1))
    assert first == derived_id("case", "stage 2", 0, before)
    assert first != again
    assert before < first < later
    assert before < again < later
    assert (len(first), first[12]) == (32, "7")
    assert derived_id("case", "stage 3", 0, before) != first != derived_id("other", "stage 2", 0, before)
    assert len(derived_id("case", "stage 2", 0, "no id of ours")) == 32
