"""What two people logged apart is shown on the case; one press removes the second, Undo brings it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from caseworker.actions.doubles import doubles_of, keep_both
from caseworker.actions.look_up import list_page, open_case, query
from caseworker.actions.note import add_note
from caseworker.actions.tasks import NewTask, add_task
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


def test_what_was_written_with_the_other_in_sight_is_meant(pair: Pair) -> None:
    place, asha, ali = pair
    add_note(asha, _case(asha), "No answer.")
    meet_twice(place, asha, ali)
    add_note(ali, _case(ali), "No answer.")
    meet_twice(place, asha, ali)
    assert doubles_of(asha, open_case(asha, _case(asha))) == ()


def test_both_computers_show_the_same_doubles_and_each_keeps_its_own_word_of_them(pair: Pair) -> None:
    place, asha, ali = pair
    for office in (asha, ali):
        add_task(office, _case(office), NewTask("Write to the school", due_on=office.clock.today()))
    meet_twice(place, asha, ali)
    (found,) = doubles_of(asha, open_case(asha, _case(asha)))
    assert doubles_of(ali, open_case(ali, _case(ali))) == (found,)
    keep_both(ali, found)
    assert doubles_of(ali, open_case(ali, _case(ali))) == ()
    assert doubles_of(asha, open_case(asha, _case(asha))) == (found,)
