"""A thing is what its changes say: the same set gives the same state in any order, and in one step or many."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.domain.changes import EntityChange, FieldChange
from caseworker.domain.fold import Applied, EntityState, apply_simply, changes_between, create, fold


def applied(name: str, at: int = 0, /, **fields: object) -> Applied:
    """A change to the thing "x"; a field's value may be (value, parent, parent …)."""
    made = tuple(
        FieldChange(field, *((value[0], value[1:]) if isinstance(value, tuple) else (value, ())))
        for field, value in fields.items()
    )
    return Applied(name, (f"{at:03}", "origin", at), EntityChange("x", "case", made))


def folded(*history: Applied) -> EntityState:
    return fold("x", "case", "x", history)


@pytest.mark.parametrize("parents", [None, 5, False])
def test_the_line_that_makes_a_thing_is_no_line_without_parents_as_every_later_one(parents: object) -> None:
    line: Any = ("x", "case", [("theme", "Delay", parents)])
    with pytest.raises(TypeError):
        create(line, "x", "a")


def test_a_thing_made_and_changed_has_the_last_values_and_names_the_changes_in_force() -> None:
    state = folded(applied("a", 1, theme="Delay", team="T1"), applied("b", 2, theme=("Staff", "a")))
    assert state.doc == {"theme": "Staff", "team": "T1"}
    assert (state.versions("theme"), state.versions("team"), state.versions("ward")) == (("b",), ("a",), ())


def test_a_gap_in_the_history_is_no_conflict() -> None:
    """The change that b replaced has not arrived yet."""
    state = folded(applied("a", 1, theme="Delay"), applied("c", 3, theme=("Money", "b")))
    assert state.conflicts == {"theme": ["Delay", "Money"]}
    state = folded(
        applied("a", 1, theme="Delay"),
        applied("b", 2, theme=("Staff", "a")),
        applied("c", 3, theme=("Money", "b")),
    )
    assert (state.doc["theme"], state.conflicts) == ("Money", {})


def test_nothing_known_of_a_thing_is_an_empty_state() -> None:
    assert folded() == EntityState("x", "case", "x")


def test_a_change_by_an_author_who_saw_the_present_values_is_applied_without_the_history() -> None:
    state = create(applied("a", 1, theme="Delay").change.line(), "x", "a")
    assert apply_simply(state, applied("b", 2, theme=("Staff", "a"), ward="North").change, "b")
    assert state == folded(
        applied("a", 1, theme="Delay"), applied("b", 2, theme=("Staff", "a"), ward="North")
    )


def test_what_arrives_late_and_was_written_first_is_where_a_thing_began() -> None:
    late, first = applied("b", 2, theme="Delay"), applied("a", 1, team="T1")
    state = create(late.change.line(), "x", "b")
    assert apply_simply(state, first.change, "a")
    assert state == folded(first, late)


def test_a_change_by_an_author_who_saw_older_values_changes_nothing_until_the_whole_is_folded() -> None:
    state = create(applied("a", 1, theme="Delay").change.line(), "x", "a")
    apply_simply(state, applied("b", 2, theme=("Staff", "a")).change, "b")
    before = (dict(state.doc), dict(state.vers))
    assert not apply_simply(state, applied("c", 3, theme=("Care", "a"), ward="North").change, "c")
    assert (state.doc, state.vers) == before


def test_a_thing_in_conflict_is_folded_from_the_whole_until_it_is_settled() -> None:
    history = [
        applied("a", 1, theme="D"),
        applied("b", 2, theme=("S", "a")),
        applied("c", 3, theme=("C", "a")),
    ]
    state = folded(*history)
    assert not apply_simply(state, applied("d", 4, ward="North").change, "d")
    assert folded(*history, applied("e", 5, theme=("S", "b", "c"))).conflicts == {}


def test_only_different_values_become_changes_and_each_names_what_it_replaces() -> None:
    state = folded(applied("a", 1, theme="Delay", team="T1"), applied("b", 2, theme=("Staff", "a")))
    assert changes_between(state, {"theme": "Staff", "team": "T2", "ward": "North"}) == (
        FieldChange("team", "T2", ("a",)),
        FieldChange("ward", "North", ()),
    )


def test_choosing_the_value_shown_of_a_conflict_is_a_change_that_settles_it() -> None:
    state = folded(
        applied("a", 1, theme="D"), applied("b", 2, theme=("S", "a")), applied("c", 3, theme=("C", "a"))
    )
    assert changes_between(state, {"theme": "C"}) == (FieldChange("theme", "C", ("b", "c")),)


_FIELDS = ("theme", "team", "risk")


@st.composite
def histories(draw: st.DrawFn) -> list[Applied]:
    """Changes whose authors saw any state that earlier changes make: the newest, an older one, or none."""
    history = [applied("c00", 0, **dict.fromkeys(draw(st.sets(st.sampled_from(_FIELDS), min_size=1)), 0))]
    for number in range(1, draw(st.integers(1, 9))):
        known = draw(st.lists(st.sampled_from(history), unique_by=lambda a: a.changeset_id))
        seen = fold("x", "case", "x", known)
        wanted: Mapping[str, int] = draw(
            st.dictionaries(st.sampled_from(_FIELDS), st.integers(0, 3), min_size=1, max_size=2)
        )
        fields = tuple(FieldChange(name, value, seen.versions(name)) for name, value in wanted.items())
        clock = draw(st.integers(0, 20))
        history.append(
            Applied(f"c{number:02}", (f"{clock:02}", "o", number), EntityChange("x", "case", fields))
        )
    return history


@given(histories(), st.randoms(use_true_random=False))
def test_the_same_changes_in_any_order_with_repeats_make_the_same_state(
    history: list[Applied], chance: object
) -> None:
    shuffled = [*history, *history[1::2]]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert folded(*shuffled) == folded(*history)


@given(histories())
def test_one_step_at_a_time_comes_to_what_the_whole_fold_says(history: list[Applied]) -> None:
    state = create(history[0].change.line(), "x", history[0].changeset_id)
    for place, each in enumerate(history[1:], 2):
        if not apply_simply(state, each.change, each.changeset_id):
            state = folded(*history[:place])
    whole = folded(*history)
    assert (state.doc, state.conflicts) == (whole.doc, whole.conflicts)
    assert all(state.versions(name) == whole.versions(name) for name in whole.doc)
