"""Fields that belong together, removal against edit, and what is shown meanwhile, against what the authors truly knew.

The oracle (T4) keeps every author's knowledge as a set and never looks at parents: it says which cells clash and
between whom, from that knowledge alone.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from caseworker.domain.cells import CELLS, cells_of, fields_of_cell, removal, stops
from caseworker.domain.changes import Changeset, FieldChange, corrected
from caseworker.domain.fields import ENTITY_KINDS
from caseworker.domain.fold import Applied, EntityState, apply_simply, changes_between, create, sides, whole
from tests.authors import CASE, KINDS, NOTE, PARTY, STAGE, Author, Team, seen_of, teams

often = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


def team_of(*names: str) -> tuple[Team, list[Author]]:
    """Authors who all know one case with a stage and a person."""
    team = Team([Author(name) for name in names])
    first = team.authors[0]
    team.write(
        first,
        CASE,
        {
            (CASE, "case"): {"status": "open", "outcome": "upheld", "outcome_reason": "As said"},
            (STAGE, "stage"): {
                "started_on": "2025-10-01",
                "main_step": "S1",
                "clocks": {"S1": {"due_on": "2025-11-01"}},
            },
            (PARTY, "party"): {"role": "complaining", "full_name": "Ann"},
        },
    )
    for other in team.authors[1:]:
        team.meet(first, other)
    return team, list(team.authors)


def all_of(team: Team, entity_id: str) -> EntityState:
    return seen_of(entity_id, team.written)


def history(team: Team, entity_id: str) -> list[Applied]:
    return [
        Applied(c.id, (corrected(c.recorded_at, c.clock_offset), c.origin, c.oseq), change)
        for c in team.written
        for change in c.entities
        if change.entity_id == entity_id
    ]


def case(**values: Any) -> dict[tuple[str, str], dict[str, Any]]:
    return {(CASE, "case"): values}


# -- the catalogue ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", CELLS)
def test_every_field_of_a_cell_is_a_field_of_its_kind_and_of_one_cell_only(kind: str) -> None:
    named = [name for cell in CELLS[kind] for name in cell.fields]
    assert len(named) == len(set(named))
    assert set(named) <= {*ENTITY_KINDS[kind], "clock_choices"}


def test_outcomes_statutory_dates_and_addressees_stop_a_response_and_notes_do_not() -> None:
    for kind, name in (
        ("case", "outcome"), ("case", "status"), ("stage", "outcome"), ("stage", "clocks"), ("decision", "result"),
        ("party", "full_name"), ("party", "address"), ("point", "finding"), ("letter", "sent_on"), ("pause", "to_on"),
    ):  # fmt: skip
        assert stops(kind, name), (kind, name)
    for kind, name in (("note", "text"), ("case", "theme"), ("task", "due_on"), ("case", "summary")):
        assert not stops(kind, name), (kind, name)


def test_a_field_that_belongs_with_no_other_is_a_cell_of_its_own() -> None:
    assert fields_of_cell("note", "text") == ("text",)
    assert fields_of_cell("case", "outcome_reason") == ("outcome", "outcome_reason")


# -- C3: one cell -------------------------------------------------------------------------------------------


def test_an_outcome_and_a_reason_changed_apart_clash_as_a_whole_and_are_shown_from_one_person() -> None:
    team, (one, other) = team_of("pc1", "pc2")
    team.write(one, CASE, case(outcome="not_upheld"))
    team.write(other, CASE, case(outcome_reason="The letter was never sent"))
    state = all_of(team, CASE)
    assert set(state.conflicts) == {"outcome", "outcome_reason"}
    assert (state.doc["outcome"], state.doc["outcome_reason"]) == ("upheld", "The letter was never sent")
    assert [values for _id, values in sides("case", "outcome", history(team, CASE))] == [
        {"outcome": "not_upheld", "outcome_reason": "As said"},
        {"outcome": "upheld", "outcome_reason": "The letter was never sent"},
    ]


def test_a_clash_of_a_cell_is_settled_by_writing_any_field_of_it_having_seen_both() -> None:
    team, (one, other) = team_of("pc1", "pc2")
    team.write(one, CASE, case(outcome="not_upheld"))
    team.write(other, CASE, case(outcome_reason="Never sent"))
    team.meet(one, other)
    team.write(one, CASE, case(outcome="not_upheld", outcome_reason="As said"))
    state = all_of(team, CASE)
    assert state.conflicts == {}
    assert (state.doc["outcome"], state.doc["outcome_reason"]) == ("not_upheld", "As said")


def test_fields_of_a_cell_changed_one_after_the_other_by_people_who_met_do_not_clash() -> None:
    team, (one, other) = team_of("pc1", "pc2")
    for author, values in (
        (one, {"outcome": "partly"}),
        (other, {"outcome_reason": "Late"}),
        (one, {"outcome": "x"}),
    ):
        team.write(author, CASE, case(**values))
        team.meet(one, other)
    assert all_of(team, CASE).conflicts == {}


def test_one_field_of_a_cell_set_for_the_first_time_by_each_of_two_people_is_a_clash() -> None:
    team, (one, other) = team_of("pc1", "pc2")
    team.write(one, CASE, {(PARTY, "party"): {"consent_given_on": "2025-10-05"}})
    team.write(other, CASE, {(PARTY, "party"): {"consent_limits": "Not the school"}})
    state = all_of(team, PARTY)
    assert set(state.conflicts) == {"consent_given_on", "consent_limits"}
    assert (state.doc.get("consent_given_on"), state.doc["consent_limits"]) == (None, "Not the school")


def test_only_what_is_different_and_the_key_of_its_cell_are_written() -> None:
    team, (one,) = team_of("pc1")
    state = one.see(CASE)
    first = team.written[0].id
    assert changes_between(state, {"outcome": "upheld", "outcome_reason": "New"}) == (
        FieldChange("outcome_reason", "New", (first,)),
        FieldChange("outcome", "upheld", (first,)),
    )
    assert changes_between(state, {"outcome": "upheld"}) == ()


# -- C1, C6: what is shown meanwhile ------------------------------------------------------------------------


def test_of_two_deadlines_the_earlier_is_worked_to_with_the_inputs_it_was_counted_from() -> None:
    team, (one, other) = team_of("pc1", "pc2")
    early = {
        "clocks": {"S1": {"due_on": "2025-11-10"}},
        "extended_to": "2025-11-10",
        "extension_reason": "Away",
    }
    late = {
        "clocks": {"S1": {"due_on": "2025-12-10"}},
        "extended_to": "2025-12-10",
        "extension_reason": "Complex",
    }
    team.write(one, CASE, {(STAGE, "stage"): early})
    team.write(other, CASE, {(STAGE, "stage"): late})
    state = all_of(team, STAGE)
    assert {name: state.doc[name] for name in early} == early
    assert state.conflicts["extended_to"] == ["2025-11-10", "2025-12-10"]


def test_of_two_stops_the_one_that_leaves_a_last_day_is_shown() -> None:
    team, (one, other) = team_of("pc1", "pc2")
    stopped = {"stopped_since": "2025-10-13"}
    limited = {"S1": stopped, "S1_MAX": {"due_on": "2025-10-29"}}
    team.write(one, CASE, {(STAGE, "stage"): {"clocks": limited, "main_step": "S1"}})
    team.write(other, CASE, {(STAGE, "stage"): {"clocks": {"S1": stopped}, "main_step": "S1"}})
    state = all_of(team, STAGE)
    assert state.doc["clocks"] == limited
    assert "clocks" in state.conflicts


def test_a_restriction_stands_with_its_readers_while_somebody_else_lifts_it() -> None:
    team, (one, other) = team_of("pc1", "pc2")
    team.write(one, CASE, case(restricted=True, restricted_reason="Staff", readers=["a"]))
    team.meet(one, other)
    team.write(one, CASE, case(readers=["a", "b"]))
    team.write(other, CASE, case(restricted=False, restricted_reason=None, readers=[]))
    state = all_of(team, CASE)
    assert (state.doc["restricted"], state.doc["readers"]) == (True, ["a", "b"])
    assert "restricted" in state.conflicts


def test_a_letter_that_went_out_never_looks_as_if_it_could_be_sent_again() -> None:
    team, (one, other) = team_of("pc1", "pc2")
    letter = ("f" * 32, "letter")
    team.write(one, CASE, {letter: {"status": "approved", "text": "Dear Ann", "digest": "d1"}})
    team.meet(one, other)
    team.write(one, CASE, {letter: {"status": "sent", "sent_on": "2025-10-20"}})
    team.write(other, CASE, {letter: {"status": "draft", "text": None, "digest": None}})
    state = all_of(team, letter[0])
    assert (state.doc["status"], state.doc["text"], state.doc["digest"]) == ("sent", "Dear Ann", "d1")


# -- F06 to F10 ---------------------------------------------------------------------------------------------


def test_f06_same_field_on_two_offline_pcs_with_different_and_then_with_equal_values() -> None:
    team, (one, other) = team_of("pc1", "pc2")
    team.write(one, CASE, case(theme="Delay"))
    team.write(other, CASE, case(theme="Staff"))
    assert all_of(team, CASE).conflicts == {"theme": ["Delay", "Staff"]}
    team.write(other, CASE, case(theme="Delay"))
    assert all_of(team, CASE).conflicts == {}


def test_f07_three_offline_edits_in_a_row_against_one_are_one_conflict_of_the_last_against_theirs() -> None:
    team, (one, other) = team_of("pc1", "pc2")
    for value in ("A", "B", "C"):
        team.write(one, CASE, case(theme=value))
    team.write(other, CASE, case(theme="theirs"))
    assert all_of(team, CASE).conflicts == {"theme": ["C", "theirs"]}


def test_f08_two_people_who_settle_differently_while_apart_clash_with_each_other_only() -> None:
    team, (one, other) = team_of("pc1", "pc2")
    team.write(one, CASE, case(theme="A"))
    team.write(other, CASE, case(theme="B"))
    team.meet(one, other)
    team.write(one, CASE, case(theme="A"))
    team.write(other, CASE, case(theme="C"))
    assert all_of(team, CASE).conflicts == {"theme": ["A", "C"]}


@pytest.mark.parametrize("void_first", [True, False])
def test_f09_void_against_edit_stays_visible_and_is_flagged_until_somebody_decides(void_first: bool) -> None:
    team, (one, other) = team_of("pc1", "pc2")
    acts = [(one, {"voided": True}), (other, {"phone": "020 7946 0000"})]
    for author, values in acts if void_first else acts[::-1]:
        team.write(author, CASE, {(PARTY, "party"): values})
    state = all_of(team, PARTY)
    assert (state.doc["voided"], state.doc["phone"]) == (False, "020 7946 0000")
    assert state.conflicts == {"voided": [True, False]}
    assert {values["voided"] for _id, values in sides("party", "voided", history(team, PARTY))} == {
        True,
        False,
    }
    team.meet(one, other)
    team.write(one, CASE, {(PARTY, "party"): {"voided": True}})
    state = all_of(team, PARTY)
    assert (state.doc["voided"], state.conflicts) == (True, {})


def test_f09_a_case_made_void_while_somebody_else_works_on_it_is_not_void_until_somebody_decides() -> None:
    team, (one, other) = team_of("pc1", "pc2")
    team.write(one, CASE, case(status="void", void_reason="Logged twice"))
    team.write(other, CASE, case(theme="Delay"))
    state = all_of(team, CASE)
    assert (state.doc["status"], state.doc["theme"]) == ("open", "Delay")
    assert state.conflicts == {"status": ["void", "open"]}
    team.meet(one, other)
    team.write(other, CASE, case(status="void"))
    assert (all_of(team, CASE).doc["status"], all_of(team, CASE).conflicts) == ("void", {})


def test_who_removes_what_they_saw_changed_and_who_changes_what_they_saw_removed_make_no_flag() -> None:
    team, (one, other) = team_of("pc1", "pc2")
    team.write(other, CASE, {(PARTY, "party"): {"phone": "1"}})
    team.meet(one, other)
    team.write(one, CASE, {(PARTY, "party"): {"voided": True}})
    team.meet(one, other)
    team.write(other, CASE, {(PARTY, "party"): {"phone": "2"}})
    state = all_of(team, PARTY)
    assert (state.doc["voided"], state.conflicts) == (True, {})


def test_f10_a_clock_an_hour_slow_or_a_year_fast_decides_nothing_once_its_error_is_known() -> None:
    """Shown meanwhile is the later by corrected time; both values stay whatever the clocks say."""
    for wrong_by in (-3600, 365 * 86400):
        team, (one, other) = team_of("pc1", "pc2")
        one.wrong_by, one.offset = wrong_by, -wrong_by
        team.write(one, CASE, case(theme="first"))
        team.write(other, CASE, case(theme="second"))
        state = all_of(team, CASE)
        assert (state.doc["theme"], state.conflicts) == ("second", {"theme": ["first", "second"]})


def test_f10_a_clock_that_jumps_back_makes_no_conflict_with_ones_own_changes() -> None:
    team, (one, _other) = team_of("pc1", "pc2")
    team.write(one, CASE, case(theme="A"))
    one.wrong_by = -7200
    team.write(one, CASE, case(theme="B"))
    state = all_of(team, CASE)
    assert (state.doc["theme"], state.conflicts) == ("B", {})


# -- the oracle ---------------------------------------------------------------------------------------------


class Oracle:
    """Says what clashes from what each author knew: no parents, no folding."""

    def __init__(self, team: Team) -> None:
        self.team = team

    def wrote(self, changeset: Changeset, entity_id: str, fields: tuple[str, ...]) -> bool:
        """Whether an author meant to change one of the fields."""
        return any(f in self.changed(changeset, entity_id) for f in fields)

    def changed(self, changeset: Changeset, entity_id: str) -> dict[str, Any]:
        """What an author gave a new value, by field: what they asked for, where they saw something else."""
        return self.team.wanted[changeset.id].get(entity_id, {})

    def in_force(self, entity_id: str, fields: tuple[str, ...]) -> list[Changeset]:
        """The changes of a cell that nobody who knew of them changed again."""
        made = [c for c in self.team.written if self.wrote(c, entity_id, fields)]
        return [c for c in made if not any(self.team.knew_of(later.id, c.id) for later in made)]


@often
@given(teams())
def test_a_cell_clashes_exactly_when_people_who_did_not_know_of_each_other_left_different_values(
    team: Team,
) -> None:
    oracle = Oracle(team)
    for entity_id, kind in KINDS.items():
        state = all_of(team, entity_id)
        if not state.kind:
            continue
        for fields in {fields_of_cell(kind, name) for name in state.doc}:
            if removal(kind)[0] in fields:
                continue
            left = oracle.in_force(entity_id, fields)
            seen = [
                tuple(str(seen_of(entity_id, _known_by(team, c)).doc.get(name)) for name in fields)
                for c in left
            ]
            assert bool(set(fields) & set(state.conflicts)) == (len(set(seen)) > 1), (kind, fields, seen)


def _known_by(team: Team, changeset: Changeset) -> list[Changeset]:
    """The changes its author knew after writing it."""
    return [c for c in team.written if c.id == changeset.id or team.knew_of(changeset.id, c.id)]


@often
@given(teams())
def test_a_value_leaves_the_view_only_if_a_later_author_had_seen_it_or_it_stands_in_a_clash(
    team: Team,
) -> None:
    """I6: what somebody wrote and nobody who knew of it changed is shown, or is one of the sides."""
    oracle = Oracle(team)
    for entity_id, kind in KINDS.items():
        state = all_of(team, entity_id)
        for name in state.doc:
            fields = fields_of_cell(kind, name)
            for changeset in oracle.in_force(entity_id, fields):
                wrote = oracle.changed(changeset, entity_id)
                if name in wrote:
                    stands = [state.doc[name], *state.conflicts.get(name, ())]
                    assert wrote[name] in stands, (kind, name, wrote[name], stands)


@often
@given(teams())
def test_no_two_fields_of_a_cell_are_shown_from_two_people_who_clash(team: Team) -> None:
    for entity_id, kind in KINDS.items():
        state = all_of(team, entity_id)
        for name in state.conflicts:
            cell = cells_of(kind).get(name)
            if cell is None or name == removal(kind)[0]:
                continue
            shown = {part: state.doc.get(part) for part in cell.fields if state.doc.get(part) is not None}
            told = [
                {part: value for part, value in values.items() if value is not None}
                for _id, values in sides(kind, name, history(team, entity_id))
            ]
            assert shown in told, (name, shown, told)


@often
@given(teams())
def test_a_removed_thing_is_flagged_exactly_when_somebody_worked_on_it_without_knowing(team: Team) -> None:
    for entity_id in (PARTY, NOTE):
        state = all_of(team, entity_id)
        about = [c for c in team.written if entity_id in team.wanted[c.id]]
        removing = [c for c in about if seen_of(entity_id, _known_by(team, c)).is_removed]
        apart = [
            (c, other)
            for c in removing
            for other in about
            if not team.knew_of(other.id, c.id) and not team.knew_of(c.id, other.id) and other is not c
        ]
        if state.is_removed:
            last = [c for c in removing if not any(team.knew_of(later.id, c.id) for later in about)]
            assert last, "somebody removed it last"
        if not removing:
            assert not state.is_removed
            assert "voided" not in state.conflicts
        if not apart:
            assert "voided" not in state.conflicts


@often
@given(teams())
def test_one_step_at_a_time_comes_to_what_the_whole_says(team: Team) -> None:
    for entity_id in KINDS:
        applied = history(team, entity_id)
        if not applied:
            continue
        state = create(applied[0].change.line(), CASE, applied[0].changeset_id)
        for place, each in enumerate(applied[1:], 2):
            if not apply_simply(state, each.change, each.changeset_id):
                state = seen_of(
                    entity_id, [c for c in team.written if c.id in {a.changeset_id for a in applied[:place]}]
                )
        assert state == all_of(team, entity_id)


def test_whole_names_everything_seen_when_a_thing_is_removed() -> None:
    team, (one,) = team_of("pc1")
    team.write(one, CASE, {(PARTY, "party"): {"phone": "1"}})
    state = one.see(PARTY)
    [change] = whole(state, {"voided": True})
    assert change.parents == tuple(sorted(c.id for c in team.written))
