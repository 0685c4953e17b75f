"""What two people logged apart is shown on the case; one press removes the second, Undo brings it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from caseworker.actions.doubles import Double, doubles_of, keep_both, remove_double
from caseworker.actions.look_up import list_page, open_case, query
from caseworker.actions.note import add_note
from caseworker.actions.tasks import NewTask, add_task
from caseworker.actions.undo import undo
from caseworker.domain.staff import Role
from caseworker.errors import NotPermittedError, RuleError
from caseworker.office import Office
from tests.actions.shared_office import Place, meet_twice, shared_office
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
