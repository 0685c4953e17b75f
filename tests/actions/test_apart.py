"""Moves made twice, and against each other, at two computers that did not know (C6, C7, C11)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.checking import verify_office
from caseworker.actions.edit import edit_case
from caseworker.actions.look_up import open_case
from caseworker.actions.moves import make_move
from caseworker.actions.note import add_note
from caseworker.actions.people import count_people, list_people
from caseworker.actions.people_merge import merge_people, unmerge
from caseworker.actions.people_register import register_person
from caseworker.actions.people_view import open_person
from caseworker.actions.undo import undo
from caseworker.actions.void import void_case
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.open_clash import open_clashes
from caseworker.errors import RuleError
from caseworker.office import Office
from caseworker.storage.state_digest import state_digest
from tests.actions.two_computers import meet_each_other, two_computers

ANSWERED = date(2025, 10, 14)
ASKED = date(2025, 10, 15)


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Office, Office]]:
    with two_computers(tmp_path) as both:
        yield both


def the_case(office: Office) -> CaseView:
    with office.reading() as raw:
        (case_id,) = raw.execute("SELECT id FROM case_list").fetchone()
    return open_case(office, case_id)


def digest(office: Office) -> str:
    with office.reading() as raw:
        return state_digest(raw)


def answer(office: Office, outcome: str = "not_upheld") -> Changed:
    return answer_case(office, the_case(office).case_id, Answer(ANSWERED, outcome, "Because."))


def ask_for_stage_2(office: Office, on: date = ASKED, unresolved: str = "Still no visit.") -> Changed:
    values = {"requested_on": on, "unresolved": unresolved, "why": "Disagree with decision"}
    return make_move(office, the_case(office).case_id, "stage_2.requested", values)


def test_the_same_stage_begun_at_two_computers_is_one_stage_without_a_clash(
    pair: tuple[Office, Office],
) -> None:
    one, two = pair
    answer(one)
    meet_each_other(one, two)
    ask_for_stage_2(one)
    ask_for_stage_2(two)
    meet_each_other(one, two)
    assert digest(one) == digest(two)
    view = the_case(one)
    assert [stage.doc["number"] for stage in view.stages] == ["1", "2"]
    assert len(view.tasks) == len({task.doc["what"] for task in view.tasks})
    assert view.conflicts == ()


def test_a_stage_begun_with_different_days_clashes_and_the_earlier_deadline_is_worked_to(
    pair: tuple[Office, Office],
) -> None:
    one, two = pair
    answer(one)
    meet_each_other(one, two)
    ask_for_stage_2(one, ASKED)
    ask_for_stage_2(two, ANSWERED)
    due = the_case(two).row.due_on
    meet_each_other(one, two)
    view = the_case(one)
    assert len(view.stages) == 2
    assert view.row.due_on == due == the_case(two).row.due_on
    assert "started_on" in view.stages[1].conflicts
    with pytest.raises(RuleError, match=r"Stage 2.*Ctrl\+9"):
        answer(one)


def test_a_stage_undone_and_begun_again_is_another_stage_and_redo_brings_the_first_back(
    pair: tuple[Office, Office],
) -> None:
    one, _two = pair
    answer(one)
    first = ask_for_stage_2(one)
    begun = the_case(one).stages[1].id
    back = undo(one, first.group_id)
    assert len(the_case(one).stages) == 1
    undo(one, back.group_id, redo=True)
    assert the_case(one).stages[1].id == begun
    undo(one, undo(one, undo(one, first.group_id).group_id, redo=True).group_id)
    ask_for_stage_2(one)
    assert the_case(one).stages[1].id not in ("", begun)
    assert [stage.doc["number"] for stage in the_case(one).stages] == ["1", "2"]


def test_two_outcomes_stop_the_closing_and_nothing_else_until_somebody_settles_them(
    pair: tuple[Office, Office],
) -> None:
    one, two = pair
    answer(one, "upheld")
    answer(two, "not_upheld")
    meet_each_other(one, two)
    view = the_case(one)
    assert {field for _thing, field in open_clashes(view)} >= {"outcome"}
    add_note(one, view.case_id, "They rang.")
    assert digest(one) != digest(two)


def test_an_answer_waits_until_two_deadlines_are_settled(pair: tuple[Office, Office]) -> None:
    one, two = pair
    view = the_case(one)
    party = view.parties[0]
    edit_case(one, view, party.id, {"full_name": "Siân Price"})
    edit_case(two, the_case(two), party.id, {"full_name": "Siân Brown"})
    meet_each_other(one, two)
    with pytest.raises(RuleError, match=r"full name of Siân Brown.*press Ctrl\+9"):
        answer(one)
    add_note(one, view.case_id, "They rang.")
    edit_case(one, the_case(one), party.id, {"full_name": "Siân Price"})
    answer(one)
    assert not the_case(one).status.is_active


def test_a_case_made_void_while_somebody_edits_it_stays_in_the_lists_and_says_so(
    pair: tuple[Office, Office],
) -> None:
    one, two = pair
    void_case(one, the_case(one).case_id, "Logged twice")
    edit_case(two, the_case(two), the_case(two).case_id, {"theme": "Delay"})
    meet_each_other(one, two)
    for office in pair:
        view = the_case(office)
        assert (view.status.value, view.value("theme")) == ("open", "Delay")
        assert f"{view.case_id}.status" in view.conflicts
    assert digest(one) == digest(two)


def test_a_case_made_void_while_somebody_adds_a_note_is_flagged_until_it_is_decided_having_seen_both(
    pair: tuple[Office, Office],
) -> None:
    one, two = pair
    void_case(one, the_case(one).case_id, "Logged twice")
    add_note(two, the_case(two).case_id, "They rang again.")
    meet_each_other(one, two)
    assert digest(one) == digest(two)
    view = the_case(two)
    assert (view.status.value, [note.doc["text"] for note in view.notes]) == ("open", ["They rang again."])
    assert view.case.conflicts == {"status": ["void", "open"]}
    assert verify_office(one).faults == ()
    void_case(one, view.case_id, "Logged twice after all")
    meet_each_other(one, two)
    assert digest(one) == digest(two)
    assert (the_case(one).status.value, the_case(one).conflicts) == ("void", ())
    assert verify_office(one).faults == ()


def test_a_note_added_to_a_case_that_was_seen_to_be_void_flags_nothing(pair: tuple[Office, Office]) -> None:
    one, two = pair
    void_case(one, the_case(one).case_id, "Logged twice")
    meet_each_other(one, two)
    add_note(two, the_case(two).case_id, "Told them.")
    meet_each_other(one, two)
    view = the_case(one)
    assert (view.status.value, view.conflicts, len(view.notes)) == ("void", (), 1)
    assert [each.label for each in view.timeline[0].changes] == ["Note", "Kind of note", "Date"]


def test_history_and_undo_leave_out_what_was_only_written_again(pair: tuple[Office, Office]) -> None:
    one, _two = pair
    answer(one, "upheld")
    view = the_case(one)
    changed = edit_case(one, view, view.stages[0].id, {"late_details": "The file was in store"})
    item = the_case(one).timeline[0]
    assert [(each.label, each.after) for each in item.changes] == [
        ("More about why it was late", "The file was in store")
    ]
    undo(one, changed.group_id)
    assert not the_case(one).stages[0].doc.get("late_details")


def test_two_people_merged_into_each_other_apart_are_one_person_whom_everybody_finds(
    pair: tuple[Office, Office],
) -> None:
    one, two = pair
    parties = the_case(one).parties
    first, second = (register_person(one, party.id).person_id for party in parties[:2])
    before = len(list_people(one))
    meet_each_other(one, two)
    two.person = one.person
    merge_people(one, first, second)
    merge_people(two, second, first)
    meet_each_other(one, two)
    for office in pair:
        assert {open_person(office, each).id for each in (first, second)} == {first}
        assert len(list_people(office)) == before - 1
        assert count_people(office)[0] == 1
    unmerge(one, second)  # each took one into the other, so each is taken back
    unmerge(one, first)
    assert len(list_people(one)) == before
