"""Finding cases for a caller, and the searches a person made lately."""

from __future__ import annotations

from dataclasses import replace

from caseworker.actions.find_cases import find_cases
from caseworker.actions.note import add_note
from caseworker.actions.recent_searches import MOST, forget_searches, keep_search, recent_searches
from caseworker.office import Office
from tests.example_office import log_complaint


def test_a_case_found_by_surname_comes_with_its_last_event(office: Office) -> None:
    case_id = log_complaint(office).case_id
    assert [found.last_event for found in find_cases(office, "obrien")] == ["Logged, today at 12:00pm"]
    add_note(office, case_id, "Mother rang.")
    assert [found.last_event for found in find_cases(office, "obrien")] == ["Note, today at 12:00pm"]


def test_nothing_is_found_for_words_of_no_case(office: Office) -> None:
    log_complaint(office)
    assert find_cases(office, "zebra") == []
    assert find_cases(office, "  ") == []


def test_recent_searches_are_kept_latest_first_and_each_once(office: Office) -> None:
    for text in ("osei", "nguyễn  thị", "Osei"):
        keep_search(office, text)
    assert recent_searches(office) == ("Osei", "nguyễn thị")


def test_only_so_many_searches_are_kept(office: Office) -> None:
    for number in range(MOST + 3):
        keep_search(office, f"name {number}")
    assert len(recent_searches(office)) == MOST
    assert recent_searches(office)[0] == f"name {MOST + 2}"


def test_searches_are_a_persons_own_and_can_be_forgotten(office: Office) -> None:
    keep_search(office, "osei")
    asha = office.person
    office.person = replace(asha, id="somebody else")
    assert recent_searches(office) == ()
    office.person = asha
    assert forget_searches(office) == ()
    assert recent_searches(office) == ()


def test_an_empty_search_is_not_kept(office: Office) -> None:
    assert keep_search(office, "   ") == ()
