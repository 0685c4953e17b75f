"""A problem of a letter that is settled on the case leads to the part of the case where it is settled."""

from __future__ import annotations

import pytest

from caseworker.domain.letter_checks import Check
from caseworker.letters.facts import FACTS
from caseworker.office import Office
from tests.ui.letters.desk import open_letter
from tests.ui.real_window import CasePlace, make_window
from ui.letters import fact_places
from ui.letters.fact_places import place_on_case
from ui.window import MainWindow


@pytest.fixture
def window(office: Office, qtbot: object) -> MainWindow:
    return make_window(office)


@pytest.mark.parametrize(
    ("fact", "part"), [("points", "points"), ("outcome_overall", "points"), ("actions", "actions")]
)
def test_a_fact_that_is_not_recorded_leads_to_its_part_of_the_case(
    window: MainWindow, fact: str, part: str
) -> None:
    page = open_letter(window, "L10")
    page.go_to_fact(fact)
    case = window.tabs.front()
    assert isinstance(case, CasePlace)
    assert case.shown == part


def test_a_check_of_the_points_leads_to_the_points(window: MainWindow) -> None:
    check = Check("points:1 finding", "Points", "problem", "Point 1 has no finding.", "Record the finding.")
    open_letter(window, "L10").go_to_fact("", check=check)
    case = window.tabs.front()
    assert isinstance(case, CasePlace)
    assert case.shown == "points"


def test_what_has_no_place_of_its_own_stands_in_the_details() -> None:
    assert place_on_case("summary") == place_on_case("", None) == "details"


def test_only_facts_that_exist_have_a_place() -> None:
    assert set(fact_places._BY_FACT) <= set(FACTS)
