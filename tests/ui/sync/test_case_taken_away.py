"""A case that is restricted while somebody works on it: pages go, words can be copied, nothing is said to be sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from caseworker.actions.assign import assign_cases
from caseworker.actions.look_up import list_page, query
from caseworker.actions.note import add_note
from caseworker.actions.restricted import restrict_case
from caseworker.office import Office
from tests.actions.shared_office import ALI, ASHA, Place, meet_twice, met, shared_office
from tests.ui.cases.case_help import Desk, sit_down
from ui.sync.words import asked_words, back_words, held_words

Pair = tuple[Place, Office, Office]


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    with shared_office(tmp_path) as all_of_it:
        yield all_of_it


@pytest.fixture
def desk(qtbot: QtBot, pair: Pair) -> Desk:
    """Ali at a case that is Asha's."""
    place, asha, ali = pair
    case_id = list_page(asha, query(asha, "all"))[0].case_id
    assign_cases(asha, [case_id], asha.person.id)
    meet_twice(place, asha, ali)
    return sit_down(qtbot, ali, case_id)


def _taken_away(pair: Pair, desk: Desk) -> int:
    """Asha restricts the case; Ali's computer meets the hub. Return how many of his changes the hub keeps back."""
    place, asha, ali = pair
    restrict_case(asha, desk.page.key, [], "A matter of staff")
    met(place, asha, ASHA)
    came = met(place, ali, ALI)
    assert came.changed is not None
    assert came.changed.hidden == came.changed.gone == (desk.page.key,)
    desk.context.tell_pages(came.changed)
    return came.outcome.held


def test_page_of_a_case_one_may_not_see_closes_and_offers_what_was_typed(pair: Pair, desk: Desk) -> None:
    desk.press("Ctrl+Shift+N")
    desk.type("She rang and said")
    assert _taken_away(pair, desk) == 0
    assert desk.window.tabs.pages() == ()
    (alert,) = desk.window.strip.alerts()
    assert alert.text.startswith("You may not see it any more.")
    assert [action.text for action in alert.actions] == ["Copy what I typed"]
    alert.actions[0].call()
    assert QGuiApplication.clipboard().text() == "She rang and said"


def test_change_the_hub_keeps_back_is_counted_though_nothing_of_its_case_is_left(
    pair: Pair, desk: Desk
) -> None:
    add_note(desk.office, desk.page.key, "Made apart.")
    assert _taken_away(pair, desk) == 1
    (alert,) = desk.window.strip.alerts()
    assert alert.actions == ()  # nothing is being typed


def test_words_never_say_that_nothing_waited_when_a_change_waits_for_a_decision() -> None:
    assert back_words(0, 0, 1) == "1 waits for a decision."
    assert back_words(2, 1, 3) == "2 sent, 1 needs your choice, 3 wait for a decision."
    assert back_words(3, 0) == "3 changes sent."
    assert asked_words(0, 0, 1) == "1 waits for a decision."
    assert asked_words(1, 4, 2) == "1 change sent, 4 received. 2 wait for a decision."
    assert held_words(1).startswith("1 change of yours is kept at the hub")


def test_case_restricted_for_who_sits_down_next_is_shown_no_more_and_comes_back(
    pair: Pair, desk: Desk
) -> None:
    office = desk.office
    asha = replace(office.staff_named("Asha Khan"))
    ali = office.person
    office.person = asha
    restrict_case(office, desk.page.key, [], "A matter of staff")
    desk.page.refresh()
    assert desk.page.facts is not None
    desk.as_person("Rhys Parry")
    assert desk.page.facts is None
    assert desk.page.gone.isVisible()
    assert not desk.page.banner.isVisible()
    office.person = asha
    desk.page.refresh()
    assert desk.page.banner.isVisible()
    assert desk.page.tabs.isVisible()
    office.person = ali
