"""One field changed by several people: what is shown, what clashes, and that the order of arrival does not matter.

The oracle keeps what each author truly knew; the merge sees only the parents (offline rule T4).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.domain.merge import PROTECTIVE, CellChange, frontier, resolve


def change(name: str, value: object, *parents: str, at: str = "") -> CellChange:
    return CellChange(name, value, parents, (at or name, "origin", 1))


def test_a_later_author_who_saw_the_value_makes_no_conflict() -> None:
    cell = resolve("theme", [change("a", "Delay"), change("b", "Staff", "a")])
    assert (cell.value, cell.versions, cell.clashing) == ("Staff", ("b",), ())


def test_two_authors_who_did_not_know_of_each_other_clash_and_the_later_is_shown() -> None:
    cell = resolve("theme", [change("a", "Delay"), change("b", "Staff", "a"), change("c", "Care", "a")])
    assert (cell.value, cell.versions, cell.clashing) == ("Care", ("b", "c"), ("Staff", "Care"))


def test_equal_values_are_no_conflict_and_both_changes_stay_in_force() -> None:
    cell = resolve("theme", [change("a", "Delay"), change("b", "Staff", "a"), change("c", "Staff", "a")])
    assert (cell.value, cell.versions, cell.clashing) == ("Staff", ("b", "c"), ())


def test_equal_lists_and_dictionaries_are_equal_whatever_the_order_of_their_keys() -> None:
    one = {"lines": "1 High Street", "postcode": "SE1 1AA"}
    other = dict(reversed(one.items()))
    assert resolve("address", [change("a", one), change("b", other)]).clashing == ()


def test_a_resolution_that_names_every_change_settles_the_conflict() -> None:
    history = [change("a", "Delay"), change("b", "Staff", "a"), change("c", "Care", "a")]
    assert resolve("theme", [*history, change("d", "Staff", "b", "c")]).clashing == ()


def test_a_resolution_that_did_not_know_of_one_change_leaves_that_one_in_conflict() -> None:
    history = [
        change("a", "Delay"),
        change("b", "Staff", "a"),
        change("c", "Care", "a"),
        change("d", "Money", "a"),
    ]
    assert resolve("theme", [*history, change("e", "Staff", "b", "c")]).clashing == ("Money", "Staff")


def test_two_different_resolutions_clash_with_each_other_only() -> None:
    history = [change("a", "Delay"), change("b", "Staff", "a"), change("c", "Care", "a")]
    both = [change("d", "Staff", "b", "c"), change("e", "Care", "b", "c")]
    cell = resolve("theme", [*history, *both])
    assert (cell.clashing, cell.versions) == (("Staff", "Care"), ("d", "e"))


def test_three_edits_in_a_row_against_one_are_one_conflict_of_the_last_against_the_other() -> None:
    mine = [change("b", "1", "a"), change("c", "2", "b"), change("d", "3", "c")]
    cell = resolve("theme", [change("a", "0"), *mine, change("e", "theirs", "a")])
    assert cell.clashing == ("3", "theirs")


@pytest.mark.parametrize(("name", "safest"), [(name, values[0]) for name, values in PROTECTIVE.items()])
def test_the_most_protective_value_is_shown_whatever_the_time(name: str, safest: object) -> None:
    early, late = change("a", safest, at="2025-01-01"), change("b", False, at="2025-12-31")
    cell = resolve(name, [early, late])
    assert cell.value == safest
    assert cell.clashing == (safest, False)


def test_a_child_perhaps_at_risk_is_shown_before_a_child_not_at_risk_and_after_one_at_risk() -> None:
    assert resolve("risk", [change("a", "unsure", at="1"), change("b", "no", at="2")]).value == "unsure"
    assert resolve("risk", [change("a", "yes", at="1"), change("b", "unsure", at="2")]).value == "yes"


def test_a_change_that_names_itself_as_parent_is_still_in_force() -> None:
    assert [c.changeset_id for c in frontier([change("a", 1, "a")])] == ["a"]


@dataclass
class Team:
    """Three authors apart: each write names what its author sees; each meeting shares everything known."""

    changes: list[CellChange] = field(default_factory=list)
    saw: dict[str, set[str]] = field(default_factory=dict)
    known: list[set[str]] = field(default_factory=lambda: [set(), set(), set()])

    def write(self, author: int, value: int, clock: int) -> None:
        name = f"c{len(self.changes):02}"
        known = self.known[author]
        seen = sorted(c for c in known if not any(c in self.saw[later] for later in known))
        self.saw[name] = set(known)
        self.changes.append(
            CellChange(name, value, tuple(seen), (f"{clock:02}", str(author), len(self.changes)))
        )
        known.add(name)

    def meet(self, one: int, other: int) -> None:
        both = self.known[one] | self.known[other]
        self.known[one], self.known[other] = set(both), set(both)

    def unseen(self) -> list[CellChange]:
        """The changes that no later author had seen."""
        seen = set().union(*self.saw.values())
        return [c for c in self.changes if c.changeset_id not in seen]


_ACT = st.one_of(
    st.tuples(st.just("write"), st.integers(0, 2), st.integers(0, 2), st.integers(0, 5)),
    st.tuples(st.just("meet"), st.integers(0, 2), st.integers(0, 2), st.just(0)),
)


@st.composite
def teams(draw: st.DrawFn) -> Team:
    team = Team()
    team.write(draw(st.integers(0, 2)), 0, 0)
    for act, one, other, clock in draw(st.lists(_ACT, max_size=12)):
        if act == "write":
            team.write(one, other, clock)
        else:
            team.meet(one, other)
    return team


@given(teams())
def test_a_value_leaves_the_view_only_if_a_later_author_had_seen_it(team: Team) -> None:
    unseen = team.unseen()
    cell = resolve("theme", team.changes)
    assert set(cell.versions) == {c.changeset_id for c in unseen}
    different = {c.value for c in unseen}
    assert set(cell.clashing) == (different if len(different) > 1 else set())
    assert cell.value == max(unseen, key=lambda c: (c.order, c.changeset_id)).value


@given(teams(), st.randoms(use_true_random=False))
def test_order_of_arrival_and_repeats_do_not_change_a_field(team: Team, chance: object) -> None:
    shuffled = [*team.changes, *team.changes[::2]]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    known_once = {c.changeset_id: c for c in shuffled}
    assert resolve("theme", known_once.values()) == resolve("theme", team.changes)
