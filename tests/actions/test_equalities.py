"""Equalities monitoring: optional, apart, and seen by nobody who decides on a case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caseworker.actions import look_up
from caseworker.actions.equalities import NOT_DISCLOSED, QUESTIONS, equalities_of, record_equalities
from caseworker.actions.find_cases import find_cases
from caseworker.actions.undo import undo
from caseworker.domain.fields import ENTITY_KINDS
from caseworker.errors import NotPermittedError, ProblemsError, RuleError
from caseworker.office import Office
from tests.example_office import log_complaint

GIVEN = {"ethnicity": "white_roma", "religion": "muslim", "age_band": "25_54"}


@pytest.fixture
def case_id(office: Office) -> str:
    """A complaint with what the mother told for monitoring."""
    case_id = log_complaint(office).case_id
    party = look_up.open_case(office, case_id).parties[0].id
    record_equalities(office, case_id, party, GIVEN)
    return case_id


def test_every_list_begins_with_not_disclosed(office: Office) -> None:
    for name, listed in QUESTIONS.items():
        assert office.vocabulary.entries(listed)[0].code == NOT_DISCLOSED, name
        assert ENTITY_KINDS["equality"][name].personal


def test_what_is_not_told_is_not_disclosed(office: Office, case_id: str) -> None:
    view = look_up.open_case(office, case_id)
    known = equalities_of(view, view.parties[0].id)
    assert known is not None
    assert known.doc["ethnicity"] == "white_roma"
    assert known.doc["gender"] == known.doc["carer"] == NOT_DISCLOSED


@pytest.mark.parametrize(
    "role", ["director", "adjudicator", "auditor", "service_responder", "information_governance"]
)
def test_who_decides_sees_nothing_of_it_anywhere(office: Office, case_id: str, role: str) -> None:
    office.person = replace(office.person, role=role)
    view = look_up.open_case(office, case_id)
    assert view.of_kind("equality") == ()
    words = " ".join(f"{i.title} {i.text} {i.changes}" for i in view.timeline)
    assert "Roma" not in words
    assert "qualit" not in words
    assert all("qualit" not in found.last_event for found in find_cases(office, "obrien"))
    with pytest.raises(NotPermittedError):
        record_equalities(office, case_id, view.parties[0].id, {})


def test_who_may_sees_it_in_the_history(office: Office, case_id: str) -> None:
    item = look_up.open_case(office, case_id).timeline[0]
    assert item.title == "Equalities monitoring recorded"
    assert ("Ethnicity", "White: Roma") in [(change.label, change.after) for change in item.changes]


def test_it_is_never_found_by_searching(office: Office, case_id: str) -> None:
    assert look_up.search_cases(office, "roma") == []
    assert look_up.search_cases(office, "muslim") == []


def test_it_is_changed_and_taken_back(office: Office, case_id: str) -> None:
    party = look_up.open_case(office, case_id).parties[0].id
    changed = record_equalities(office, case_id, party, {**GIVEN, "carer": "yes"})
    undo(office, changed.group_id)
    known = equalities_of(look_up.open_case(office, case_id), party)
    assert known is not None
    assert known.doc["carer"] == NOT_DISCLOSED
    assert record_equalities(office, case_id, party, GIVEN).message == "Nothing was different."


def test_what_cannot_be_is_refused(office: Office, case_id: str) -> None:
    party = look_up.open_case(office, case_id).parties[0].id
    with pytest.raises(ProblemsError):
        record_equalities(office, case_id, party, {"gender": "??"})
    with pytest.raises(RuleError, match="no longer part of the case"):
        record_equalities(office, case_id, "nobody", GIVEN)
