"""What two people logged apart is shown on the case; one press removes the second, Undo brings it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from caseworker.actions.added_apart import Double
from caseworker.actions.doubles import doubles_of, keep_both, remove_double
from caseworker.actions.links import link_cases
from caseworker.actions.look_up import list_page, open_case, query
from caseworker.actions.note import add_note
from caseworker.actions.restricted import restrict_case
from caseworker.actions.tasks import NewTask, add_task
from caseworker.actions.undo import undo
from caseworker.actions.void import void_case
from caseworker.domain.staff import Role
from caseworker.errors import NotPermittedError, RuleError
from caseworker.office import Office
from tests.actions.shared_office import Place, meet_twice, shared_office
from tests.example_office import log_complaint
from tests.ui.cases.case_help import sit_down

Pair = tuple[Place, Office, Office]


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    with shared_office(tmp_path) as all_of_it:
        yield all_of_it


def _case(office: Office) -> str:
    return list_page(office, query(office, "all"))[0].case_id


def _doubles(office: Office) -> tuple[Double, ...]:
    return doubles_of(office, open_case(office, _case(office)))


def test_note_logged_twice_apart_is_shown_and_the_second_is_removed_and_brought_back(
    qtbot: QtBot, pair: Pair
) -> None:
    place, asha, ali = pair
    for office in (asha, ali):
        add_note(office, _case(office), "The mother rang at ten.", kind="call")
    meet_twice(place, asha, ali)
    desk = sit_down(qtbot, asha, _case(asha))
    line = desk.page.timeline.doubles
    assert line.isVisible()
    assert line.words.text().startswith(
        "Probably there twice. Note “The mother rang at ten.”: Asha Khan, 15 October 2025 at 12:00pm and Ali Demir"
    )
    line.remove_button.click()
    assert not line.isVisible()
    assert len(desk.view.notes) == 1
    desk.press("Ctrl+Z")
    assert len(desk.view.notes) == 2
    assert line.isVisible()
    line.keep_button.click()
    assert not line.isVisible()
    assert len(desk.view.notes) == 2
    desk.press("Ctrl+Z")
    assert line.isVisible()


def test_what_was_written_with_the_other_in_sight_is_meant(pair: Pair) -> None:
    place, asha, ali = pair
    add_note(asha, _case(asha), "No answer.")
    meet_twice(place, asha, ali)
    add_note(ali, _case(ali), "No answer.")
    meet_twice(place, asha, ali)
    assert doubles_of(asha, open_case(asha, _case(asha))) == ()


def test_what_both_are_meant_is_recorded_for_everybody_until_it_is_taken_back(pair: Pair) -> None:
    place, asha, ali = pair
    for office in (asha, ali):
        add_task(office, _case(office), NewTask("Write to the school", due_on=office.clock.today()))
    meet_twice(place, asha, ali)
    (found,) = _doubles(asha)
    assert _doubles(ali) == (found,)
    kept = keep_both(ali, _case(ali), found)
    meet_twice(place, ali, asha)
    assert _doubles(ali) == _doubles(asha) == ()
    told = open_case(asha, _case(asha)).timeline[0]
    assert (told.title, told.text) == ("Two entries both kept", "Kept twice: Action")
    undo(ali, kept.group_id)
    meet_twice(place, ali, asha)
    assert _doubles(ali) == _doubles(asha) == (found,)


def test_only_who_may_edit_decides_and_only_while_both_are_there(pair: Pair) -> None:
    place, asha, ali = pair
    for office in (asha, ali):
        add_note(office, _case(office), "The mother rang at ten about school")
    meet_twice(place, asha, ali)
    (found,) = _doubles(asha)
    remove_double(asha, _case(asha), found)
    with pytest.raises(RuleError, match="removed already"):
        keep_both(asha, _case(asha), found)
    ali.roles = {**ali.roles, "caseworker": Role("caseworker", "Caseworker", frozenset({"read"}))}
    with pytest.raises(NotPermittedError):
        keep_both(ali, _case(ali), found)


def test_nearly_the_same_words_are_told_both(pair: Pair) -> None:
    place, asha, ali = pair
    add_note(asha, _case(asha), "The mother rang about school transport.")
    add_note(ali, _case(ali), "The mother rang about the school transport")
    meet_twice(place, asha, ali)
    (found,) = _doubles(asha)
    assert "school transport.” and “The mother rang about the school transport”" in found.words


def test_case_logged_twice_apart_is_shown_on_both_until_both_are_kept_or_one_is_void(
    qtbot: QtBot, pair: Pair
) -> None:
    place, asha, ali = pair
    one, two, other = (
        log_complaint(office, full_name=name, children=())
        for office, name in ((asha, "Jane Doe"), (ali, "DOE, Jane"), (ali, "Jane Dow"))
    )
    meet_twice(place, asha, ali)
    desk = sit_down(qtbot, asha, one.case_id)
    line = desk.page.timeline.doubles
    assert line.words.text().startswith(
        f"This case was probably logged twice: {two.reference}, received on the same day from the same person: "
    )
    assert not line.remove_button.isVisible()
    line.keep_button.click()
    assert not line.isVisible()
    for case in (one, two, other):
        assert doubles_of(asha, open_case(asha, case.case_id)) == ()
    desk.press("Ctrl+Z")
    assert line.isVisible()
    assert [each.kind for each in doubles_of(asha, open_case(asha, two.case_id))] == ["case"]
    line.open_button.click()
    front = desk.window.tabs.front()
    assert front is not None
    assert front.key == two.case_id
    void_case(asha, two.case_id, "Logged twice")
    assert doubles_of(asha, open_case(asha, one.case_id)) == ()


def test_restricted_case_is_no_double_for_who_may_not_see_it_and_a_linked_one_is_known(pair: Pair) -> None:
    place, asha, ali = pair
    one, two = (log_complaint(office, full_name="Jane Doe") for office in (asha, ali))
    meet_twice(place, asha, ali)
    assert len(doubles_of(ali, open_case(ali, two.case_id))) == 1
    restricted = restrict_case(asha, one.case_id, [], "A member of staff is complained about")
    assert doubles_of(ali, open_case(ali, two.case_id)) != ()
    meet_twice(place, asha, ali)
    assert doubles_of(ali, open_case(ali, two.case_id)) == ()
    undo(asha, restricted.group_id)
    link_cases(asha, one.case_id, two.case_id, "same_matter")
    assert doubles_of(asha, open_case(asha, one.case_id)) == ()
